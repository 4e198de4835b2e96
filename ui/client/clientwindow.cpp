// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/client/clientwindow.h"

#include "ui/client/composer.h"
#include "ui/client/nameprompt.h"
#include "ui/keepingtext.h"
#include "ui/lineicon.h"
#include "ui/plainwords.h"
#include "ui/screenroom.h"
#include "ui/timetext.h"
#include "ui/views/logview.h"
#include "ui/views/noticebar.h"
#include "ui/views/peoplemenu.h"
#include "ui/views/plainlabel.h"
#include "ui/views/rosterview.h"

#include <QCloseEvent>
#include <QHBoxLayout>
#include <QPushButton>
#include <QSplitter>
#include <QVBoxLayout>

#include <utility>

using namespace Qt::StringLiterals;

namespace foyer {

using State = RoomClient::State;

ClientWindow::ClientWindow(RoomClient::Door door, const Clock &clock, ClientTimings timings, QWidget *parent)
    : QWidget(parent)
    , m_isHosts(!door.operatorSecret.isEmpty())
    , m_client(new RoomClient(std::move(door), timings, this))
    , m_room(clock)
    , m_title(new PlainLabel(u"title"_s))
    , m_state(new PlainLabel(u"state-busy"_s))
    , m_count(new PlainLabel(u"muted"_s))
    , m_notice(new NoticeBar)
    , m_prompt(new NamePrompt)
    , m_log(new LogView(m_room.log()))
    , m_people(new RosterView(m_room.roster()))
    , m_peopleTitle(new PlainLabel(u"section"_s))
    , m_peopleHint(new PlainLabel(u"meta"_s))
    , m_typing(new PlainLabel(u"meta"_s))
    , m_waiting(new PlainLabel(u"meta"_s))
    , m_newLines(new QPushButton)
    , m_composer(new Composer)
    , m_menu(new PeopleMenu(m_room.roster(), *m_people, *m_log, this))
{
    setWindowFlag(Qt::Window);
    setAttribute(Qt::WA_DeleteOnClose);
    setAttribute(Qt::WA_StyledBackground);
    setObjectName(u"clientWindow"_s);
    setWindowIcon(foyerIcon());
    resize(withinScreen({860, 600}, *this));
    setMinimumSize(480, 360);
    m_title->setObjectName(u"roomTitle"_s);
    m_state->setObjectName(u"state"_s);
    m_typing->setObjectName(u"typing"_s);
    m_waiting->setObjectName(u"waiting"_s);
    m_waiting->setWordWrap(true);
    m_log->setObjectName(u"log"_s);
    m_people->setObjectName(u"people"_s);
    m_people->setForHost(false);
    m_newLines->setObjectName(u"newLines"_s);
    m_newLines->setProperty("look", u"primary"_s);
    m_newLines->setIcon(lineIcon(u"down"_s, IconTone::OnAccent));
    m_peopleHint->setWordWrap(true);
    m_prompt->hide();
    m_newLines->hide();
    buildLayout();
    connectClient();
    connectViews();
    retranslate();
}

ClientWindow::~ClientWindow()
{
    if (m_client)
        m_client->disconnect(this);
}

void ClientWindow::buildLayout()
{
    auto *bar = new QFrame;
    bar->setProperty("look", u"bar"_s);
    auto *barLayout = new QHBoxLayout(bar);
    barLayout->setContentsMargins(16, 10, 16, 10);
    barLayout->setSpacing(16);
    m_title->setMinimumWidth(60);
    barLayout->addWidget(m_title, 1);
    barLayout->addWidget(m_count);
    barLayout->addWidget(m_state);

    auto *talk = new QFrame;
    talk->setProperty("look", u"card"_s);
    auto *talkLayout = new QVBoxLayout(talk);
    talkLayout->setContentsMargins(1, 6, 1, 6);
    talkLayout->setSpacing(0);
    talkLayout->addWidget(m_log, 1);
    talkLayout->addWidget(m_newLines, 0, Qt::AlignHCenter);

    auto *here = new QFrame;
    here->setProperty("look", u"card"_s);
    auto *hereLayout = new QVBoxLayout(here);
    hereLayout->setContentsMargins(1, 10, 1, 6);
    hereLayout->setSpacing(4);
    m_peopleTitle->setContentsMargins(12, 0, 12, 0);
    m_peopleHint->setContentsMargins(12, 0, 12, 0);
    hereLayout->addWidget(m_peopleTitle);
    hereLayout->addWidget(m_peopleHint);
    hereLayout->addWidget(m_people, 1);
    here->setMinimumWidth(150);

    auto *parts = new QSplitter;
    parts->setChildrenCollapsible(false);
    parts->addWidget(talk);
    parts->addWidget(here);
    parts->setStretchFactor(0, 3);
    parts->setStretchFactor(1, 1);
    parts->setSizes({600, 220});

    auto *below = new QVBoxLayout;
    below->setSpacing(4);
    below->addWidget(m_typing);
    below->addWidget(m_waiting);
    below->addWidget(m_composer);

    auto *body = new QVBoxLayout;
    body->setContentsMargins(12, 12, 12, 12);
    body->setSpacing(6);
    body->addWidget(m_notice);
    body->addWidget(m_prompt);
    body->addWidget(parts, 1);
    body->addLayout(below);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(bar);
    layout->addLayout(body, 1);
    m_composer->setFocus();
}

void ClientWindow::connectClient()
{
    connect(m_client, &RoomClient::stateChanged, this, &ClientWindow::showState);
    connect(m_client, &RoomClient::welcomed, this, &ClientWindow::greet);
    connect(m_client, &RoomClient::eventsArrived, &m_room, &RoomMirror::fold);
    connect(m_client, &RoomClient::refused, this, &ClientWindow::complain);
    connect(m_client, &RoomClient::outboxChanged, this, &ClientWindow::showWaitingLines);
    connect(m_client, &RoomClient::peopleArrived, this, &ClientWindow::takePeople);
    connect(m_client, &RoomClient::olderArrived, this, [this](const Backlog &older) {
        m_fetchingOlder = false;
        m_room.addOlderLines(older.events, older.more);
    });
    connect(&m_room, &RoomMirror::changed, this, &ClientWindow::showRoom);
    connect(&m_room, &RoomMirror::typingChanged, this, &ClientWindow::showTyping);
    connect(&m_room, &RoomMirror::rosterStale, this, [this] {
        m_rosterBegun = false;
        m_client->fetchPeople({});
    });
}

void ClientWindow::connectViews()
{
    connect(m_composer, &Composer::sendWanted, this, [this](const QString &text) {
        m_client->say(text);
        m_log->goToEnd();
    });
    connect(m_composer, &Composer::typing, m_client, &RoomClient::type);
    connect(m_log, &LogView::reachedBeginning, this, &ClientWindow::fetchOlder);
    connect(&m_room.log(), &QAbstractItemModel::rowsInserted, this, [this](const QModelIndex &, int first) {
        if (first > 0 && !m_log->isAtEnd())
            m_newLines->show();
    });
    connect(m_log, &LogView::atEndChanged, this, [this](bool atEnd) {
        if (atEnd)
            m_newLines->hide();
    });
    connect(m_newLines, &QPushButton::clicked, m_log, &LogView::goToEnd);
    connect(m_menu, &PeopleMenu::kickWanted, this, [this](const Kick &kick) { m_client->submit(kick); });
    connect(m_prompt, &NamePrompt::tryAgain, this, [this](const QString &name) { m_client->openAs(name); });
}

void ClientWindow::open()
{
    m_client->open();
    showState();
}

void ClientWindow::setCoolingOffSeconds(int seconds)
{
    m_menu->setCoolingOffSeconds(seconds);
}

void ClientWindow::greet(const Welcome &welcome)
{
    if (welcome.resumed && m_wasHere) {
        m_room.resume(welcome.room);
    } else {
        m_room.reset(welcome.room);
        if (welcome.gap && m_wasHere)
            m_room.log().noteGap();
    }
    m_wasHere = true;
    m_fetchingOlder = false;
    m_rosterBegun = true;
    m_menu->setMayKick(welcome.role == Role::Operator);
    m_composer->setLimits(m_client->limits().textCodePoints, m_client->limits().textBytes);
    m_prompt->hide();
    m_notice->clear();
    const RosterPage &people = welcome.room.people;
    if (people.more && !people.rows.isEmpty())
        m_client->fetchPeople(people.rows.constLast().user);
}

void ClientWindow::takePeople(const RosterPage &page)
{
    m_room.addPeople(page, !m_rosterBegun);
    m_rosterBegun = true;
    if (page.more && !page.rows.isEmpty())
        m_client->fetchPeople(page.rows.constLast().user);
}

void ClientWindow::fetchOlder()
{
    const quint64 first = m_room.log().firstSeq();
    if (m_fetchingOlder || !m_room.hasOlderLines() || first == 0 || m_client->state() != State::Here)
        return;
    m_fetchingOlder = true;
    m_client->fetchOlder(first);
}

void ClientWindow::complain(const Refused &refusal, const QString &text)
{
    m_notice->tell(refusal.text);
    m_fetchingOlder = m_fetchingOlder && refusal.to != "backlog"_L1;
    if (!text.isEmpty() && m_composer->text().isEmpty())
        m_composer->setText(text);
}

QString ClientWindow::stateInWords() const
{
    switch (m_client->state()) {
    case State::Idle:
    case State::Connecting:
        return tr("Connecting…");
    case State::Here:
        return m_client->role() == Role::Operator ? tr("Here as host, %1").arg(m_client->name())
                                                  : tr("Here as %1").arg(m_client->name());
    case State::Waiting:
        return m_client->refusal().text.isEmpty() ? tr("Connection lost, trying again…")
                                                  : tr("Not in the room, trying again…");
    case State::Closed:
        return tr("Closed");
    case State::Refused:
        return tr("Not in the room");
    case State::Removed:
        return tr("Asked to leave");
    case State::Left:
        return tr("Left");
    }
    return {};
}

QString ClientWindow::refusalInWords() const
{
    const Refused &refusal = m_client->refusal();
    // A device that is not known is forgotten without a word: what was not accepted is the host's secret.
    if (m_isHosts && refusal.code == "bad-token"_L1)
        return tr("The room at this address does not know you as its host: it is not the one you opened. Close this window, and join "
                  "your own room from its main window.");
    if (m_client->state() != State::Removed)
        return refusal.text.isEmpty() ? tr("The room did not let you in.") : refusal.text;
    const QString back = refusal.retryAfterMs > 0
        ? tr("You can come back in %1.").arg(TimeText::countdown(refusal.retryAfterMs))
        : tr("You can come back when you like.");
    return refusal.reason.isEmpty() ? tr("The host has asked you to leave. %1").arg(back)
                                    : tr("The host has asked you to leave: “%1”. %2").arg(refusal.reason, back);
}

void ClientWindow::showState()
{
    const State state = m_client->state();
    m_state->setText(stateInWords());
    m_state->setLook(state == State::Here                                   ? u"state-open"_s
                     : state == State::Connecting || state == State::Idle ? u"state-busy"_s
                                                                            : u"state-failed"_s);
    const bool shut = state == State::Refused || state == State::Removed || state == State::Left;
    m_composer->setWritable(!shut);
    if (state == State::Waiting && !m_client->refusal().text.isEmpty())
        m_notice->tell(tr("%1 This window tries again by itself.").arg(m_client->refusal().text));
    if (state == State::Closed)
        m_notice->tell(m_isHosts ? tr("The room is closed. This window comes back by itself when you open the room again.")
                                 : tr("The room is closed. It comes back by itself when the host opens it."));
    if (state == State::Refused || state == State::Removed) {
        const bool name = m_client->refusal().code.startsWith("name-"_L1);
        const QString suggestion = m_client->refusal().suggestion;
        m_prompt->tell(refusalInWords(), suggestion.isEmpty() ? m_client->name() : suggestion, name);
    }
    showWaitingLines();
    showRoom();
}

void ClientWindow::showRoom()
{
    const QString room = m_room.roomName().isEmpty() ? m_client->url().authority() : m_room.roomName();
    m_title->setText(room);
    // Whoever hosts has the room's own window beside this one.
    setWindowTitle(plainTitle(m_client->name().isEmpty() ? tr("%1 — Foyer").arg(room) : tr("%1 in %2 — Foyer").arg(m_client->name(), room)));
    m_count->setText(m_wasHere ? u"%1 · %2"_s.arg(tr("%n here", nullptr, int(m_room.here())), KeepingText::choice(m_room.keeping())) : QString());
    m_peopleTitle->setText(tr("PEOPLE  %1").arg(m_room.here()));
    m_peopleHint->setText(tr("There are too many people to list them all."));
    m_peopleHint->setVisible(!m_room.isListed());
}

void ClientWindow::showTyping()
{
    const QStringList names = m_room.typing(m_client->user());
    if (names.isEmpty())
        m_typing->setText(u" "_s); // keeps its place: nothing jumps while somebody writes
    else if (names.size() == 1)
        m_typing->setText(tr("%1 is writing…").arg(names.at(0)));
    else if (names.size() == 2)
        m_typing->setText(tr("%1 and %2 are writing…").arg(names.at(0), names.at(1)));
    else
        m_typing->setText(tr("Several people are writing…"));
}

void ClientWindow::showWaitingLines()
{
    const auto count = int(m_client->outbox().lines().size());
    const bool isHere = m_client->state() == State::Here;
    m_waiting->setVisible(count > 0 && (!isHere || m_client->isHeldBack()));
    if (count > 0 && isHere)
        m_waiting->setText(tr("%n line(s) will be sent in a moment: the room is taking them one by one.", nullptr, count));
    else if (count > 0)
        m_waiting->setText(tr("%n line(s) will be sent as soon as the room is back.", nullptr, count));
}

void ClientWindow::retranslate()
{
    m_newLines->setText(tr("New lines"));
    m_log->setHint(tr("What is said will appear here."));
    m_log->setAccessibleName(tr("Conversation"));
    m_people->setHint(tr("Who is here will appear here."));
    m_people->setAccessibleName(tr("People"));
    m_room.retranslate();
    showState();
    showTyping();
}

void ClientWindow::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange && m_client)
        retranslate();
    QWidget::changeEvent(event);
}

void ClientWindow::closeEvent(QCloseEvent *event)
{
    event->accept();
    if (!m_client)
        return;
    // The client outlives its window by the moment it takes to say goodbye.
    m_client->disconnect(this);
    m_client->disconnect(&m_room);
    m_room.disconnect(this);
    m_log->disconnect(this);
    RoomClient *client = std::exchange(m_client, nullptr);
    client->setParent(nullptr);
    connect(client, &RoomClient::stateChanged, client, [client](State state) {
        if (state == State::Left)
            client->deleteLater();
    });
    if (client->state() == State::Left)
        client->deleteLater();
    else
        client->leave();
}

} // namespace foyer
