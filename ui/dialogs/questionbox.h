// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/questions.h"

namespace foyer {

/// Asks in a box on the window.
class QuestionBox final : public Questions
{
public:
    void ask(QWidget *parent, const Question &question, std::function<void(bool)> answered) override;
};

} // namespace foyer
