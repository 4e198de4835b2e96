// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/protocol/jsonwriter.h"

#include <QString>

namespace foyer {

void JsonWriter::separate()
{
    if (m_needsComma)
        m_out.append(',');
    m_needsComma = true;
}

JsonWriter &JsonWriter::beginObject()
{
    separate();
    m_out.append('{');
    m_needsComma = false;
    return *this;
}

JsonWriter &JsonWriter::endObject()
{
    m_out.append('}');
    m_needsComma = true;
    return *this;
}

JsonWriter &JsonWriter::beginArray()
{
    separate();
    m_out.append('[');
    m_needsComma = false;
    return *this;
}

JsonWriter &JsonWriter::endArray()
{
    m_out.append(']');
    m_needsComma = true;
    return *this;
}

JsonWriter &JsonWriter::key(QLatin1String name)
{
    separate();
    m_out.append('"').append(name.data(), name.size()).append("\":");
    m_needsComma = false;
    return *this;
}

JsonWriter &JsonWriter::value(QStringView text)
{
    static constexpr char hex[] = "0123456789abcdef";
    separate();
    const QByteArray utf8 = text.toUtf8();
    m_out.reserve(m_out.size() + utf8.size() + 2);
    m_out.append('"');
    qsizetype written = 0;
    for (qsizetype i = 0; i < utf8.size(); ++i) {
        const char c = utf8[i];
        if (c != '"' && c != '\\' && static_cast<uchar>(c) >= 0x20)
            continue;
        m_out.append(utf8.constData() + written, i - written);
        written = i + 1;
        switch (c) {
        case '"':
            m_out.append("\\\"");
            break;
        case '\\':
            m_out.append("\\\\");
            break;
        case '\n':
            m_out.append("\\n");
            break;
        case '\t':
            m_out.append("\\t");
            break;
        default:
            m_out.append("\\u00").append(hex[(c >> 4) & 0xf]).append(hex[c & 0xf]);
        }
    }
    m_out.append(utf8.constData() + written, utf8.size() - written);
    m_out.append('"');
    return *this;
}

JsonWriter &JsonWriter::value(QLatin1String ascii)
{
    separate();
    m_out.append('"').append(ascii.data(), ascii.size()).append('"');
    return *this;
}

JsonWriter &JsonWriter::value(quint64 number)
{
    separate();
    m_out.append(QByteArray::number(number));
    return *this;
}

JsonWriter &JsonWriter::value(bool truth)
{
    separate();
    m_out.append(truth ? "true" : "false");
    return *this;
}

JsonWriter &JsonWriter::raw(const QByteArray &json)
{
    separate();
    m_out.append(json);
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

} // namespace foyer
