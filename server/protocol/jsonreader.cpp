// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/protocol/jsonreader.h"

#include <cmath>

namespace foyer {

void JsonReader::fail(QLatin1String key)
{
    if (m_wrongField.isEmpty())
        m_wrongField = key;
}

QString JsonReader::string(QLatin1String key)
{
    const QJsonValue value = m_object.value(key);
    if (!value.isString())
        fail(key);
    return value.toString();
}

QString JsonReader::optionalString(QLatin1String key)
{
    return has(key) ? string(key) : QString();
}

quint64 JsonReader::number(QLatin1String key, quint64 least, quint64 most)
{
    const QJsonValue value = m_object.value(key);
    const double number = value.toDouble(-1);
    if (!value.isDouble() || !(number >= 0) || number > static_cast<double>(largestExact) || std::floor(number) != number) {
        fail(key);
        return least;
    }
    const auto whole = static_cast<quint64>(number);
    if (whole < least || whole > most) {
        fail(key);
        return least;
    }
    return whole;
}

quint64 JsonReader::optionalNumber(QLatin1String key, quint64 otherwise, quint64 least, quint64 most)
{
    return has(key) ? number(key, least, most) : otherwise;
}

bool JsonReader::boolean(QLatin1String key)
{
    const QJsonValue value = m_object.value(key);
    if (!value.isBool())
        fail(key);
    return value.toBool();
}

QJsonArray JsonReader::array(QLatin1String key)
{
    const QJsonValue value = m_object.value(key);
    if (!value.isArray())
        fail(key);
    return value.toArray();
}

QJsonObject JsonReader::object(QLatin1String key)
{
    const QJsonValue value = m_object.value(key);
    if (!value.isObject())
        fail(key);
    return value.toObject();
}

} // namespace foyer
