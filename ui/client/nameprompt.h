// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QLineEdit;
class QPushButton;

namespace foyer {

class PlainLabel;

/// Why somebody was not let in, and the field and button to try again.
class NamePrompt final : public QFrame
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(NamePrompt)

public:
    explicit NamePrompt(QWidget *parent = nullptr);

    /// `askName`: another name may help; else the same is tried again.
    void tell(const QString &sentence, const QString &name, bool askName);

Q_SIGNALS:
    void tryAgain(const QString &name);

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();

    PlainLabel *m_sentence;
    QLineEdit *m_name;
    QPushButton *m_again;
    bool m_askName = false;
};

} // namespace foyer
