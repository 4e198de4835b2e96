// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/logrules.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace foyer::logrules {

namespace {

QString say(const char *source)
{
    return QCoreApplication::translate("foyer::LogRules", source);
}

/// "foyer.*", "*.net", "*": Qt knows a star at either end.
bool matches(const QString &pattern, const QString &category)
{
    const bool before = pattern.startsWith(u'*');
    const bool after = pattern.endsWith(u'*') && pattern.size() > 1;
    const QString middle = pattern.mid(before ? 1 : 0, pattern.size() - (before ? 1 : 0) - (after ? 1 : 0));
    if (before && after)
        return category.contains(middle);
    if (before)
        return category.endsWith(middle);
    return after ? category.startsWith(middle) : category == middle;
}

/// Qt's own categories are not listed anywhere; of ours a mistyped one is told.
bool isKnown(const QString &pattern)
{
    if (pattern == "default"_L1 || pattern == "qt"_L1 || pattern.startsWith("qt."_L1))
        return true;
    const QStringList ours = categories();
    return std::any_of(ours.cbegin(), ours.cend(), [&](const QString &category) { return matches(pattern, category); });
}

} // namespace

QStringList categories()
{
    return {u"foyer.app"_s,  u"foyer.client"_s, u"foyer.limits"_s,
            u"foyer.net"_s, u"foyer.room"_s,   u"foyer.storage"_s};
}

Result<QString, Wrong> parse(const QString &rules)
{
    // The category is taken as short as it can be: the level is no part of it.
    static const QRegularExpression form(
        u"^(\\*?[A-Za-z0-9_.-]*?\\*?)(\\.(?:debug|info|warning|critical))?(?:\\s*=\\s*(true|false))?$"_s);
    QStringList lines;
    for (const QString &part : rules.split(u';', Qt::SkipEmptyParts)) {
        const QString rule = part.trimmed();
        if (rule.isEmpty())
            continue;
        const QRegularExpressionMatch match = form.match(rule);
        const QString category = match.captured(1) == "all"_L1 ? u"foyer.*"_s : match.captured(1);
        if (category.isEmpty())
            return Wrong{say(QT_TRANSLATE_NOOP("foyer::LogRules", "--log: “%1” is not a rule. Rules look like foyer.net.debug=true, or foyer.net "
                                                                 "for all of it, with “;” between them."))
                             .arg(rule)};
        if (!isKnown(category))
            return Wrong{say(QT_TRANSLATE_NOOP("foyer::LogRules", "--log: nothing is called “%1”. There are %2."))
                             .arg(category, (categories() << u"all"_s).join(u", "_s))};
        const QString value = match.captured(3);
        lines.append(category + match.captured(2) + u'=' + (value.isEmpty() ? u"true"_s : value));
    }
    if (lines.isEmpty())
        return Wrong{say(QT_TRANSLATE_NOOP("foyer::LogRules", "--log takes rules such as foyer.net or foyer.room.info=true."))};
    return lines.join(u'\n');
}

} // namespace foyer::logrules
