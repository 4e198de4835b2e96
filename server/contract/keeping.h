// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <algorithm>

namespace foyer {

/// What becomes of what is said in the room: the host chooses, and everybody is told before they come in.
struct Keeping
{
    enum class Mode : quint8 {
        Nothing,     ///< in memory alone, as much as lost connections need
        UntilClosed, ///< until the host closes the room
        Days,        ///< for so many days
        Always
    };
    Mode mode = Mode::Always;
    int days = 0; ///< for Days, 1 to mostDays

    static constexpr int mostDays = 3650;

    [[nodiscard]] bool keepsAnything() const { return mode != Mode::Nothing; }
    /// From when on it is kept (wall clock, ms); 0: everything is that is kept at all.
    [[nodiscard]] qint64 fromMs(qint64 nowMs) const { return mode == Mode::Days ? nowMs - days * msPerDay : 0; }
    [[nodiscard]] bool isValid() const { return mode == Mode::Days ? days >= 1 && days <= mostDays : days == 0; }

    bool operator==(const Keeping &) const = default;

private:
    static constexpr qint64 msPerDay = 24 * 60 * 60 * 1000;
};

/// A bound beside it: so many messages at the most, the newest, and nothing from before them. 0: any number. Guests are not told of it; less is kept than they read.
struct KeptMessages
{
    static constexpr int least = 1000; ///< more than a joiner is told
    static constexpr int most = 100'000'000;

    /// So many are left whenever some are deleted: to count them takes a while, so there is room for a hundredth again.
    [[nodiscard]] static int left(int number) { return number - std::max(1, number / 100); }
    [[nodiscard]] static bool isValid(int number) { return number == 0 || (number >= least && number <= most); }
};

} // namespace foyer
