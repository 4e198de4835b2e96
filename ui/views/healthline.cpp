// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/healthline.h"

#include "ui/plainwords.h"
#include "ui/views/plainlabel.h"

#include <QEvent>
#include <QMenu>
#include <QStyle>
#include <QVBoxLayout>
#include <QWidgetAction>

using namespace Qt::StringLiterals;

namespace foyer {

namespace {

constexpr int mostTipLines = 14;

using Verdict = RoomHealth::Verdict;

/// "5 ms", "2.5 s"
QString inWords(std::chrono::microseconds time)
{
    if (time < 1s)
        return HealthLine::tr("%1 ms").arg(std::chrono::ceil<std::chrono::milliseconds>(time).count());
    return HealthLine::tr("%1 s").arg(std::chrono::duration<double>(time).count(), 0, 'g', 3);
}

QStringList latency(const RoomHealth &health)
{
    constexpr int lately = int(RoomHealth::lately.count());
    if (health.messagesLately == 0 || health.mostWithin == 0us)
        return {HealthLine::tr("Nothing was sent in the last %1 seconds.").arg(lately)};
    if (health.mostWithin == RoomHealth::beyond)
        return {HealthLine::tr("Messages take more than 10 seconds to go out to everyone.")};
    return {HealthLine::tr("Messages go out to everyone within %1 (99 of 100).").arg(inWords(health.mostWithin)),
            HealthLine::tr("Half of them go out within %1.").arg(inWords(health.halfWithin))};
}

/// Of a log that does not write, or of what it could not; nothing when there is no such thing.
QStringList unwritten(const RoomHealth &health)
{
    QStringList said;
    if (health.unwrittenFor > 0s) {
        said.append(HealthLine::tr("What is said waits to be written down, for %1 now: nobody sees it before.")
                        .arg(inWords(health.unwrittenFor)));
        said.append(HealthLine::tr("The disk may be full, or busy with something else."));
    }
    if (!health.storageTrouble.isEmpty())
        said.append(HealthLine::tr("What is said cannot be saved: %1", "%1: the system's own words").arg(health.storageTrouble));
    if (health.neverSaved > 0)
        said.append(HealthLine::tr("%n line(s) could not be saved and will be missing from the history.", nullptr, int(health.neverSaved)));
    if (health.takesNothingMore)
        said.append(HealthLine::tr("So much waits that nothing more is taken until then; people's programs send it again."));
    return said;
}

QString word(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Healthy:
        return HealthLine::tr("● Healthy");
    case Verdict::Busy:
        return HealthLine::tr("◆ Busy");
    case Verdict::NotSaving:
        return HealthLine::tr("■ Not saving");
    case Verdict::Struggling:
        return HealthLine::tr("▲ Struggling");
    }
    return {};
}

QString look(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Healthy:
        return u"healthy"_s;
    case Verdict::Busy:
        return u"busy"_s;
    case Verdict::NotSaving:
        return u"not-saving"_s;
    case Verdict::Struggling:
        return u"struggling"_s;
    }
    return {};
}

} // namespace

HealthLine::HealthLine(QWidget *parent)
    : QToolButton(parent), m_title(new PlainLabel(u"section"_s))
{
    setPopupMode(QToolButton::InstantPopup);
    auto *figures = new QWidget;
    auto *layout = new QVBoxLayout(figures);
    layout->setContentsMargins(12, 8, 12, 8);
    layout->setSpacing(6);
    layout->addWidget(m_title);
    for (int i = 0; i < mostTipLines; ++i) {
        m_lines.append(new PlainLabel(u"body"_s));
        layout->addWidget(m_lines.last());
    }
    auto *menu = new QMenu(this);
    m_figures = new QWidgetAction(menu);
    m_figures->setDefaultWidget(figures);
    menu->addAction(m_figures);
    setMenu(menu);
    clear();
}

void HealthLine::tell(const RoomHealth &health)
{
    m_health = health;
    dress();
}

void HealthLine::clear()
{
    m_health.reset();
    menu()->close();
    dress();
}

QStringList HealthLine::sentences(const RoomHealth &health)
{
    constexpr int lately = int(RoomHealth::lately.count());
    QStringList said;
    switch (health.verdict()) {
    case Verdict::Healthy:
        said.append(tr("The room keeps up with what is going on."));
        said.append(unwritten(health));
        break;
    case Verdict::NotSaving:
        said.append(unwritten(health));
        said.append(tr("The room itself goes on."));
        break;
    case Verdict::Busy:
        said.append(tr("There is a lot going on: messages may take a moment."));
        said.append(unwritten(health));
        break;
    case Verdict::Struggling:
        if (!unwritten(health).isEmpty()) {
            said.append(unwritten(health));
            break;
        }
        said.append(tr("The room does not keep up: messages come late."));
        said.append(tr("A cable in place of Wi-Fi, or closing other programs here, may help."));
        break;
    }
    if (!health.undeleted.isEmpty())
        said.append(tr("What was to be deleted is still there: %1", "%1: the system's own words").arg(health.undeleted));
    said.append(latency(health));
    said.append(tr("%n message(s) in the last %1 seconds.", nullptr, int(health.messagesLately)).arg(lately));
    if (health.sessionsBehind == 0)
        said.append(tr("%n connection(s), none of them behind.", nullptr, int(health.sessions)));
    else
        said.append(tr("%n connection(s) behind, of %1.", nullptr, int(health.sessionsBehind)).arg(health.sessions));
    if (health.cutOffLately > 0)
        said.append(tr("%n connection(s) closed because they could not keep up.", nullptr, int(health.cutOffLately)));
    if (health.refusalsLately > 0)
        said.append(tr("%n request(s) turned down in the last %1 seconds.", nullptr, int(health.refusalsLately)).arg(lately));
    said.append(tr("The longest that everybody had to wait for the room: %1.").arg(inWords(health.longestTurn)));
    return said;
}

void HealthLine::dress()
{
    setVisible(m_health.has_value());
    if (!m_health)
        return;
    const QString verdict = word(m_health->verdict());
    const QStringList said = sentences(*m_health);
    setText(verdict);
    // Our own words and numbers, nobody's name or text: nothing in it can be taken for markup.
    setToolTip(plainToolTip(said.join(u'\n')));
    setAccessibleName(tr("Room health"));
    setAccessibleDescription(verdict + u'\n' + toolTip());
    m_title->setText(tr("ROOM HEALTH"));
    for (qsizetype i = 0; i < m_lines.size(); ++i) {
        m_lines[i]->setText(said.value(i));
        m_lines[i]->setVisible(i < said.size());
    }
    // Never shown, but a menu measures its entries anew only when one of them says that it has changed.
    m_figures->setText(toolTip());
    if (const QString wanted = look(m_health->verdict()); property("look").toString() != wanted) {
        setProperty("look", wanted);
        style()->unpolish(this);
        style()->polish(this);
    }
}

void HealthLine::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        dress();
    QToolButton::changeEvent(event);
}

} // namespace foyer
