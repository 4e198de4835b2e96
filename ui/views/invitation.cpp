// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/invitation.h"

#include "ui/lineicon.h"
#include "ui/plainnumber.h"
#include "ui/views/plainlabel.h"
#include "ui/views/startbutton.h"

#include <QCoreApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QIntValidator>
#include <QLineEdit>

#include <utility>

using namespace Qt::StringLiterals;

namespace foyer {

QString defaultRoomName()
{
    return QCoreApplication::translate("foyer::Invitation", "Our room");
}

Invitation::Invitation(QWidget *parent)
    : QWidget(parent)
    , m_welcome(new PlainLabel(u"hero"_s))
    , m_nameLabel(new PlainLabel(u"muted"_s))
    , m_name(new QLineEdit)
    , m_portLabel(new PlainLabel(u"muted"_s))
    , m_port(new QLineEdit)
    , m_start(new StartButton)
    , m_sentence(new PlainLabel(u"muted"_s))
{
    auto *sign = new QLabel;
    sign->setPixmap(foyerIcon().pixmap(QSize(64, 64), devicePixelRatioF()));
    sign->setAlignment(Qt::AlignCenter);
    m_welcome->setAlignment(Qt::AlignCenter);
    m_name->setObjectName(u"invitationName"_s);
    m_name->setProperty("look", u"hero"_s);
    m_name->setMaxLength(64);
    m_port->setObjectName(u"invitationPort"_s);
    m_port->setProperty("look", u"hero"_s);
    m_port->setValidator(plainNumber(0, 65535, m_port));
    m_port->setFixedWidth(96);
    m_nameLabel->setBuddy(m_name);
    m_portLabel->setBuddy(m_port);
    m_start->setObjectName(u"bigStart"_s);
    m_start->setProperty("scale", u"big"_s);
    m_start->setDefault(true);
    m_sentence->setAlignment(Qt::AlignCenter);
    m_sentence->setWordWrap(true);

    auto *fields = new QGridLayout;
    fields->setHorizontalSpacing(12);
    fields->setVerticalSpacing(4);
    fields->addWidget(m_nameLabel, 0, 0);
    fields->addWidget(m_portLabel, 0, 1);
    fields->addWidget(m_name, 1, 0);
    fields->addWidget(m_port, 1, 1);
    fields->setColumnStretch(0, 1);

    auto *column = new QWidget;
    column->setMaximumWidth(520);
    auto *layout = new QVBoxLayout(column);
    layout->setContentsMargins(24, 8, 24, 8);
    layout->setSpacing(12);
    layout->addStretch(2);
    layout->addWidget(sign);
    layout->addWidget(m_welcome);
    layout->addSpacing(12);
    layout->addLayout(fields);
    layout->addSpacing(8);
    layout->addWidget(m_start, 0, Qt::AlignHCenter);
    layout->addSpacing(4);
    layout->addWidget(m_sentence);
    layout->addStretch(3);
    auto *outer = new QHBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addStretch(1);
    outer->addWidget(column, 100);
    outer->addStretch(1);

    connect(m_start, &StartButton::startWanted, this, &Invitation::start);
    connect(m_port, &QLineEdit::textChanged, this, [this] {
        if (m_port->hasAcceptableInput() && std::exchange(m_portWrong, false))
            retranslate();
    });
    connect(m_name, &QLineEdit::editingFinished, this, &Invitation::edited);
    connect(m_port, &QLineEdit::editingFinished, this, &Invitation::edited);
    connect(m_name, &QLineEdit::returnPressed, m_start, &QPushButton::click);
    connect(m_port, &QLineEdit::returnPressed, m_start, &QPushButton::click);
    retranslate();
}

void Invitation::start()
{
    if (m_port->hasAcceptableInput()) {
        Q_EMIT startWanted();
        return;
    }
    m_portWrong = true;
    retranslate();
    m_port->setFocus();
    m_port->selectAll();
}

void Invitation::setRoomName(const QString &name)
{
    m_name->setText(name);
}

void Invitation::setPort(quint16 port)
{
    // What cannot be a port stays for its writer to mend.
    if (m_shownPort == port && !m_port->hasAcceptableInput() && !m_port->text().isEmpty())
        return;
    m_shownPort = port;
    m_port->setText(QString::number(port));
}

QString Invitation::roomName() const
{
    return m_name->text().trimmed();
}

quint16 Invitation::port() const
{
    return m_port->hasAcceptableInput() ? m_port->text().toUShort() : m_shownPort;
}

void Invitation::setState(ServerStatus::State state)
{
    m_start->setState(state);
    const bool idle = state == ServerStatus::State::Stopped || state == ServerStatus::State::Failed;
    m_name->setEnabled(idle);
    m_port->setEnabled(idle);
}

void Invitation::retranslate()
{
    m_welcome->setText(tr("Open a room"));
    m_nameLabel->setText(tr("What it is called"));
    m_name->setPlaceholderText(defaultRoomName());
    m_portLabel->setText(tr("Port"));
    m_sentence->setText(m_portWrong
                            ? tr("A port is a number from 1 to 65535. 8000 is a good one.")
                            : tr("Everyone on your network can then come in with a browser: "
                                 "they type the address or scan the code. Nothing to install, no Internet needed."));
}

void Invitation::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace foyer
