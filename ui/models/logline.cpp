// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/logline.h"

namespace foyer {

namespace {

struct LineMaker
{
    LogLine line;

    bool operator()(const Said &said)
    {
        line.kind = LogLine::Kind::Said;
        line.user = said.user;
        line.role = said.role;
        line.name = said.name;
        line.text = said.text;
        return true;
    }

    bool operator()(const Joined &joined)
    {
        line.kind = LogLine::Kind::Joined;
        line.user = joined.member.user;
        line.role = joined.member.role;
        line.name = joined.member.name;
        return true;
    }

    bool operator()(const Left &left)
    {
        line.kind = LogLine::Kind::Left;
        line.user = left.user;
        line.name = left.name;
        line.why = left.why;
        return true;
    }

    bool operator()(const Renamed &renamed)
    {
        line.kind = LogLine::Kind::Renamed;
        line.user = renamed.user;
        line.name = renamed.name;
        line.text = renamed.was;
        return true;
    }

    bool operator()(const RoomRenamed &renamed)
    {
        line.kind = LogLine::Kind::RoomRenamed;
        line.name = renamed.name;
        return true;
    }

    bool operator()(const KeepingChanged &changed)
    {
        line.kind = LogLine::Kind::KeepingChanged;
        line.name = changed.by;
        line.keeping = changed.keeping;
        return true;
    }

    bool operator()(const Kicked &kicked)
    {
        line.kind = LogLine::Kind::Kicked;
        line.user = kicked.user;
        line.name = kicked.cooling.name;
        line.text = kicked.cooling.reason;
        line.other = kicked.by;
        return true;
    }

    bool operator()(const LetIn &letIn)
    {
        line.kind = LogLine::Kind::LetIn;
        line.text = letIn.name;
        return true;
    }

    bool operator()(const Presence &) { return false; }
    bool operator()(const Typing &) { return false; }
    bool operator()(const PeopleCount &) { return false; }
    bool operator()(const Knock &) { return false; }
};

} // namespace

std::optional<LogLine> logLineOf(const Event &event)
{
    LineMaker maker;
    maker.line.seq = event.seq;
    maker.line.atMs = event.atMs;
    if (!std::visit(maker, event.body))
        return std::nullopt;
    return maker.line;
}

} // namespace foyer
