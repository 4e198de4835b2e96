// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/protocol/sentences.h"

#include "server/contract/historysearch.h"
#include "translations/embedded.h"

namespace foyer {

namespace {

constexpr char context[] = "foyer::Sentences";

/// "0:52"
QString minutesAndSeconds(qint64 ms)
{
    const qint64 seconds = (ms + 999) / 1000;
    return QStringLiteral("%1:%2").arg(seconds / 60).arg(seconds % 60, 2, 10, QLatin1Char('0'));
}

} // namespace

Sentences::Sentences(const QString &language, const Limits &limits) : m_limits(limits)
{
    if (language != QLatin1String("zh_CN"))
        return;
    embedTranslations();
    m_translator = std::make_unique<QTranslator>();
    if (!m_translator->load(QStringLiteral(":/i18n/foyer_zh_CN.qm")))
        m_translator.reset();
}

Sentences::~Sentences() = default;

QString Sentences::say(const char *source) const
{
    const QString translated = m_translator ? m_translator->translate(context, source) : QString();
    return translated.isEmpty() ? QString::fromUtf8(source) : translated;
}

QString Sentences::refusal(const Refusal &refusal) const
{
    switch (refusal.code) {
    case RefusalCode::BadJson:
        return say(QT_TRANSLATE_NOOP("foyer::Sentences", "The message was not understood: it is not one JSON object."));
    case RefusalCode::UnknownType:
        return say(QT_TRANSLATE_NOOP("foyer::Sentences", "The message was not understood: there is no command “%1”."))
            .arg(refusal.subject);
    case RefusalCode::BadField:
        return say(QT_TRANSLATE_NOOP("foyer::Sentences",
                                     "The message was not understood: “%1” is missing or of the wrong kind."))
            .arg(refusal.field);
    case RefusalCode::NotJoined:
        return say(QT_TRANSLATE_NOOP("foyer::Sentences", "Come in first, with a name."));
    case RefusalCode::AlreadyJoined:
        return say(QT_TRANSLATE_NOOP("foyer::Sentences", "You are in the room already."));
    case RefusalCode::NotAllowed:
        return say(QT_TRANSLATE_NOOP("foyer::Sentences", "Only the host can do that."));
    case RefusalCode::BadToken:
        return say(QT_TRANSLATE_NOOP("foyer::Sentences", "The room does not know you any more. Please come in again."));
    case RefusalCode::TooManySessions:
        return say(QT_TRANSLATE_NOOP("foyer::Sentences",
                                     "The room is open in too many of your windows. Close one and try again."));
    case RefusalCode::NameEmpty:
        return say(QT_TRANSLATE_NOOP("foyer::Sentences", "Please choose a name."));
    case RefusalCode::NameTooLong:
        return say(QT_TRANSLATE_NOOP("foyer::Sentences", "That name is too long: at most %1 characters."))
            .arg(m_limits.nameGraphemes);
    case RefusalCode::NameCharacters:
        return say(QT_TRANSLATE_NOOP("foyer::Sentences",
                                     "That name has a character that cannot be used. A colon, a star, a “!” at the "
                                     "beginning and invisible characters are not possible."));
    case RefusalCode::NameTaken:
        return nameTaken(refusal);
    case RefusalCode::TextEmpty:
        return say(QT_TRANSLATE_NOOP("foyer::Sentences", "There is nothing in the message."));
    case RefusalCode::TextTooLong:
        return say(QT_TRANSLATE_NOOP("foyer::Sentences", "The message is too long: at most %1 characters."))
            .arg(m_limits.textCodePoints);
    case RefusalCode::TextCharacters:
        return say(QT_TRANSLATE_NOOP("foyer::Sentences", "The message has a control character that cannot be sent."));
    case RefusalCode::CoolingOff:
        return kicked(refusal.reason, refusal.retryAfterMs);
    case RefusalCode::AddressCoolingOff:
        return say(QT_TRANSLATE_NOOP("foyer::Sentences",
                                     "The host has just asked someone at your address to leave, so newcomers from there "
                                     "wait for %1. The host can let you in now."))
            .arg(minutesAndSeconds(refusal.retryAfterMs));
    case RefusalCode::NoSuchUser:
        return say(QT_TRANSLATE_NOOP("foyer::Sentences", "That person is no longer here."));
    case RefusalCode::NoSuchCooling:
        return say(QT_TRANSLATE_NOOP("foyer::Sentences", "That cooling-off is over already."));
    case RefusalCode::HostStays:
        return say(QT_TRANSLATE_NOOP("foyer::Sentences", "The host cannot be asked to leave."));
    case RefusalCode::TooFast:
        return say(QT_TRANSLATE_NOOP("foyer::Sentences", "That was too fast, and was not taken. Try again in a moment."));
    case RefusalCode::TooManyJoins:
        return say(QT_TRANSLATE_NOOP("foyer::Sentences",
                                     "Many are coming in from your network just now. Try again in a moment."));
    case RefusalCode::SearchTooLong:
        return say(QT_TRANSLATE_NOOP("foyer::Sentences", "That is too long to look for: at most %1 characters."))
            .arg(HistoryQuery::mostCodePoints);
    case RefusalCode::SearchNoWords:
        return say(QT_TRANSLATE_NOOP("foyer::Sentences", "There is no word in that. Look for letters or figures."));
    case RefusalCode::SearchUnavailable:
        return say(QT_TRANSLATE_NOOP("foyer::Sentences", "There is nothing kept here that could be searched."));
    }
    Q_UNREACHABLE();
}

QString Sentences::nameTaken(const Refusal &refusal) const
{
    switch (refusal.clash) {
    case NameClash::Same:
        return say(QT_TRANSLATE_NOOP("foyer::Sentences", "Someone here is already called %1. Try “%2”."))
            .arg(refusal.subject, refusal.suggestion);
    case NameClash::LookAlike:
        return say(QT_TRANSLATE_NOOP("foyer::Sentences",
                                     "Someone here has a name that looks the same as %1. Try “%2”."))
            .arg(refusal.subject, refusal.suggestion);
    case NameClash::Host:
        return say(QT_TRANSLATE_NOOP("foyer::Sentences",
                                     "That is the host's name, or looks just like it. Please choose another name."));
    }
    Q_UNREACHABLE();
}

QString Sentences::echo(const QString &text) const
{
    // Not through arg(): a text may be anything, "%1" too.
    return say(QT_TRANSLATE_NOOP("foyer::Sentences", "You sent: ")) + text;
}

QString Sentences::left(const QString &name) const
{
    return name + say(QT_TRANSLATE_NOOP("foyer::Sentences", " left the room"));
}

QString Sentences::renamed(const QString &was, const QString &name) const
{
    return say(QT_TRANSLATE_NOOP("foyer::Sentences", "%1 is now called %2.")).arg(was, name);
}

QString Sentences::roomRenamed(const QString &name) const
{
    return say(QT_TRANSLATE_NOOP("foyer::Sentences", "The room is now called “%1”.")).arg(name);
}

QString Sentences::keepingChanged(const Keeping &keeping, const QString &by) const
{
    const QString who = by.isEmpty() ? say(QT_TRANSLATE_NOOP("foyer::Sentences", "The host")) : by;
    switch (keeping.mode) {
    case Keeping::Mode::Nothing:
        return say(QT_TRANSLATE_NOOP("foyer::Sentences", "%1 changed it: nothing is kept from now on, and what was kept before is deleted.")).arg(who);
    case Keeping::Mode::UntilClosed:
        return say(QT_TRANSLATE_NOOP("foyer::Sentences", "%1 changed it: what is said is kept until the room is closed.")).arg(who);
    case Keeping::Mode::Days:
        if (keeping.days == 1)
            return say(QT_TRANSLATE_NOOP("foyer::Sentences", "%1 changed it: what is said is kept for one day.")).arg(who);
        return say(QT_TRANSLATE_NOOP("foyer::Sentences", "%1 changed it: what is said is kept for %2 days."))
            .arg(who, QString::number(keeping.days));
    case Keeping::Mode::Always:
        return say(QT_TRANSLATE_NOOP("foyer::Sentences", "%1 changed it: what is said is kept until the host chooses otherwise.")).arg(who);
    }
    Q_UNREACHABLE();
}

QString Sentences::roomClosed() const
{
    return say(QT_TRANSLATE_NOOP("foyer::Sentences",
                                 "The room is closed. It comes back by itself when the host opens it."));
}

QString Sentences::kicked(const QString &reason, qint64 retryAfterMs) const
{
    const QString asked =
        reason.isEmpty() ? say(QT_TRANSLATE_NOOP("foyer::Sentences", "The host has asked you to leave."))
                         : say(QT_TRANSLATE_NOOP("foyer::Sentences", "The host has asked you to leave: “%1”.")).arg(reason);
    if (retryAfterMs <= 0)
        return asked;
    return asked
           + say(QT_TRANSLATE_NOOP("foyer::Sentences", " You can come back in %1.")).arg(minutesAndSeconds(retryAfterMs));
}

QString Sentences::joinTimeout() const
{
    return say(QT_TRANSLATE_NOOP("foyer::Sentences", "No name came within the time. Connect again when you have one."));
}

QString Sentences::roomFull() const
{
    return say(QT_TRANSLATE_NOOP("foyer::Sentences", "The room is full. Try again in a while."));
}

QString Sentences::notWritten() const
{
    return say(QT_TRANSLATE_NOOP("foyer::Sentences", "The room cannot write anything down just now, and takes nothing more "
                                                     "until it can. Try again in a moment."));
}

QString Sentences::addressFull() const
{
    return say(QT_TRANSLATE_NOOP("foyer::Sentences",
                                 "Too many are connected from your network already. Try again in a while."));
}

QString Sentences::flooding() const
{
    return say(QT_TRANSLATE_NOOP("foyer::Sentences",
                                 "Far too much came at once, so the line was closed. Come back in a little while."));
}

QString Sentences::tooSlow() const
{
    return say(QT_TRANSLATE_NOOP("foyer::Sentences",
                                 "Your connection could not keep up. Connect again: what you missed will follow."));
}

QString Sentences::silent() const
{
    return say(QT_TRANSLATE_NOOP("foyer::Sentences", "Nothing has come from you for a while, so the line was closed."));
}

QString Sentences::garbled() const
{
    return say(QT_TRANSLATE_NOOP("foyer::Sentences", "Too many messages that could not be understood."));
}

QString Sentences::textOnly() const
{
    return say(QT_TRANSLATE_NOOP("foyer::Sentences", "Only text can be sent here."));
}

QString Sentences::tokensNotInUse() const
{
    return say(QT_TRANSLATE_NOOP("foyer::Sentences", "This room does not take tokens."));
}

QString Sentences::nameMissing() const
{
    return say(QT_TRANSLATE_NOOP("foyer::Sentences", "The address lacks a name: connect to /ws/ followed by yours."));
}

} // namespace foyer
