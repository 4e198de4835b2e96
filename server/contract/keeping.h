// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

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
    [[nodiscard]] bool isValid() const { return mode == Mode::Days ? days >= 1 && days <= mostDays : days == 0; }

    bool operator==(const Keeping &) const = default;
};

} // namespace foyer
