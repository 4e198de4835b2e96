// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/storage/export/document.h"

#include <QDate>

namespace foyer {

/// Plain text, a line for each event: "22:48:10  Ada: hello". Whatever else somebody has written is indented, so that nobody can write a line
/// that looks like another's; what is not a message has a star, which no name has.
class TextDocument final : public Document
{
public:
    void begin(const DocumentHead &head, QByteArray &out) override;
    void add(const Event &event, const QString &cooled, QByteArray &out) override;
    void end(const ExportSummary &summary, QByteArray &out) override;

private:
    QDate m_day;
};

} // namespace foyer
