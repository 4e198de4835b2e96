// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>

#include <span>
#include <utility>

namespace foyer {

/// Writes figures in the text format that Prometheus reads (exposition format 0.0.4).
class Prometheus final
{
public:
    static constexpr char contentType[] = "text/plain; version=0.0.4; charset=utf-8";

    enum class Kind : quint8 { Counter, Gauge, Histogram };
    using Labels = QList<std::pair<QByteArray, QByteArray>>;

    /// Begins a family; its samples follow. `name` is [a-zA-Z_:][a-zA-Z0-9_:]*, a counter's ends in "_total".
    void begin(const QByteArray &name, Kind kind, const QByteArray &help);
    void sample(double value, const Labels &labels = {});
    void sample(quint64 value, const Labels &labels = {});

    /// A family of one sample.
    void counter(const QByteArray &name, const QByteArray &help, double value);
    void counter(const QByteArray &name, const QByteArray &help, quint64 value);
    void gauge(const QByteArray &name, const QByteArray &help, double value);
    void gauge(const QByteArray &name, const QByteArray &help, quint64 value);
    /// `counts` are those of each bound alone, with one more for what lies above the last. Bounds and sum are divided by `unit`.
    void histogram(const QByteArray &name, const QByteArray &help, std::span<const quint64> bounds,
                   std::span<const quint64> counts, quint64 sum, double unit = 1);

    [[nodiscard]] const QByteArray &text() const { return m_text; }

private:
    void line(const QByteArray &name, const Labels &labels, const QByteArray &value);

    QByteArray m_text;
    QByteArray m_family;
};

} // namespace foyer
