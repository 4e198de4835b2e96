// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/plainlabel.h"

#include <QStyle>

using namespace Qt::StringLiterals;

namespace foyer {

PlainLabel::PlainLabel(const QString &look, const QString &text, QWidget *parent)
    : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
    setProperty("look", look);
    setText(text);
}

void PlainLabel::setLook(const QString &look)
{
    if (property("look").toString() == look)
        return;
    setProperty("look", look);
    style()->unpolish(this);
    style()->polish(this);
}

} // namespace foyer
