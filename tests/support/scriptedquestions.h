// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/questions.h"

#include <QList>

#include <memory>

namespace foyer {

/// What was asked, and the answers to give, in order; without one left a question stays open.
struct QuestionScript
{
    QList<Question> asked;
    QList<bool> answers;
};

/// Answers from a script at once.
class ScriptedQuestions final : public Questions
{
public:
    explicit ScriptedQuestions(std::shared_ptr<QuestionScript> script)
        : m_script(std::move(script))
    {
    }

    void ask(QWidget *, const Question &question, std::function<void(bool)> answered) override
    {
        m_script->asked.append(question);
        if (!m_script->answers.isEmpty())
            answered(m_script->answers.takeFirst());
    }

private:
    std::shared_ptr<QuestionScript> m_script;
};

} // namespace foyer
