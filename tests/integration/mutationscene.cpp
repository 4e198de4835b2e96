// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/mutationscene.h"

#include "server/protocol/closecode.h"
#include "server/protocol/encode.h"
#include "server/room/knowndevices.h"
#include "server/room/messagetext.h"
#include "server/room/names.h"
#include "tests/support/patience.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

#include <algorithm>
#include <utility>

namespace foyer {

using namespace Qt::StringLiterals;
using Standing = MutationScene::Standing;

namespace {

const Limits limits;

/// The codes that protocol.md says a refusal may have.
QSet<QString> documentedCodes()
{
    QFile file(QStringLiteral(FOYER_SOURCE_DIR "/server/protocol/protocol.md"));
    const QString page = file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
    const qsizetype begin = page.indexOf(u"| `bad-json` |"_s);
    QSet<QString> codes;
    const QStringList rows = page.mid(begin, page.indexOf(u"\n\n"_s, begin) - begin).split(u'\n');
    static const QRegularExpression code(u"`([a-z-]+)`"_s);
    for (const QString &row : rows) {
        for (auto words = code.globalMatch(row.section(u'|', 1, 1)); words.hasNext();)
            codes.insert(words.next().captured(1));
    }
    return codes;
}

/// Those among them that may answer a command which was understood.
QSet<QString> codesFor(const CommandBody &body, Standing standing)
{
    static const QSet<QString> name{u"name-empty"_s, u"name-too-long"_s, u"name-characters"_s};
    if (std::holds_alternative<Join>(body))
        return standing == Standing::Outside ? name + QSet<QString>{u"name-taken"_s, u"bad-token"_s}
                                             : QSet<QString>{u"already-joined"_s};
    if (std::holds_alternative<Ping>(body) || std::holds_alternative<Leave>(body))
        return {};
    if (standing == Standing::Outside)
        return {u"not-joined"_s};
    const bool isForOperators = std::holds_alternative<Kick>(body) || std::holds_alternative<LetBackIn>(body)
                                || std::holds_alternative<RenameRoom>(body) || std::holds_alternative<SetKeeping>(body);
    if (isForOperators && standing == Standing::Guest)
        return {u"not-allowed"_s};
    if (std::holds_alternative<Say>(body))
        return {u"text-empty"_s, u"text-too-long"_s, u"text-characters"_s};
    if (std::holds_alternative<Rename>(body))
        return name + QSet<QString>{u"name-taken"_s};
    if (std::holds_alternative<RenameRoom>(body))
        return name;
    if (std::holds_alternative<Kick>(body))
        return {u"no-such-user"_s, u"host-stays"_s};
    if (std::holds_alternative<LetBackIn>(body))
        return {u"no-such-cooling"_s};
    if (std::holds_alternative<Search>(body)) // there is no history in a file, and not every guest may
        return {standing == Standing::Guest ? u"not-allowed"_s : u"search-unavailable"_s};
    return {};
}

/// Whether it can be answered with anything but a refusal.
bool maySucceed(const CommandBody &body, Standing standing)
{
    static const QSet<QString> always{u"not-joined"_s, u"not-allowed"_s, u"already-joined"_s};
    return !always.intersects(codesFor(body, standing));
}

QString wordOf(const Event &event)
{
    return QJsonDocument::fromJson(encodeEvent(event)).object().value("type"_L1).toString();
}

QString shown(const ServerMessage &message)
{
    return QString::fromUtf8(encodeServerMessage(message).left(300));
}

} // namespace

MutationScene::MutationScene(Standing standing) : m_standing(standing), m_documented(documentedCodes()) {}

MutationScene::~MutationScene() = default;

// ---- Who is there

QString MutationScene::begin()
{
    if (m_documented.size() < 20)
        return u"protocol.md has no table of codes any more"_s;
    if (!m_room.open())
        return u"the room does not open"_s;
    // The number that a changed one most often becomes is to be nobody's.
    if (RoomGuest first(m_room); !first.comes(u"Zoe"_s))
        return u"nobody can come in"_s;
    else if (first.send({{}, Leave{}}); !first.isClosed())
        return u"nobody can leave"_s;
    m_bea = std::make_unique<RoomGuest>(m_room);
    if (!m_bea->comes(u"Bea"_s) || !tomEnters())
        return u"nobody can come in"_s;
    m_malsName = m_standing == Standing::Operator ? u"Ms Brandt"_s : u"Mal"_s;
    if (const QString wrong = enter(); !wrong.isEmpty())
        return wrong;
    if (m_standing == Standing::Operator && !samIsAskedToLeave())
        return u"nobody can be kicked"_s;
    forget();
    return {};
}

QString MutationScene::enter()
{
    m_garbled = 0;
    m_mal = std::make_unique<RoomGuest>(m_room);
    if (m_standing == Standing::Outside)
        return m_mal->connects() ? QString() : u"Mal cannot connect"_s;
    Join how = m_malsTokens;
    if (m_standing == Standing::Operator) {
        how.client = ConnectionKind::App;
        how.operatorSecret = TestRoom::operatorSecret;
    }
    if (!m_mal->comes(m_malsName, how))
        return u"Mal cannot come in"_s;
    m_malsTokens = m_mal->takingUp();
    m_malsName = m_mal->welcome().name;
    return allHaveHeard() ? QString() : u"Mal came in, and the others do not hear"_s;
}

bool MutationScene::tomEnters()
{
    m_bea->forget();
    m_tom = std::make_unique<TextGuest>(m_room, "/ws/Tom");
    if (!m_tom->comes() || !comesTrue([this] { return !m_bea->events<Joined>().isEmpty(); }))
        return false;
    m_tomsUser = m_bea->events<Joined>().constLast().member.user;
    return allHaveHeard();
}

/// So that there is a cooling-off to end.
bool MutationScene::samIsAskedToLeave()
{
    RoomGuest sam(m_room);
    if (!sam.comes(u"Sam"_s))
        return false;
    const QString id = u"sam-goes"_s;
    m_mal->forget();
    m_mal->send({id, Kick{sam.user(), {}, 86400}});
    if (!sam.isClosed() || !m_mal->isAnswered(id) || !m_mal->isUpToDate() || m_mal->events<Kicked>().isEmpty())
        return false;
    m_cooling = m_mal->events<Kicked>().constLast().cooling.id;
    return allHaveHeard();
}

bool MutationScene::allHaveHeard()
{
    return m_bea->isUpToDate() && ((m_tom->isOpen() && m_tom->hasReadAll()) || m_tom->isClosed());
}

void MutationScene::forget()
{
    m_bea->forget();
    m_tom->forget();
    m_mal->forget();
}

QByteArray MutationScene::right(const QByteArray &golden, const QString &id) const
{
    QJsonObject object = QJsonDocument::fromJson(golden).object();
    if (object.contains("id"_L1))
        object["id"_L1] = id;
    if (object.contains("user"_L1))
        object["user"_L1] = static_cast<qint64>(m_tomsUser.value);
    if (object.contains("cooling"_L1))
        object["cooling"_L1] = static_cast<qint64>(m_cooling.value);
    for (const QLatin1String token : {"device"_L1, "resume"_L1}) // none of this room's
        object.remove(token);
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

// ---- What happens

QString MutationScene::endure(const QByteArray &sent)
{
    const Result<Command, Undecodable> command = decodeCommand(sent, limits);
    const qsizetype before = m_mal->messages().size();
    m_mal->sendText(QString::fromUtf8(sent));
    const auto answersOfMal = [this, before] {
        QList<ServerMessage> answers = m_mal->messages().mid(before);
        answers.removeIf([](const ServerMessage &message) { return std::holds_alternative<Event>(message); });
        return answers;
    };
    m_mal->send({u"all-has-come"_s, Ping{}});
    const ServerMessage allHasCome = Pong{u"all-has-come"_s};
    const bool readsTheLog =
        m_standing != Standing::Outside && command && std::holds_alternative<FetchBacklog>(command->body);
    const auto hasAll = [&] {
        return answersOfMal().contains(allHasCome) && answersOfMal().size() >= (readsTheLog ? 2 : 1);
    };
    if (!comesTrue([&] { return m_mal->hasEnded() || hasAll(); }))
        return u"no answer"_s;
    const bool stays = !m_mal->hasEnded();
    QList<ServerMessage> answers = answersOfMal();
    answers.removeOne(allHasCome);
    if (!m_mal->undecoded().isEmpty())
        return u"what came back cannot be read: "_s + m_mal->undecoded().constFirst();

    const bool isTooBig = sent.size() > limits.frameBytes;
    const bool isOneTooMany = !isTooBig && !command && ++m_garbled == limits.garbledMessages;
    const bool leaves = !isTooBig && command && std::holds_alternative<Leave>(command->body);
    const quint16 code = isTooBig       ? closecode::tooBig
                         : isOneTooMany ? closecode::garbled
                         : leaves       ? closecode::normal
                                        : 0;
    if (stays != (code == 0) || (!stays && m_mal->closeCode() != code))
        return u"expected the close code %1, there is %2"_s.arg(code).arg(stays ? 0 : m_mal->closeCode());
    if (code != 0 && !isTooBig) {
        const auto *bye = answers.isEmpty() ? nullptr : std::get_if<Bye>(&answers.constLast());
        if (!bye || bye->code != code || bye->why != (leaves ? u"left"_s : u"garbled"_s))
            return u"no bye, or another"_s;
        answers.removeLast();
    }
    if (isTooBig && !answers.isEmpty())
        return u"a message that is too big was answered: "_s + shown(answers.constFirst());
    if (const QString wrong = isTooBig ? QString() : judge(command, answers); !wrong.isEmpty())
        return wrong;
    const bool isCarriedOut =
        !isTooBig && command && (answers.isEmpty() || !std::holds_alternative<Refused>(answers.constFirst()));
    isCarriedOut ? ++m_takings : ++m_refusals;
    const Command *carriedOut = isCarriedOut ? &*command : nullptr;
    if (const QString wrong = judgeHeard(carriedOut, code != 0); !wrong.isEmpty())
        return wrong;
    return setRight(carriedOut);
}

QString MutationScene::judge(const Result<Command, Undecodable> &command, const QList<ServerMessage> &answers)
{
    const bool isSilent = command
                          && (std::holds_alternative<Leave>(command->body)
                              || (std::holds_alternative<IsTyping>(command->body) && m_standing != Standing::Outside));
    if (answers.size() != (isSilent ? 0 : 1))
        return u"%1 answers"_s.arg(answers.size())
               + (answers.isEmpty() ? QString() : u", the first of them "_s + shown(answers.constFirst()));
    if (isSilent)
        return {};
    if (!command) {
        const Undecodable &what = command.error();
        return judgeRefusal(answers.constFirst(), what.to, what.id, {refusalWord(what.refusal.code)});
    }
    if (std::holds_alternative<Refused>(answers.constFirst()))
        return judgeRefusal(answers.constFirst(), commandWord(command->body), command->id,
                            codesFor(command->body, m_standing));
    if (!maySucceed(command->body, m_standing))
        return u"this was not to be carried out: "_s + shown(answers.constFirst());
    return judgeAnswer(*command, answers.constFirst());
}

QString MutationScene::judgeRefusal(const ServerMessage &answer, const QString &to, const QString &id,
                                    const QSet<QString> &codes) const
{
    const auto *refused = std::get_if<Refused>(&answer);
    if (!refused || refused->to != to || refused->id != id || refused->text.isEmpty() || !codes.contains(refused->code)
        || !m_documented.contains(refused->code) || (refused->code == "bad-field"_L1) == refused->field.isEmpty())
        return u"not the refusal that protocol.md has for it: "_s + shown(answer);
    return {};
}

QString MutationScene::judgeAnswer(const Command &command, const ServerMessage &answer) const
{
    bool isRight = false;
    if (const auto *accepted = std::get_if<Accepted>(&answer)) {
        const bool hasSeq = std::holds_alternative<Say>(command.body);
        isRight =
            accepted->to == commandWord(command.body) && accepted->id == command.id && (accepted->seq != 0) == hasSeq;
    } else if (const auto *pong = std::get_if<Pong>(&answer)) {
        isRight = std::holds_alternative<Ping>(command.body) && pong->id == command.id;
    } else if (const auto *backlog = std::get_if<Backlog>(&answer)) {
        const auto *fetch = std::get_if<FetchBacklog>(&command.body);
        isRight = fetch && backlog->id == command.id && backlog->events.size() <= fetch->limit
                  && std::all_of(backlog->events.begin(), backlog->events.end(),
                                 [fetch](const Event &event) { return event.seq < fetch->before; });
    } else if (const auto *roster = std::get_if<RosterReply>(&answer)) {
        isRight = std::holds_alternative<FetchRoster>(command.body) && roster->id == command.id;
    } else if (const auto *welcome = std::get_if<Welcome>(&answer)) {
        const auto *join = std::get_if<Join>(&command.body);
        const Result<QString, Refusal> name = names::clean(join ? join->name : QString(), limits);
        const Role role = join && join->operatorSecret == TestRoom::operatorSecret ? Role::Operator : Role::Guest;
        isRight = join && name && welcome->role == role && (welcome->name == *name || role == Role::Operator);
    }
    return isRight ? QString() : u"not the answer that protocol.md has for it: "_s + shown(answer);
}

/// Exactly what the command leads to, and nothing when it was refused.
QString MutationScene::judgeHeard(const Command *carriedOut, bool wasClosed)
{
    const bool isInside = m_standing != Standing::Outside;
    const UserId mal = m_mal->user();
    QStringList events;  // alternatives are separated by "|"
    qsizetype lines = 0; // -1: one, or none
    QString speaker;
    if (carriedOut) {
        const CommandBody &body = carriedOut->body;
        if (std::holds_alternative<Say>(body)) {
            speaker = m_malsName + u": "_s;
            if (!m_posted.contains(carriedOut->id)) {
                events = QStringList{u"said"_s};
                lines = 1;
                m_posted.insert(carriedOut->id);
            } else if (m_posted.size() > static_cast<qsizetype>(KnownDevices::idsPerDevice)) { // it may be forgotten
                events = QStringList{u"said|"_s};
                lines = -1;
            }
        } else if (const auto *rename = std::get_if<Rename>(&body)) {
            const Result<QString, Refusal> name = names::clean(rename->name, limits);
            if (!name)
                return u"a name was taken that is none"_s;
            if (std::exchange(m_malsName, *name) != *name) {
                events = QStringList{u"renamed"_s};
                lines = 1;
                speaker = u"! "_s;
            }
        } else if (std::holds_alternative<IsTyping>(body)) {
            events = QStringList{u"typing|"_s}; // not every one is told
        } else if (std::holds_alternative<Join>(body)) {
            events = QStringList{u"joined"_s};
        } else if (std::holds_alternative<Kick>(body)) {
            events = QStringList{u"left"_s};
            lines = 1;
            speaker = u"! "_s;
        } else if (std::holds_alternative<RenameRoom>(body)) {
            events = QStringList{u"room|"_s};
            lines = -1;
            speaker = u"! "_s;
        } else if (std::holds_alternative<SetKeeping>(body)) {
            events = QStringList{u"keeping|"_s};
            lines = -1;
            speaker = u"! "_s;
        } else if (std::holds_alternative<Leave>(body) && isInside) {
            events = QStringList{u"left"_s};
            lines = 1;
            speaker = m_malsName + u" left the room"_s;
        }
    }
    if (wasClosed && isInside && events.isEmpty())
        events = QStringList{u"away"_s};
    const auto heard = [this] { return m_bea->all<Event>(); };
    // A closed connection ends in its own time.
    const bool isToWaitFor = !events.isEmpty() && !events.constFirst().endsWith(u'|');
    if (isToWaitFor && !comesTrue([&heard] { return !heard().isEmpty(); }))
        return u"nobody heard “%1”"_s.arg(events.constFirst());
    if (!allHaveHeard())
        return u"the others do not hear any more"_s;
    if (!m_bea->undecoded().isEmpty())
        return u"the others were sent what cannot be read: "_s + m_bea->undecoded().constFirst();

    const QList<Event> came = heard();
    const QString allowed = events.value(0);
    const bool mayBeNothing = allowed.isEmpty() || allowed.endsWith(u'|');
    if (came.size() > (allowed.isEmpty() ? 0 : 1) || (came.isEmpty() && !mayBeNothing)
        || (!came.isEmpty() && wordOf(came.constFirst()) != allowed.section(u'|', 0, 0)))
        return u"the others heard "_s + (came.isEmpty() ? u"nothing"_s : shown(came.constFirst()));
    const QStringList told = m_tom->lines();
    if ((lines >= 0 && told.size() != lines) || told.size() > 1
        || (!told.isEmpty() && !told.constFirst().startsWith(speaker)))
        return u"the plain-text client was sent %1 lines, the last “%2”"_s.arg(told.size())
            .arg(told.value(told.size() - 1).left(200));
    if (const auto said = m_bea->events<Said>(); !said.isEmpty()) {
        const Said &one = said.constFirst();
        const Result<QString, Refusal> text = messagetext::clean(std::get<Say>(carriedOut->body).text, limits);
        if (!text || one.text != *text || one.user != mal || one.name != m_malsName || one.clientId != carriedOut->id)
            return u"the others heard something else: "_s + shown(came.constFirst());
    }
    return {};
}

/// Back to how things stood before.
QString MutationScene::setRight(const Command *carriedOut)
{
    if (carriedOut && m_standing == Standing::Outside && std::holds_alternative<Join>(carriedOut->body)) {
        m_mal->send({{}, Leave{}});
        if (!m_mal->isClosed() || !comesTrue([this] { return !m_bea->events<Left>().isEmpty(); }))
            return u"Mal cannot leave"_s;
    }
    if (carriedOut && std::holds_alternative<Kick>(carriedOut->body)) {
        const CoolingId cooling = m_mal->events<Kicked>().value(0).cooling.id;
        if (!cooling.isNull()) {
            m_mal->send({u"tom-may-come"_s, LetBackIn{cooling, {}}});
            if (!m_mal->isAnswered(u"tom-may-come"_s))
                return u"a cooling-off cannot be lifted"_s;
        }
        // And the one that the room began with, else nobody new gets in from here.
        m_mal->send({u"sam-may-come"_s, LetBackIn{m_cooling, {}}});
        if (!m_mal->isAnswered(u"sam-may-come"_s) || !tomEnters())
            return u"Tom cannot come back"_s;
    }
    if (const auto *letIn = carriedOut ? std::get_if<LetBackIn>(&carriedOut->body) : nullptr) {
        if (letIn->name.isEmpty() && !samIsAskedToLeave())
            return u"nobody can be kicked any more"_s;
    }
    if (!m_mal->isOpen()) {
        if (const QString wrong = enter(); !wrong.isEmpty())
            return wrong;
    }
    if (!allHaveHeard())
        return u"the others do not hear any more"_s;
    forget();
    return {};
}

QString MutationScene::goesOn()
{
    m_mal->closeSocket();
    if (!m_mal->isClosed())
        return u"Mal cannot go"_s;
    if (m_standing != Standing::Outside && !comesTrue([this] { return !m_bea->events<Presence>().isEmpty(); }))
        return u"Mal has gone, and nobody knows"_s;
    const QString id = m_bea->say(u"All is well"_s);
    if (!m_bea->isAnswered(id) || !m_bea->acceptance(id) || !m_tom->hears(u"Bea: All is well"_s))
        return u"nobody can say anything any more"_s;
    m_bea->send({u"who"_s, FetchRoster{}});
    if (!m_bea->isAnswered(u"who"_s))
        return u"the roster does not come"_s;
    QStringList here;
    const QList<Member> rows = m_bea->all<RosterReply>().constLast().page.rows;
    for (const Member &member : rows) {
        if (!member.away)
            here.append(member.name);
    }
    here.sort();
    return here == QStringList{u"Bea"_s, u"Tom"_s} ? QString() : u"here are: "_s + here.join(u", "_s);
}

} // namespace foyer
