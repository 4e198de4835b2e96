// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/client/nameprompt.h"

#include "ui/views/plainlabel.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace foyer {

NamePrompt::NamePrompt(QWidget *parent)
    : QFrame(parent)
    , m_sentence(new PlainLabel(u"body"_s))
    , m_name(new QLineEdit)
    , m_again(new QPushButton)
{
    setProperty("look", u"notice"_s);
    setObjectName(u"namePrompt"_s);
    m_sentence->setObjectName(u"sentence"_s);
    m_sentence->setWordWrap(true);
    m_name->setObjectName(u"name"_s);
    m_name->setMaxLength(64);
    m_name->setMaximumWidth(220);
    m_again->setObjectName(u"again"_s);
    m_again->setProperty("look", u"primary"_s);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 8, 12, 8);
    layout->setSpacing(12);
    layout->addWidget(m_sentence, 1);
    layout->addWidget(m_name);
    layout->addWidget(m_again);
    const auto again = [this] {
        if (const QString name = m_name->text().trimmed(); !name.isEmpty())
            Q_EMIT tryAgain(name);
    };
    connect(m_again, &QPushButton::clicked, this, again);
    connect(m_name, &QLineEdit::returnPressed, this, again);
    retranslate();
}

void NamePrompt::tell(const QString &sentence, const QString &name, bool askName)
{
    m_sentence->setText(sentence);
    m_name->setText(name);
    m_name->setVisible(askName);
    m_askName = askName;
    retranslate();
    show();
    if (askName) {
        m_name->setFocus();
        m_name->selectAll();
    }
}

void NamePrompt::retranslate()
{
    m_name->setAccessibleName(tr("Your name"));
    m_again->setText(m_askName ? tr("Come in") : tr("Try again"));
}

void NamePrompt::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QFrame::changeEvent(event);
}

} // namespace foyer
