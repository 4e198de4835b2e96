// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fakeservercontrol.h"
#include "tests/support/handmovedclock.h"
#include "tests/support/scriptedquestions.h"
#include "ui/models/roommirror.h"
#include "ui/roomclosing.h"

#include <QSignalSpy>
#include <QTest>
#include <QWidget>

#include <chrono>
#include <memory>

using namespace Qt::StringLiterals;
using namespace foyer;
using namespace std::chrono_literals;

using State = ServerStatus::State;

/// When the room and the window behind it close, and what is asked before.
class tst_RoomClosing final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_server = std::make_unique<FakeServerControl>();
        m_script = std::make_shared<QuestionScript>();
        m_questions = std::make_unique<ScriptedQuestions>(m_script);
        m_room = std::make_unique<RoomMirror>(m_clock);
        m_closing = std::make_unique<RoomClosing>(*m_server, *m_questions, *m_room, m_window);
        m_room->fold({scene::joined(1, u"Ms Brandt"_s, 1, Role::Operator, ConnectionKind::App), scene::joined(2, u"Ada"_s, 2),
                      scene::said(2, u"Ada"_s, u"one"_s), scene::said(2, u"Ada"_s, u"two"_s)});
        m_closing->follow(State::Running, false);
    }

    void anEmptyRoomIsClosedUnasked()
    {
        m_room->fold({scene::left(2, u"Ada"_s, 1)});
        QSignalSpy gone(m_closing.get(), &RoomClosing::windowMayClose);
        QVERIFY(!m_closing->mayWindowClose());
        QVERIFY(m_script->asked.isEmpty());
        QCOMPARE(m_server->stops, 1);
        QVERIFY(!m_closing->mayWindowClose()); // still on the way
        QCOMPARE(m_server->stops, 1);
        m_closing->follow(State::Stopped, false);
        QTRY_COMPARE(gone.size(), 1);
        QVERIFY(m_closing->mayWindowClose());
    }

    void peopleAreTold()
    {
        m_script->answers = {false, true};
        m_closing->closeRoom();
        QCOMPARE(m_script->asked.constLast().text, u"1 person(s) will be told that the room is closed."_s);
        QCOMPARE(m_server->stops, 0);
        m_closing->closeRoom();
        QCOMPARE(m_server->stops, 1);
        QCOMPARE(m_script->asked.size(), 2);
    }

    /// Whether anybody is there or not.
    void whatIsDeletedWithItIsSaid()
    {
        m_room->fold({scene::of(KeepingChanged{{Keeping::Mode::UntilClosed, 0}, {}})});
        const QString deleted =
            u"What was said, who was here and what you did about people is deleted for good then: 2 message(s). To keep it, export it first."_s;
        m_script->answers = {false, false, true};
        QVERIFY(!m_closing->mayWindowClose());
        QCOMPARE(m_script->asked.constLast().text, u"1 person(s) are in the room. They will be told that it is closed.\n"_s + deleted);
        m_room->fold({scene::left(2, u"Ada"_s, 1)});
        m_closing->closeRoom();
        QCOMPARE(m_script->asked.constLast().text, deleted);
        QCOMPARE(m_server->stops, 0);
        QVERIFY(!m_closing->mayWindowClose());
        QCOMPARE(m_script->asked.constLast().text, deleted);
        QCOMPARE(m_server->stops, 1);
    }

    /// It is no question any more; and a yes to what has happened meanwhile waits for nothing.
    void whatIsDecidedIsNotAsked()
    {
        QSignalSpy gone(m_closing.get(), &RoomClosing::windowMayClose);
        QVERIFY(!m_closing->mayWindowClose()); // a question stays open
        QCOMPARE(m_script->asked.size(), 1);
        m_closing->follow(State::Stopping, false);
        m_closing->follow(State::Stopped, false);
        QVERIFY(m_closing->mayWindowClose());
        m_closing->follow(State::Running, false);
        m_closing->follow(State::Stopping, false);
        QVERIFY(!m_closing->mayWindowClose());
        QCOMPARE(m_script->asked.size(), 1);
        m_closing->follow(State::Stopped, false);
        QTRY_COMPARE(gone.size(), 1);
    }

    void whoCannotAnswerIsNotAsked()
    {
        QSignalSpy gone(m_closing.get(), &RoomClosing::windowMayClose);
        m_closing->closeAll();
        QVERIFY(m_script->asked.isEmpty());
        QCOMPARE(m_server->stops, 1);
        m_closing->follow(State::Stopped, true); // nor has anybody to read it
        QTRY_COMPARE(gone.size(), 1);
    }

    void whatWasLostIsReadFirst()
    {
        m_script->answers = {true};
        QSignalSpy gone(m_closing.get(), &RoomClosing::windowMayClose);
        QVERIFY(!m_closing->mayWindowClose());
        m_closing->follow(State::Stopped, true);
        QCoreApplication::processEvents();
        QVERIFY(gone.isEmpty());
        QVERIFY(m_closing->mayWindowClose());
        m_closing->follow(State::Running, false); // opened once more
        m_room->fold({scene::left(2, u"Ada"_s, 1)});
        QVERIFY(!m_closing->mayWindowClose());
        QCOMPARE(m_server->stops, 2);
    }

    void nobodyWaitsForEver()
    {
        m_closing->setPatience(50ms);
        m_script->answers = {true};
        QSignalSpy gone(m_closing.get(), &RoomClosing::windowMayClose);
        QVERIFY(!m_closing->mayWindowClose());
        QCOMPARE(m_server->stops, 1);
        QTRY_COMPARE(gone.size(), 1); // the server never says that it has stopped
        QVERIFY(m_closing->mayWindowClose());
    }

private:
    HandMovedClock m_clock;
    QWidget m_window;
    std::unique_ptr<FakeServerControl> m_server;
    std::shared_ptr<QuestionScript> m_script;
    std::unique_ptr<ScriptedQuestions> m_questions;
    std::unique_ptr<RoomMirror> m_room;
    std::unique_ptr<RoomClosing> m_closing;
};

QTEST_MAIN(tst_RoomClosing)
#include "tst_roomclosing.moc"
