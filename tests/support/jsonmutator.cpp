// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/jsonmutator.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace foyer {

namespace {

constexpr int nearlyAFrame = 60'000; ///< it still fits into a message of 64 KiB
constexpr int moreThanAFrame = 66'000;

/// As JSON text; control characters and halves of characters can only come escaped.
constexpr const char *pieces[] = {
    R"(\u0000)",
    R"(\ud83d)",
    R"(\ude00\ud83d)",
    R"(\ud83d\ude00)",
    R"(\u202e)",
    R"(\u2067)",
    R"(\u200b)",
    R"(\ufeff)",
    R"(\uffff)",
    R"(\n)",
    R"(\r\n)",
    R"(\u2028)",
    R"(\u0085)",
    R"(\u001b[2J)",
    R"(\")",
    R"(\\)",
    R"(\/)",
    R"(\uD800x)",
    "! ",
    "    ",
    ": ",
    "：",
    "★",
    "\u202e",
    "\u200d",
    "\u0301",
    "\U0001F600",
    "<script>",
    "%1%n",
    "Bea: ",
    "Ada",
    " ",
    "x",
    "\u3164",
    "\U000E0041",
    "\u00a0",
};

constexpr const char *atoms[] = {
    "null",
    "true",
    "false",
    "0",
    "-0",
    "-1",
    "1",
    "0.5",
    "1e308",
    "-1e308",
    "1e309",
    "1e-400",
    "9007199254740992",
    "9007199254740993",
    "18446744073709551615",
    "18446744073709551616",
    "4294967296",
    "2147483648",
    "86400",
    "86401",
    "100",
    "101",
    "00",
    "+1",
    "0x10",
    "NaN",
    "Infinity",
    "1.",
    "[]",
    "{}",
    R"([""])",
    R"({"":""})",
    R"("")",
    R"("7")",
    R"("say")",
    R"("join")",
    R"("app")",
    R"("text")",
    "",
    "'x'",
    "undefined",
};

/// Those of the commands, and some that have none or another meaning.
constexpr const char *keys[] = {
    "type",      "id",         "name",  "device", "resume", "epoch",     "last",    "client",       "operator",
    "text",      "before",     "limit", "after",  "user",   "reason",    "seconds", "cooling",      "seq",
    "at",        "role",       "kind",  "here",   "",       "__proto__", "Type",    R"(\u0074ype)", R"(type\u0000)",
    R"(\ud800)", "\U0001F600",
};

} // namespace

qsizetype JsonMutator::below(qsizetype end)
{
    return end <= 0 ? 0 : static_cast<qsizetype>(m_random.bounded(static_cast<quint64>(end)));
}

JsonMutator::Members JsonMutator::membersOf(const QByteArray &object)
{
    Members members;
    const QJsonObject read = QJsonDocument::fromJson(object).object();
    for (auto it = read.begin(); it != read.end(); ++it) {
        const QByteArray inList = QJsonDocument(QJsonArray{it.value()}).toJson(QJsonDocument::Compact);
        members.emplaceBack(it.key().toUtf8(), inList.sliced(1, inList.size() - 2));
    }
    return members;
}

QByteArray JsonMutator::written(const Members &members)
{
    QByteArray json = "{";
    for (const auto &[key, value] : members) {
        if (json.size() > 1)
            json += ',';
        json += '"' + key + "\":" + value;
    }
    return json + '}';
}

QByteArray JsonMutator::mutate(const QByteArray &object)
{
    Members members = membersOf(object);
    if (oneIn(3)) { // all else is right: what is hostile gets as far as it can
        const qsizetype at = below(members.size());
        members[at].second = oneIn(2) ? hostileString() : hostileValue();
        return written(members);
    }
    for (auto changes = below(4); changes > 0; --changes)
        change(members);
    QByteArray json = written(members);
    if (oneIn(4))
        json = changeBytes(json);
    if (oneIn(12))
        json = wrap(json);
    return json;
}

void JsonMutator::change(Members &members)
{
    const qsizetype at = below(members.size());
    const bool isEmpty = members.isEmpty();
    switch (isEmpty ? 1 : below(6)) {
    case 0:
        members.removeAt(at);
        break;
    case 1:
        members.insert(at, {oneOf(keys), hostileValue()});
        break;
    case 2: // the same key once more
        members.insert(below(members.size() + 1), {members[at].first, hostileValue()});
        break;
    case 3:
        members[at].first = oneOf(keys);
        break;
    default:
        members[at].second = hostileValue();
    }
}

QByteArray JsonMutator::hostileValue()
{
    if (oneIn(40)) {
        const int depth = oneIn(2) ? 1000 : 1 + static_cast<int>(below(1100));
        if (oneIn(2))
            return QByteArray(depth, '[') + QByteArray(depth, ']');
        return QByteArray(R"({"a":)").repeated(depth) + '1' + QByteArray(depth, '}');
    }
    if (oneIn(30))
        return '"' + QByteArray(oneIn(8) ? moreThanAFrame : nearlyAFrame, 'N') + '"';
    return oneIn(2) ? hostileString() : QByteArray(oneOf(atoms));
}

QByteArray JsonMutator::hostileString()
{
    QByteArray text;
    for (auto count = 1 + below(4); count > 0; --count)
        text += QByteArray(oneOf(pieces)).repeated(oneIn(20) ? 1 + below(600) : 1);
    return '"' + text + '"';
}

QByteArray JsonMutator::changeBytes(QByteArray bytes)
{
    for (auto changes = 1 + below(3); changes > 0 && !bytes.isEmpty(); --changes) {
        const qsizetype at = below(bytes.size());
        switch (below(5)) {
        case 0:
            bytes.truncate(at);
            break;
        case 1:
            bytes[at] = static_cast<char>(static_cast<uchar>(bytes[at]) ^ (1U << below(8)));
            break;
        case 2:
            bytes.remove(at, 1);
            break;
        case 3:
            bytes.insert(at, static_cast<char>(below(128)));
            break;
        default:
            bytes.insert(at, bytes.mid(below(at + 1), 1 + below(16)));
        }
    }
    // What is not UTF-8 any more would be stopped before anybody reads it.
    return QString::fromUtf8(bytes).toUtf8();
}

QByteArray JsonMutator::wrap(const QByteArray &object)
{
    switch (below(8)) {
    case 0:
        return '[' + object + ']';
    case 1:
        return object + object;
    case 2:
        return "\ufeff" + object;
    case 3:
        return " \r\n\t" + object + ' ';
    case 4:
        return object + '\0';
    case 5:
        return QByteArray(R"({"type":)") + object + '}';
    case 6:
        return QString::fromUtf8(object).toHtmlEscaped().toUtf8();
    default:
        return object + ',';
    }
}

} // namespace foyer
