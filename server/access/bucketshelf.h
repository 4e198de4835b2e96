// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>

#include <algorithm>

namespace foyer {

/// Something that counts, for everybody who has lately done anything: what is as good as new is forgotten, so the number
/// of those kept is bounded by what can happen in the time that it takes to become so.
template <typename Key, typename Bucket>
class BucketShelf final
{
public:
    /// The bucket of this one; `isAsNew(const Bucket &)` tells which others may go.
    template <typename Predicate>
    [[nodiscard]] Bucket &of(const Key &key, Predicate isAsNew)
    {
        const auto it = m_buckets.find(key);
        if (it != m_buckets.end())
            return *it;
        if (m_buckets.size() >= m_tidyAt) {
            m_buckets.removeIf([&isAsNew](const auto &entry) { return isAsNew(entry.value()); });
            m_tidyAt = std::max(leastTidied, 2 * m_buckets.size());
        }
        return m_buckets[key];
    }
    [[nodiscard]] qsizetype size() const { return m_buckets.size(); }

private:
    static constexpr qsizetype leastTidied = 64;
    QHash<Key, Bucket> m_buckets;
    qsizetype m_tidyAt = leastTidied;
};

} // namespace foyer
