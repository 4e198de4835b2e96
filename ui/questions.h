// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QtGlobal>

#include <functional>

class QWidget;

namespace foyer {

/// A question with two answers, named by what they do.
struct Question
{
    QString title;
    QString text;
    QString yes;
    QString no;
};

/// Asks the person in front of the window. Tests answer from a script.
class Questions
{
public:
    Questions() = default;
    virtual ~Questions() = default;
    Q_DISABLE_COPY_MOVE(Questions)

    /// Returns at once; `answered` is called when there is an answer, unless `parent` goes first.
    virtual void ask(QWidget *parent, const Question &question, std::function<void(bool)> answered) = 0;
};

} // namespace foyer
