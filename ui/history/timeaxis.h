// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QRect>
#include <QString>

namespace foyer {

/// A stretch of time as a line from left to right, with marks at round times of day.
class TimeAxis final
{
public:
    struct Mark
    {
        qint64 atMs = 0; ///< wall clock
        QString label;   ///< "10:30", or the day where the marks are days apart

        bool operator==(const Mark &) const = default;
    };

    TimeAxis(qint64 fromMs, qint64 toMs) : m_fromMs(fromMs), m_toMs(toMs) { }

    /// Within it, at most `most` of them; none where it has no length.
    [[nodiscard]] QList<Mark> marks(int most) const;
    /// The line in a cell or a header's section.
    [[nodiscard]] static QRectF line(const QRect &cell);
    [[nodiscard]] double place(qint64 atMs, const QRectF &line) const;
    /// The beginning or the end, with the day where that says more.
    [[nodiscard]] QString edgeLabel(qint64 atMs) const;

private:
    [[nodiscard]] bool isOfOneDay() const;

    qint64 m_fromMs;
    qint64 m_toMs;
};

} // namespace foyer
