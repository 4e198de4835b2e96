// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QMap>

#include <optional>

namespace foyer {

/// Reads the Prometheus text format 0.0.4, more strictly than it must be read: what is written is to be clean.
class MetricsText final
{
public:
    using Labels = QMap<QByteArray, QByteArray>;
    struct Sample
    {
        QByteArray name;
        Labels labels;
        double value = 0;
    };

    explicit MetricsText(const QByteArray &text);

    /// What is wrong with it; empty when nothing is.
    [[nodiscard]] const QByteArray &complaint() const { return m_complaint; }
    [[nodiscard]] QByteArray typeOf(const QByteArray &family) const { return m_families.value(family).type; }
    [[nodiscard]] QByteArray helpOf(const QByteArray &family) const { return m_families.value(family).help; }
    [[nodiscard]] const QList<Sample> &samples() const { return m_samples; }
    /// -1 when there is no such sample.
    [[nodiscard]] double value(const QByteArray &name, const Labels &labels = {}) const;

private:
    struct Family
    {
        QByteArray type;
        QByteArray help;
    };
    [[nodiscard]] bool readComment(const QByteArray &line);
    [[nodiscard]] bool readSample(const QByteArray &line);
    void checkHistogram(const QByteArray &family);

    QMap<QByteArray, Family> m_families;
    QList<Sample> m_samples;
    QByteArray m_current; ///< the family whose samples come now
    QByteArray m_complaint;
};

} // namespace foyer
