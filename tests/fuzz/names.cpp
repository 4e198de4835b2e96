// SPDX-License-Identifier: GPL-3.0-or-later
// What somebody wants to be called. The rules are those of protocol.md; characters are judged by ICU here, by Qt in the
// product.
#include "server/room/names.h"
#include "tests/fuzz/holds.h"
#include "tests/fuzz/typed.h"

#include <QList>

#include <unicode/brkiter.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <memory>

using namespace foyer;

namespace {

icu::UnicodeString inIcu(const QString &text)
{
    return icu::UnicodeString(reinterpret_cast<const UChar *>(text.utf16()), static_cast<int32_t>(text.size()));
}

int graphemes(const QString &text)
{
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::BreakIterator> breaks(
        icu::BreakIterator::createCharacterInstance(icu::Locale::getRoot(), status));
    const icu::UnicodeString source = inIcu(text);
    breaks->setText(source);
    int count = 0;
    while (breaks->next() != icu::BreakIterator::DONE)
        ++count;
    return count;
}

bool isComposed(const QString &text)
{
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2 *composed = icu::Normalizer2::getNFCInstance(status);
    return composed->isNormalized(inIcu(text), status) && U_SUCCESS(status);
}

bool mayStandInAName(char32_t c)
{
    if (c == 0x200C || c == 0x200D)
        return true;
    switch (u_charType(static_cast<UChar32>(c))) {
    case U_CONTROL_CHAR:
    case U_FORMAT_CHAR:
    case U_SURROGATE:
    case U_PRIVATE_USE_CHAR:
    case U_UNASSIGNED:
    case U_LINE_SEPARATOR:
    case U_PARAGRAPH_SEPARATOR:
        return false;
    default:
        return c != 0xFFFC && c != 0x1D159;
    }
}

bool canBeSeen(char32_t c)
{
    const auto point = static_cast<UChar32>(c);
    return u_isgraph(point) && !u_hasBinaryProperty(point, UCHAR_DEFAULT_IGNORABLE_CODE_POINT)
           && (U_GET_GC_MASK(point) & (U_GC_M_MASK | U_GC_Z_MASK)) == 0 && c != 0x2800;
}

void mustBeInForm(const QString &name, const Limits &limits)
{
    const auto points = name.toUcs4();
    FOYER_HOLDS(name.isValidUtf16() && isComposed(name));
    FOYER_HOLDS(!points.isEmpty() && points.size() <= limits.nameCodePoints && graphemes(name) <= limits.nameGraphemes);
    FOYER_HOLDS(std::all_of(points.begin(), points.end(), mayStandInAName));
    FOYER_HOLDS(std::any_of(points.begin(), points.end(), canBeSeen));
    FOYER_HOLDS(name == name.simplified());
}

void mustBeAName(const QString &name, const Limits &limits)
{
    mustBeInForm(name, limits);
    const QString key = names::key(name);
    FOYER_HOLDS(key.isValidUtf16() && names::key(key) == key);
    const QString shape = names::shape(name);
    FOYER_HOLDS(!shape.isEmpty() && shape.isValidUtf16() && names::key(shape) == shape);
    for (const QString &text : {name, key}) {
        FOYER_HOLDS(!text.startsWith(QLatin1Char('!')) && !text.startsWith(QChar(0xFF01)));
        for (const char16_t forbidden : {u':', u'\uFF1A', u'\u2605', u'\u2606'})
            FOYER_HOLDS(!text.contains(QChar(forbidden)));
    }
    const Result<QString, Refusal> again = names::clean(name, limits);
    FOYER_HOLDS(again && *again == name);
    const Result<QString, Refusal> asRoom = names::cleanRoomName(name, limits);
    FOYER_HOLDS(asRoom && *asRoom == name);
}

/// A name with a number behind it is given to people without being looked at once more.
void mustTakeASuffix(const QString &name, const Limits &limits)
{
    for (const auto &[suffix, next] : {std::pair(QStringLiteral(" (2)"), QStringLiteral(" (3)")),
                                       std::pair(QStringLiteral(" 2"), QStringLiteral(" 3")),
                                       std::pair(QStringLiteral(" (1234)"), QStringLiteral(" (1235)"))}) {
        const QString numbered = names::withSuffix(name, suffix, limits);
        FOYER_HOLDS(numbered.endsWith(suffix.trimmed()));
        mustBeAName(numbered, limits);
        FOYER_HOLDS(names::key(numbered) != names::key(names::withSuffix(name, next, limits)));
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const Limits limits;
    const QString typed = fuzz::typed(data, size);
    const Result<QString, Refusal> room = names::cleanRoomName(typed, limits);
    if (room) {
        mustBeInForm(*room, limits);
        const Result<QString, Refusal> again = names::cleanRoomName(*room, limits);
        FOYER_HOLDS(again && *again == *room);
    }
    const Result<QString, Refusal> name = names::clean(typed, limits);
    if (!name) {
        const Refusal &refusal = name.error();
        FOYER_HOLDS(refusal.code == RefusalCode::NameEmpty || refusal.code == RefusalCode::NameTooLong
                    || refusal.code == RefusalCode::NameCharacters);
        FOYER_HOLDS(refusal.subject.size() <= 2 * limits.nameCodePoints);
        FOYER_HOLDS(room || room.error() == refusal);
        return 0;
    }
    FOYER_HOLDS(room && *room == *name);
    mustBeAName(*name, limits);
    mustTakeASuffix(*name, limits);
    return 0;
}
