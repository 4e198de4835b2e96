// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace foyer {

enum class RefusalCode : quint8 {
    BadJson,
    UnknownType,
    BadField,
    NotJoined,
    AlreadyJoined,
    NotAllowed,
    BadToken,
    TooManySessions,
    NameEmpty,
    NameTooLong,
    NameCharacters,
    NameTaken,
    TextEmpty,
    TextTooLong,
    TextCharacters,
    CoolingOff,
    AddressCoolingOff,
    NoSuchUser,
    NoSuchCooling,
    HostStays,
    TooFast,
    TooManyJoins,
    SearchTooLong,
    SearchNoWords,
    SearchUnavailable, ///< there is no history, or it cannot be read
};

/// Why a name is not free.
enum class NameClash : quint8 {
    Same,
    LookAlike,
    Host, ///< it is, or looks like, the host's
};

/// Why a command was not carried out. The sentence is made of it where the language is known.
struct Refusal
{
    RefusalCode code = RefusalCode::BadJson;
    QString subject = {};         ///< the name, text or type it is about
    QString suggestion = {};      ///< what would be accepted
    QString field = {};           ///< the member that was wrong
    QString reason = {};          ///< what the host said
    qint64 retryAfterMs = 0; ///< 0: does not apply
    NameClash clash = NameClash::Same; ///< of NameTaken

    bool operator==(const Refusal &) const = default;
};

} // namespace foyer
