// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

#include <functional>

class QLabel;
class QPushButton;
class QToolButton;

namespace foyer {

class PlainLabel;

/// A sentence at the top of a window that somebody should read, with at most one thing to do about it.
class NoticeBar final : public QFrame
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(NoticeBar)

public:
    explicit NoticeBar(QWidget *parent = nullptr);

    void tell(const QString &sentence);
    /// Something good: no sign of a warning beside it.
    void tellGoodNews(const QString &sentence);
    /// `act` is called when the button `offer` is pressed; the bar goes then.
    void tell(const QString &sentence, const QString &offer, std::function<void()> act);
    void clear();
    /// The system's own words, shown on hovering.
    void setDetail(const QString &detail);

    [[nodiscard]] QString sentence() const;

protected:
    void changeEvent(QEvent *event) override;

private:
    void showSign(bool isGood);

    QLabel *m_sign;
    PlainLabel *m_sentence;
    QPushButton *m_offer;
    QToolButton *m_dismiss;
    std::function<void()> m_act;
    bool m_isGood = false;
};

} // namespace foyer
