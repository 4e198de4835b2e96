// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/startbutton.h"

#include "ui/lineicon.h"

#include <QEvent>
#include <QStyle>

using namespace Qt::StringLiterals;

namespace foyer {

using State = ServerStatus::State;

StartButton::StartButton(QWidget *parent)
    : QPushButton(parent)
{
    setIconSize({18, 18});
    connect(this, &QPushButton::clicked, this, [this] {
        if (m_state == State::Running)
            Q_EMIT stopWanted();
        else if (m_state == State::Stopped || m_state == State::Failed)
            Q_EMIT startWanted();
    });
    dress();
}

void StartButton::setState(State state)
{
    if (state == m_state)
        return;
    m_state = state;
    dress();
}

void StartButton::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        dress();
    QPushButton::changeEvent(event);
}

void StartButton::dress()
{
    struct Dress
    {
        const char *state;
        QString text;
        QIcon icon;
        bool enabled;
    };
    const auto dressOf = [](State state) -> Dress {
        switch (state) {
        case State::Stopped:
            return {"stopped", tr("Start"), lineIcon(u"play"_s, IconTone::OnAccent), true};
        case State::Starting:
            return {"starting", tr("Opening…"), lineIcon(u"clock"_s), false};
        case State::Running:
            return {"running", tr("Stop"), lineIcon(u"stop"_s, IconTone::Danger), true};
        case State::Stopping:
            return {"stopping", tr("Closing…"), lineIcon(u"clock"_s), false};
        case State::Failed:
            return {"failed", tr("Try again"), lineIcon(u"play"_s, IconTone::Warn), true};
        }
        return {};
    };
    const Dress dress = dressOf(m_state);
    setText(dress.text);
    setIcon(dress.icon);
    setEnabled(dress.enabled);
    setProperty("state", QLatin1String(dress.state));
    style()->unpolish(this);
    style()->polish(this);
}

} // namespace foyer
