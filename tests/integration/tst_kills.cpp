// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/chance.h"
#include "tests/support/historycopy.h"
#include "tests/support/patience.h"
#include "tests/support/returningguest.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <vector>

using namespace foyer;
using namespace Qt::StringLiterals;

namespace {

constexpr int guests = 6;
constexpr int linesAhead = 4;        ///< that each guest has still to say
constexpr int mostMsTillKill = 250; ///< once everybody is back

} // namespace

/// What anyone has seen is in the history, even if the process is killed the next instant. The real program is, again and again, while
/// people talk; FOYER_TEST_ROUNDS says how often (7.5: 300 times).
class tst_Kills final : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_dataDir;
    QProcess m_program;
    quint16 m_port = 0;
    Minutes m_minutes;
    Luck m_luck;
    std::vector<std::unique_ptr<ReturningGuest>> m_guests;
    std::vector<int> m_lines;
    quint64 m_checked = 0; ///< up to this seq
    QHash<UserId, int> m_lastLineOf;

    [[nodiscard]] bool open()
    {
        m_program.setProgram(qEnvironmentVariable("FOYER_EXECUTABLE"));
        QStringList arguments{u"--headless"_s, u"--bind"_s, u"127.0.0.1"_s, u"--port"_s, QString::number(m_port),
                              u"--data-dir"_s, m_dataDir.path()};
        for (const QString &lifted : {u"rate"_s, u"joins-per-address"_s, u"bytes-in"_s, u"work-per-address"_s, u"per-address"_s})
            arguments += {u"--limit"_s, lifted + u"=0"_s};
        m_program.setArguments(arguments);
        m_program.start();
        while (!m_program.canReadLine()) {
            if (!m_program.waitForReadyRead(patienceMs))
                return false;
        }
        m_port = static_cast<quint16>(QUrl(QString::fromUtf8(m_program.readLine()).trimmed().section(u' ', -1)).port());
        return m_port > 0;
    }

    void kill()
    {
        m_program.kill(); // SIGKILL
        m_program.waitForFinished(patienceMs);
        m_program.readAll();
    }

    void keepTalking()
    {
        for (size_t i = 0; i < m_guests.size(); ++i) {
            while (m_guests[i]->hasSaidAll()) {
                for (int line = 0; line < linesAhead; ++line)
                    m_guests[i]->say(QString::number(++m_lines[i]));
            }
        }
    }

    /// Connections are cut, people go away and come back, and are called otherwise.
    void somethingHappens()
    {
        ReturningGuest &guest = *m_guests[static_cast<size_t>(m_luck.upTo(guests))];
        switch (m_luck.upTo(4)) {
        case 0:
            guest.cut();
            break;
        case 1:
            guest.stayAway();
            break;
        case 2:
            guest.submit(Rename{u"guest %1 of %2"_s.arg(m_luck.upTo(100'000)).arg(guest.user().value)});
            break;
        default:
            break;
        }
        for (const auto &one : m_guests) {
            if (!one->isHere() && m_luck.oneIn(2))
                one->come();
        }
    }

    [[nodiscard]] QStringList complaints() const
    {
        QStringList all;
        for (const auto &guest : m_guests)
            all += guest->complaints();
        return all;
    }

    /// What lies in the file, and what people have been told.
    [[nodiscard]] QStringList wrongs()
    {
        HistoryCopy copy(m_dataDir.path());
        if (!copy.isOpen())
            return {u"the history cannot be opened"_s};
        QStringList wrong;
        if (copy.value(u"PRAGMA integrity_check"_s).toString() != "ok"_L1)
            wrong.append(copy.value(u"PRAGMA integrity_check"_s).toString());
        const std::map<quint64, Event> kept = copy.events(m_checked + 1);
        const Minutes::Events &told = m_minutes.of({});
        for (auto it = told.upper_bound(m_checked); it != told.end(); ++it) {
            const auto event = kept.find(it->first);
            if (event == kept.end())
                wrong.append(u"%1 was told and is not kept"_s.arg(it->first));
            else if (!isTheSame(event->second, it->second))
                wrong.append(u"%1 was told as another event"_s.arg(it->first));
        }
        for (const auto &[seq, event] : kept) {
            if (const auto *said = std::get_if<Said>(&event.body)) {
                const int number = said->text.toInt();
                // Nobody keeps what they have to say to themselves, and nobody says it twice.
                if (number != ++m_lastLineOf[said->user])
                    wrong.append(u"%1 of %2 follows %3"_s.arg(number).arg(said->name).arg(m_lastLineOf[said->user] - 1));
                m_lastLineOf[said->user] = number;
            }
            m_checked = seq;
        }
        quint64 before = 0;
        const QVariantList lives = copy.column(u"SELECT first_seq FROM epochs ORDER BY id"_s);
        for (const QVariant &first : lives) {
            if (first.toULongLong() < before)
                wrong.append(u"a life begins at %1, the one before it at %2"_s.arg(first.toULongLong()).arg(before));
            before = first.toULongLong();
        }
        return wrong;
    }

    static bool isTheSame(const Event &kept, const Event &told)
    {
        Event plain = kept;
        if (auto *joined = std::get_if<Joined>(&plain.body))
            joined->member.address.clear();
        return plain.atMs == told.atMs && plain.body == told.body;
    }

private Q_SLOTS:
    void nothingThatWasSeenIsForgotten()
    {
        QVERIFY2(qEnvironmentVariableIsSet("FOYER_EXECUTABLE"), "ctest sets it");
        const int kills = testRounds(40);
        QVERIFY(open());
        const QUrl url(u"ws://127.0.0.1:%1/room"_s.arg(m_port));
        for (int i = 0; i < guests; ++i) {
            m_guests.push_back(std::make_unique<ReturningGuest>(u"guest %1"_s.arg(i), url, m_minutes));
            m_guests.back()->expectOneStory();
            m_guests.back()->come();
            m_lines.push_back(0);
        }
        for (int round = 0; round < kills; ++round) {
            const auto isHere = [](const auto &guest) { return guest->isHere(); };
            QVERIFY(comesTrue([&] { return std::all_of(m_guests.begin(), m_guests.end(), isHere); }));
            keepTalking();
            const QDeadlineTimer end(m_luck.upTo(mostMsTillKill));
            while (!end.hasExpired()) {
                QCoreApplication::processEvents(QEventLoop::AllEvents, 2);
                QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
                keepTalking();
                if (m_luck.oneIn(40))
                    somethingHappens();
            }
            kill();
            QCOMPARE(complaints(), QStringList());
            QCOMPARE(wrongs(), QStringList());
            QVERIFY(open());
            for (const auto &guest : m_guests) {
                if (!guest->isHere())
                    guest->come();
            }
        }
        // At the end everybody has their say, and has heard it all.
        QVERIFY(comesTrue([this] {
            return std::all_of(m_guests.begin(), m_guests.end(), [](const auto &guest) { return guest->isHere() && guest->hasSaidAll(); });
        }));
        const quint64 last = (*std::max_element(m_guests.begin(), m_guests.end(), [](const auto &a, const auto &b) {
                                 return a->last() < b->last();
                             }))->last();
        QVERIFY(comesTrue([&] {
            return std::all_of(m_guests.begin(), m_guests.end(), [last](const auto &guest) { return guest->last() >= last; });
        }));
        kill();
        QCOMPARE(complaints(), QStringList());
        QCOMPARE(wrongs(), QStringList());
        int resumed = 0;
        int gaps = 0;
        int repeats = 0;
        for (const auto &guest : m_guests) {
            resumed += guest->resumed();
            gaps += guest->gaps();
            repeats += guest->repeats();
            // One account for each: nobody had to begin anew.
            QCOMPARE(guest->accounts().size(), 1);
            QList<quint64> expected;
            for (const auto &[seq, event] : m_minutes.of({})) {
                if (seq > guest->accounts().constFirst().after)
                    expected.append(seq);
            }
            QCOMPARE(guest->accounts().constFirst().seqs, expected);
            QCOMPARE(m_lastLineOf.value(guest->user()), m_lines[static_cast<size_t>(&guest - m_guests.data())]);
        }
        qInfo("%d kills, %d times resumed, %d lines that had been sent before, %llu events", kills, resumed, repeats,
              static_cast<unsigned long long>(m_checked));
        QCOMPARE(gaps, 0);
        QVERIFY(resumed >= kills); // now and then somebody was not back yet when the next came
        QVERIFY2(repeats > 0 || kills < 20, "no kill fell between a commit and its answer");
    }

    void cleanup()
    {
        if (m_program.state() != QProcess::NotRunning)
            kill();
        if (QTest::currentTestFailed())
            qWarning("FOYER_TEST_SEED=%u", m_luck.seed());
    }
};

QTEST_GUILESS_MAIN(tst_Kills)
#include "tst_kills.moc"
