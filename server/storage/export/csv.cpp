// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/storage/export/csv.h"

#include <QDateTime>

#include <algorithm>

namespace foyer::csv {

namespace {

/// Also the full-width forms, which are taken for the others in places.
bool beginsFormula(QChar c)
{
    switch (c.unicode()) {
    case u'=':
    case u'+':
    case u'-':
    case u'@':
    case u'\t':
    case u'\r':
    case u'\n':
    case 0xff1d: // ＝
    case 0xff0b: // ＋
    case 0xff0d: // －
    case 0xff20: // ＠
        return true;
    default:
        return false;
    }
}

bool needsQuotes(QChar c)
{
    return c == QLatin1Char('"') || c == QLatin1Char(',') || c == QLatin1Char('\n') || c == QLatin1Char('\r') || c == QLatin1Char(';')
           || c == QLatin1Char('\t');
}

} // namespace

QByteArray mark()
{
    return QByteArrayLiteral("\xef\xbb\xbf");
}

QString moment(qint64 ms)
{
    return QDateTime::fromMSecsSinceEpoch(ms).toString(QStringLiteral("yyyy-MM-dd HH:mm:ss"));
}

QString cell(QString text)
{
    if (!text.isEmpty() && beginsFormula(text.front()))
        text.prepend(QLatin1Char('\''));
    const bool hasSpaceAround = !text.isEmpty() && (text.front() == QLatin1Char(' ') || text.back() == QLatin1Char(' '));
    if (!hasSpaceAround && std::none_of(text.cbegin(), text.cend(), needsQuotes))
        return text;
    text.replace(QLatin1Char('"'), QLatin1String("\"\""));
    return QLatin1Char('"') + text + QLatin1Char('"');
}

void addRow(QByteArray &out, const QStringList &cells)
{
    for (qsizetype i = 0; i < cells.size(); ++i) {
        if (i > 0)
            out += ',';
        out += cells[i].toUtf8();
    }
    out += "\r\n";
}

} // namespace foyer::csv
