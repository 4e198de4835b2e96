// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/storage/export/htmldocument.h"

#include "server/storage/export/eventwords.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFile>
#include <QLocale>

static void initStyle()
{
    Q_INIT_RESOURCE(foyer_export);
}

namespace foyer {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(foyer::HtmlDocument)
};

QByteArray escaped(const QString &text)
{
    return text.toHtmlEscaped().toUtf8();
}

QByteArray style()
{
    initStyle();
    QFile file(QStringLiteral(":/foyer/export/history.css"));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QByteArray idOf(QDate day)
{
    return "d" + day.toString(Qt::ISODate).toLatin1();
}

} // namespace

void HtmlDocument::begin(const DocumentHead &head, QByteArray &out)
{
    const QByteArray room = escaped(eventwords::oneLine(head.roomName));
    const QByteArray period = escaped(eventwords::period(head.request));
    out += "<!DOCTYPE html>\n<html lang=\"" + escaped(QLocale().bcp47Name())
           + "\">\n<head>\n<meta charset=\"utf-8\">\n"
             "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n"
             "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
             "<meta name=\"color-scheme\" content=\"light dark\">\n<title>"
           + room + " \xe2\x80\x93 " + period + "</title>\n<style>\n" + style() + "</style>\n</head>\n<body>\n<header>\n<h1><bdi>" + room
           + "</bdi></h1>\n<p class=\"period\">" + period + "</p>\n";
    if (!head.request.author.isEmpty() && !head.request.anonymise)
        out += "<p class=\"period\">" + escaped(Words::tr("Only what %1 has said").arg(head.request.author)) + "</p>\n";
    if (!head.days.isEmpty()) {
        out += "<nav aria-label=\"" + escaped(Words::tr("Days")) + "\">\n<ol>\n";
        for (const HistoryReader::Day &day : head.days) {
            out += "<li><a href=\"#" + idOf(day.date) + "\">" + escaped(eventwords::day(day.date)) + "</a> <span>"
                   + escaped(eventwords::messages(day.messages)) + "</span></li>\n";
        }
        out += "</ol>\n</nav>\n";
    }
    out += "</header>\n<main>\n";
}

void HtmlDocument::add(const Event &event, const QString &cooled, QByteArray &out)
{
    const QDateTime at = QDateTime::fromMSecsSinceEpoch(event.atMs);
    if (at.date() != m_day) {
        if (m_day.isValid())
            out += "</section>\n";
        m_day = at.date();
        const int before = m_sections[m_day]++;
        out += "<section id=\"" + idOf(m_day) + (before > 0 ? '-' + QByteArray::number(before + 1) : QByteArray()) + "\">\n<h2>"
               + escaped(eventwords::day(m_day)) + "</h2>\n";
    }
    const auto *said = std::get_if<Said>(&event.body);
    out += said                                    ? "<p class=\"said\">"
           : eventwords::isModeration(event.body) ? "<p class=\"act\">"
                                                   : "<p class=\"way\">";
    out += "<time datetime=\"" + at.toUTC().toString(Qt::ISODate).toLatin1() + "\">" + at.time().toString(QStringLiteral("HH:mm")).toLatin1()
           + "</time> ";
    if (said) {
        out += said->role == Role::Operator ? "<b class=\"host\"><bdi>" : "<b><bdi>";
        out += escaped(said->name) + "</bdi></b> <span dir=\"auto\">" + escaped(said->text) + "</span></p>\n";
    } else {
        out += "<span dir=\"auto\">" + escaped(eventwords::sentence(event, cooled)) + "</span></p>\n";
    }
}

void HtmlDocument::end(const ExportSummary &summary, QByteArray &out)
{
    if (m_day.isValid())
        out += "</section>\n";
    if (summary.events == 0)
        out += "<p class=\"none\">" + escaped(Words::tr("Nothing happened in this time.")) + "</p>\n";
    out += "</main>\n<footer>" + escaped(eventwords::messages(summary.messages)) + " · Foyer " FOYER_VERSION "</footer>\n</body>\n</html>\n";
}

} // namespace foyer
