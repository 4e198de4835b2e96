// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/protocol/plaintext.h"

#include <QStringDecoder>

namespace foyer::plaintext {

namespace {

/// Nobody can begin a line of their own that looks like another's.
QByteArray withContinuations(const QString &text)
{
    return text.toUtf8().replace("\n", "\n    ");
}

bool isHex(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

} // namespace

std::optional<QByteArray> line(const Event &event, const Sentences &sentences)
{
    if (const auto *said = std::get_if<Said>(&event.body))
        return said->name.toUtf8() + ": " + withContinuations(said->text);
    if (const auto *left = std::get_if<Left>(&event.body))
        return sentences.left(left->name).toUtf8();
    if (const auto *renamed = std::get_if<Renamed>(&event.body))
        return notice(sentences.renamed(renamed->was, renamed->name));
    if (const auto *room = std::get_if<RoomRenamed>(&event.body))
        return notice(sentences.roomRenamed(room->name));
    if (const auto *changed = std::get_if<KeepingChanged>(&event.body))
        return notice(sentences.keepingChanged(changed->keeping, changed->by));
    return std::nullopt;
}

QByteArray notice(const QString &sentence)
{
    return "! " + withContinuations(sentence);
}

std::optional<QString> userOf(QByteArrayView segment)
{
    for (qsizetype i = 0; i < segment.size(); ++i) {
        if (segment[i] == '%' && (i + 2 >= segment.size() || !isHex(segment[i + 1]) || !isHex(segment[i + 2])))
            return std::nullopt;
    }
    QStringDecoder decode(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QByteArray bytes = QByteArray::fromPercentEncoding(segment.toByteArray());
    const QString name = decode(bytes);
    return decode.hasError() ? std::nullopt : std::optional(name);
}

} // namespace foyer::plaintext
