// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/storage/export/textdocument.h"

#include "server/storage/export/eventwords.h"

#include <QDateTime>

namespace foyer {

namespace {

constexpr char indent[] = "          "; // as wide as the time, and the gap behind it

void addLine(QByteArray &out, const QString &line)
{
    out += line.toUtf8() + '\n';
}

QString ruled(const QString &heading)
{
    return QStringLiteral("==== ") + eventwords::oneLine(heading) + QStringLiteral(" ====");
}

} // namespace

void TextDocument::begin(const DocumentHead &head, QByteArray &out)
{
    addLine(out, eventwords::oneLine(head.roomName));
    addLine(out, eventwords::oneLine(eventwords::period(head.request)));
}

void TextDocument::add(const Event &event, const QString &cooled, QByteArray &out)
{
    const QDateTime at = QDateTime::fromMSecsSinceEpoch(event.atMs);
    if (at.date() != m_day) {
        m_day = at.date();
        out += '\n';
        addLine(out, ruled(eventwords::day(m_day)));
        out += '\n';
    }
    out += at.time().toString(QStringLiteral("HH:mm:ss")).toLatin1() + "  ";
    const auto *said = std::get_if<Said>(&event.body);
    if (!said) {
        addLine(out, QStringLiteral("* ") + eventwords::sentence(event, cooled));
        return;
    }
    const QStringList lines = eventwords::lines(said->text);
    addLine(out, eventwords::oneLine(said->name) + QStringLiteral(": ") + lines.constFirst());
    for (qsizetype i = 1; i < lines.size(); ++i) {
        out += indent;
        addLine(out, lines[i]);
    }
}

void TextDocument::end(const ExportSummary &summary, QByteArray &out)
{
    out += '\n';
    addLine(out, ruled(eventwords::messages(summary.messages)));
}

} // namespace foyer
