// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/minutes.h"

namespace foyer {

bool Minutes::note(const QString &epoch, const Event &event)
{
    Event plain = event;
    if (auto *joined = std::get_if<Joined>(&plain.body))
        joined->member.address.clear();
    const auto [noted, isNew] = m_lives[epoch].try_emplace(event.seq, plain);
    return isNew || noted->second == plain;
}

const Minutes::Events &Minutes::of(const QString &epoch) const
{
    static const Events none;
    const auto it = m_lives.constFind(epoch);
    return it == m_lives.cend() ? none : *it;
}

bool Minutes::isForOperators(const Event &event)
{
    return std::holds_alternative<Kicked>(event.body) || std::holds_alternative<LetIn>(event.body)
           || std::holds_alternative<Knock>(event.body);
}

} // namespace foyer
