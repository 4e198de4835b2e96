// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plainwords.h"

#include <QTextDocument>

using namespace Qt::StringLiterals;

namespace foyer {

QString plainToolTip(const QString &text)
{
    // Escaped only where it would be taken for markup: elsewhere an escaped "&" would show as "&amp;".
    return Qt::mightBeRichText(text) ? u"<qt>"_s + Qt::convertFromPlainText(text, Qt::WhiteSpaceNormal) + u"</qt>"_s
                                     : text;
}

QString withoutMnemonic(QString text)
{
    return text.replace(u'&', "&&"_L1);
}

QString plainTitle(const QString &text)
{
    return QString(text).replace("[*]"_L1, "[*][*]"_L1);
}

} // namespace foyer
