// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

namespace foyer {

/// A label that shows its text as it is, whatever somebody has written into it.
class PlainLabel final : public QLabel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PlainLabel)

public:
    /// `look` is a word of the stylesheet: title, section, muted, meta, body, address, shout.
    explicit PlainLabel(const QString &look, const QString &text = {}, QWidget *parent = nullptr);

    /// Changes the look of a label that is shown already.
    void setLook(const QString &look);
};

} // namespace foyer
