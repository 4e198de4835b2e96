// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/contract/wiresize.h"

namespace foyer {

namespace {

/// Keys, numbers, words and punctuation of the longest kind of event.
constexpr qsizetype skeleton = 240;

qsizetype jsonSize(const QString &text)
{
    qsizetype size = 0;
    for (const QChar c : text) {
        const char16_t unit = c.unicode();
        if (unit == u'"' || unit == u'\\' || unit == u'\n' || unit == u'\t')
            size += 2;
        else if (unit < 0x20 || c == QChar::ByteOrderMark)
            size += 6;
        else if (unit < 0x80)
            size += 1;
        else
            size += unit < 0x800 || c.isSurrogate() ? 2 : 3;
    }
    return size;
}

struct Sizer
{
    qsizetype operator()(const Joined &body) const { return jsonSize(body.member.name); }
    qsizetype operator()(const Left &body) const { return jsonSize(body.name); }
    qsizetype operator()(const Renamed &body) const { return jsonSize(body.name) + jsonSize(body.was); }
    qsizetype operator()(const Said &body) const
    {
        return jsonSize(body.name) + jsonSize(body.text) + jsonSize(body.clientId);
    }
    qsizetype operator()(const RoomRenamed &body) const { return jsonSize(body.name); }
    qsizetype operator()(const KeepingChanged &body) const { return jsonSize(body.by); }
    qsizetype operator()(const Kicked &body) const
    {
        return jsonSize(body.cooling.name) + jsonSize(body.by) + jsonSize(body.cooling.reason)
               + jsonSize(body.cooling.address);
    }
    qsizetype operator()(const LetIn &body) const { return jsonSize(body.name); }
    qsizetype operator()(const Knock &body) const { return jsonSize(body.name); }
    qsizetype operator()(const Presence &) const { return 0; }
    qsizetype operator()(const Typing &) const { return 0; }
    qsizetype operator()(const PeopleCount &) const { return 0; }
};

} // namespace

qsizetype wireSize(const Event &event)
{
    return skeleton + std::visit(Sizer{}, event.body);
}

} // namespace foyer
