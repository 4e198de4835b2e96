// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/room/visibility.h"

#include <QChar>

#include <unicode/uchar.h>

namespace foyer::visibility {

namespace {

constexpr char32_t zeroWidthNonJoiner = 0x200C;
constexpr char32_t zeroWidthJoiner = 0x200D;
constexpr char32_t brailleBlank = 0x2800;
constexpr char32_t objectReplacement = 0xFFFC; ///< whatever draws it leaves a hole
constexpr char32_t nullNotehead = 0x1D159;

bool isNeverDrawn(char32_t c)
{
    return c == brailleBlank || u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
}

} // namespace

bool isControlOrHidden(char32_t c)
{
    if (c == objectReplacement || c == nullNotehead)
        return true;
    switch (QChar::category(c)) {
    case QChar::Other_Control:
    case QChar::Other_Surrogate:
    case QChar::Other_PrivateUse:
    case QChar::Other_NotAssigned:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return true;
    case QChar::Other_Format:
        return c != zeroWidthJoiner && c != zeroWidthNonJoiner;
    default:
        return false;
    }
}

bool isVisible(char32_t c)
{
    if (isNeverDrawn(c))
        return false;
    switch (QChar::category(c)) {
    case QChar::Separator_Space:
    case QChar::Mark_NonSpacing:
    case QChar::Mark_SpacingCombining:
    case QChar::Mark_Enclosing:
        return false;
    default:
        return !isControlOrHidden(c);
    }
}

bool mayBeSeen(char32_t c)
{
    // Some that are not assigned are set aside for what is not drawn.
    const QChar::Category category = QChar::category(c);
    return isVisible(c)
           || ((category == QChar::Other_PrivateUse || category == QChar::Other_NotAssigned) && !isNeverDrawn(c));
}

} // namespace foyer::visibility
