// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QLatin1String>
#include <QString>
#include <QStringView>

namespace foyer {

/// Writes compact JSON (RFC 8259) straight into UTF-8 bytes. The caller keeps the nesting right.
class JsonWriter final
{
public:
    JsonWriter &beginObject();
    JsonWriter &endObject();
    JsonWriter &beginArray();
    JsonWriter &endArray();

    JsonWriter &key(QLatin1String name);
    JsonWriter &value(QStringView text);
    JsonWriter &value(const QString &text) { return value(QStringView(text)); }
    JsonWriter &value(QLatin1String ascii);
    JsonWriter &value(quint64 number);
    JsonWriter &value(bool truth);
    /// A finished JSON value, as an element.
    JsonWriter &raw(const QByteArray &json);

    template <typename T>
    JsonWriter &member(QLatin1String name, const T &memberValue)
    {
        return key(name).value(memberValue);
    }
    /// Left out when empty.
    JsonWriter &optionalMember(QLatin1String name, const QString &text);
    /// Left out when 0.
    JsonWriter &optionalMember(QLatin1String name, quint64 number);

    [[nodiscard]] QByteArray take();

private:
    [[nodiscard]] char *room(qsizetype bytes);
    void put(char c);
    void put(const char *bytes, qsizetype size);
    void separate();

    QByteArray m_out; ///< longer than what is written, so that it grows seldom
    qsizetype m_size = 0;
    bool m_needsComma = false;
};

} // namespace foyer
