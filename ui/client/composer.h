// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QWidget>

class QPlainTextEdit;
class QPushButton;

namespace foyer {

class PlainLabel;

/// Where lines are written. Enter sends, Shift+Enter breaks the line; near the limit it counts.
class Composer final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Composer)

public:
    explicit Composer(QWidget *parent = nullptr);

    void setLimits(int codePoints, int bytes);
    void setText(const QString &text);
    [[nodiscard]] QString text() const;
    void setWritable(bool writable);

Q_SIGNALS:
    void sendWanted(const QString &text);
    /// At most once in three seconds while somebody writes.
    void typing();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void send();
    void follow();
    void retranslate();

    QPlainTextEdit *m_edit;
    PlainLabel *m_counter;
    QPushButton *m_send;
    QElapsedTimer m_told;
    int m_codePoints = 5000;
    int m_bytes = 20000;
    bool m_writable = true;
};

} // namespace foyer
