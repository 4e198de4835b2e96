// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QString>

#include <optional>

namespace foyer {

/// Reads the members of one JSON object and remembers the first that was missing, of the wrong kind or out of range.
/// Each reader gives back a harmless value after that, so that a decoder can read straight on and look once at the end.
class JsonReader final
{
public:
    explicit JsonReader(QJsonObject object) : m_object(std::move(object)) {}

    [[nodiscard]] bool has(QLatin1String key) const { return m_object.contains(key); }
    [[nodiscard]] QString string(QLatin1String key);
    [[nodiscard]] QString optionalString(QLatin1String key);
    /// A whole number from `least` to `most`, at most 2^53.
    [[nodiscard]] quint64 number(QLatin1String key, quint64 least = 0, quint64 most = largestExact);
    [[nodiscard]] quint64 optionalNumber(QLatin1String key, quint64 otherwise = 0, quint64 least = 0,
                                         quint64 most = largestExact);
    [[nodiscard]] bool boolean(QLatin1String key);
    [[nodiscard]] QJsonArray array(QLatin1String key);
    [[nodiscard]] QJsonObject object(QLatin1String key);

    void fail(QLatin1String key);
    [[nodiscard]] bool failed() const { return !m_wrongField.isEmpty(); }
    [[nodiscard]] QString wrongField() const { return m_wrongField; }

    static constexpr quint64 largestExact = quint64{1} << 53;

private:
    QJsonObject m_object;
    QString m_wrongField;
};

} // namespace foyer
