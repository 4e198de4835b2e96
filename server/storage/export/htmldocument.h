// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/storage/export/document.h"

#include <QDate>
#include <QHash>

namespace foyer {

/// One page that needs nothing beside it: to be read in a browser, and to be printed. Nothing that somebody has written is markup in it, and it
/// forbids itself scripts and anything from elsewhere.
class HtmlDocument final : public Document
{
public:
    [[nodiscard]] bool wantsDays() const override { return true; }
    void begin(const DocumentHead &head, QByteArray &out) override;
    void add(const Event &event, const QString &cooled, QByteArray &out) override;
    void end(const ExportSummary &summary, QByteArray &out) override;

private:
    QDate m_day;
    QHash<QDate, int> m_sections; ///< so many of that day: the clock may have been set back
};

} // namespace foyer
