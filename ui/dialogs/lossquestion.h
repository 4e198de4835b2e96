// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/contract/historycontrol.h"
#include "ui/settings.h"

#include <QCoreApplication>

#include <functional>
#include <optional>

class QWidget;

namespace foyer {

class Clock;
class Questions;

/// Asks before settings delete something of what has been kept: what is gone is gone, and nobody is to learn of that afterwards.
class LossQuestion final
{
    Q_DECLARE_TR_FUNCTIONS(foyer::LossQuestion)
    Q_DISABLE_COPY_MOVE(LossQuestion)

public:
    /// Is told how many messages would go; nothing: they cannot be counted.
    using Told = std::function<void(std::optional<quint64> messages)>;
    /// False: there is no history, and nobody will be told.
    using Count = std::function<bool(const HistoryLoss &loss, const Told &told)>;

    LossQuestion(Questions &questions, const Clock &clock) : m_questions(questions), m_clock(clock) {}

    /// How they are counted. Without it there is no history.
    void setCount(Count count) { m_count = std::move(count); }

    /// `decided` is called with `wanted`, or, after a no, with what is kept left as it is; at once where nothing is lost.
    void ask(QWidget *window, const Settings &present, const Settings &wanted, const std::function<void(const Settings &)> &decided);

private:
    Questions &m_questions;
    const Clock &m_clock;
    Count m_count;
};

} // namespace foyer
