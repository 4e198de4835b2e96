// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <optional>

class QComboBox;
class QDateEdit;

namespace foyer {

class Clock;
class PlainLabel;

/// A stretch of time; what is missing is open. Wall clock; `toMs` itself is no longer in it.
struct Period
{
    std::optional<qint64> fromMs;
    std::optional<qint64> toMs;

    bool operator==(const Period &) const = default;
};

/// Chooses a period: everything, today, the last seven days, or from one day to another.
class PeriodPicker final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PeriodPicker)

public:
    enum class Choice : quint8 { All, Today, LastWeek, Days };

    explicit PeriodPicker(const Clock &clock, QWidget *parent = nullptr);

    [[nodiscard]] Choice choice() const;
    void choose(Choice choice);
    /// Both days are in it.
    void chooseDays(QDate from, QDate to);
    /// As it is now: "today" moves on.
    [[nodiscard]] Period period() const;
    /// The same choice as another picker's.
    void follow(const PeriodPicker &other);

Q_SIGNALS:
    void changed();

protected:
    void changeEvent(QEvent *event) override;

private:
    void showDays();
    void retranslate();
    [[nodiscard]] QDate today() const;

    const Clock &m_clock;
    QComboBox *m_choice;
    QDateEdit *m_from;
    PlainLabel *m_dash;
    QDateEdit *m_to;
};

} // namespace foyer
