// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/protocol/jsonwriter.h"

#include <QChar>
#include <QString>

#include <algorithm>
#include <charconv>
#include <cstring>

namespace foyer {

namespace {

constexpr qsizetype firstBytes = 256;
constexpr qsizetype mostBytesPerUnit = 6; // "\u001f"; UTF-8 needs three at most

constexpr char escapedMark[] = "\\ufeff";
constexpr char hex[] = "0123456789abcdef";

char *putEscaped(char *out, char c)
{
    *out++ = '\\';
    switch (c) {
    case '\n':
        *out++ = 'n';
        return out;
    case '\t':
        *out++ = 't';
        return out;
    case '"':
    case '\\':
        *out++ = c;
        return out;
    default:
        std::memcpy(out, "u00", 3);
        out[3] = hex[(c >> 4) & 0xf];
        out[4] = hex[c & 0xf];
        return out + 5;
    }
}

/// RFC 3629 §3
char *putUtf8(char *out, char32_t c)
{
    const auto put = [&out](char32_t byte) { *out++ = static_cast<char>(static_cast<uchar>(byte)); };
    if (c < 0x800) {
        put(0xc0 | c >> 6);
    } else if (c < 0x10000) {
        put(0xe0 | c >> 12);
        put(0x80 | (c >> 6 & 0x3f));
    } else {
        put(0xf0 | c >> 18);
        put(0x80 | (c >> 12 & 0x3f));
        put(0x80 | (c >> 6 & 0x3f));
    }
    put(0x80 | (c & 0x3f));
    return out;
}

} // namespace

/// Room for so many bytes more; whoever writes there adds to m_size.
char *JsonWriter::room(qsizetype bytes)
{
    if (m_out.size() - m_size < bytes)
        m_out.resize(std::max({m_out.size() * 2, m_size + bytes, firstBytes}));
    return m_out.data() + m_size;
}

void JsonWriter::put(char c)
{
    *room(1) = c;
    ++m_size;
}

void JsonWriter::put(const char *bytes, qsizetype size)
{
    std::memcpy(room(size), bytes, static_cast<size_t>(size));
    m_size += size;
}

void JsonWriter::separate()
{
    if (m_needsComma)
        put(',');
    m_needsComma = true;
}

JsonWriter &JsonWriter::beginObject()
{
    separate();
    put('{');
    m_needsComma = false;
    return *this;
}

JsonWriter &JsonWriter::endObject()
{
    put('}');
    m_needsComma = true;
    return *this;
}

JsonWriter &JsonWriter::beginArray()
{
    separate();
    put('[');
    m_needsComma = false;
    return *this;
}

JsonWriter &JsonWriter::endArray()
{
    put(']');
    m_needsComma = true;
    return *this;
}

JsonWriter &JsonWriter::key(QLatin1String name)
{
    separate();
    put('"');
    put(name.data(), name.size());
    put("\":", 2);
    m_needsComma = false;
    return *this;
}

JsonWriter &JsonWriter::value(QStringView text)
{
    separate();
    char *const begin = room(text.size() * mostBytesPerUnit + 2);
    char *out = begin;
    *out++ = '"';
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar unit = text[i];
        const char16_t c = unit.unicode();
        if (c < 0x80) {
            if (c >= 0x20 && c != u'"' && c != u'\\')
                *out++ = static_cast<char>(c);
            else
                out = putEscaped(out, static_cast<char>(c));
        } else if (c == QChar::ByteOrderMark) {
            // Qt's reader passes over one that begins a string, unless it is escaped.
            static_assert(sizeof escapedMark - 1 <= mostBytesPerUnit);
            out = std::copy_n(escapedMark, sizeof escapedMark - 1, out);
        } else if (!unit.isSurrogate()) {
            out = putUtf8(out, c);
        } else if (unit.isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate()) {
            out = putUtf8(out, QChar::surrogateToUcs4(unit, text[++i]));
        } else {
            *out++ = '?'; // as QString::toUtf8() does
        }
    }
    *out++ = '"';
    m_size += out - begin;
    return *this;
}

JsonWriter &JsonWriter::value(QLatin1String ascii)
{
    separate();
    put('"');
    put(ascii.data(), ascii.size());
    put('"');
    return *this;
}

JsonWriter &JsonWriter::value(quint64 number)
{
    separate();
    constexpr qsizetype mostDigits = 20;
    char *const begin = room(mostDigits);
    m_size += std::to_chars(begin, begin + mostDigits, number).ptr - begin;
    return *this;
}

JsonWriter &JsonWriter::value(bool truth)
{
    separate();
    truth ? put("true", 4) : put("false", 5);
    return *this;
}

JsonWriter &JsonWriter::raw(const QByteArray &json)
{
    separate();
    put(json.constData(), json.size());
    return *this;
}

JsonWriter &JsonWriter::optionalMember(QLatin1String name, const QString &text)
{
    return text.isEmpty() ? *this : member(name, QStringView(text));
}

JsonWriter &JsonWriter::optionalMember(QLatin1String name, quint64 number)
{
    return number == 0 ? *this : member(name, number);
}

QByteArray JsonWriter::take()
{
    m_out.truncate(m_size);
    m_size = 0;
    return std::move(m_out);
}

} // namespace foyer
