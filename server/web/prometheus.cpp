// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/web/prometheus.h"

#include <QLocale>

#include <cmath>

namespace foyer {

namespace {

QByteArray number(double value)
{
    if (std::isnan(value))
        return "NaN";
    if (std::isinf(value))
        return value > 0 ? "+Inf" : "-Inf";
    return QByteArray::number(value, 'f', QLocale::FloatingPointShortest);
}

QByteArray escapedHelp(QByteArray text)
{
    return text.replace('\\', "\\\\").replace('\n', "\\n");
}

QByteArray escapedLabel(QByteArray text)
{
    return escapedHelp(std::move(text)).replace('"', "\\\"");
}

QByteArray word(Prometheus::Kind kind)
{
    switch (kind) {
    case Prometheus::Kind::Counter:
        return "counter";
    case Prometheus::Kind::Gauge:
        return "gauge";
    case Prometheus::Kind::Histogram:
        return "histogram";
    }
    Q_UNREACHABLE();
}

} // namespace

void Prometheus::begin(const QByteArray &name, Kind kind, const QByteArray &help)
{
    m_family = name;
    m_text += "# HELP " + name + ' ' + escapedHelp(help) + "\n# TYPE " + name + ' ' + word(kind) + '\n';
}

void Prometheus::sample(double value, const Labels &labels)
{
    line(m_family, labels, number(value));
}

void Prometheus::sample(quint64 value, const Labels &labels)
{
    line(m_family, labels, QByteArray::number(value));
}

void Prometheus::counter(const QByteArray &name, const QByteArray &help, double value)
{
    begin(name, Kind::Counter, help);
    sample(value);
}

void Prometheus::counter(const QByteArray &name, const QByteArray &help, quint64 value)
{
    begin(name, Kind::Counter, help);
    sample(value);
}

void Prometheus::gauge(const QByteArray &name, const QByteArray &help, double value)
{
    begin(name, Kind::Gauge, help);
    sample(value);
}

void Prometheus::gauge(const QByteArray &name, const QByteArray &help, quint64 value)
{
    begin(name, Kind::Gauge, help);
    sample(value);
}

void Prometheus::histogram(const QByteArray &name, const QByteArray &help, std::span<const quint64> bounds,
                           std::span<const quint64> counts, quint64 sum, double unit)
{
    Q_ASSERT(counts.size() == bounds.size() + 1);
    begin(name, Kind::Histogram, help);
    quint64 below = 0;
    for (size_t i = 0; i < bounds.size(); ++i) {
        below += counts[i];
        line(name + "_bucket", {{"le", number(static_cast<double>(bounds[i]) / unit)}}, QByteArray::number(below));
    }
    below += counts.back();
    line(name + "_bucket", {{"le", "+Inf"}}, QByteArray::number(below));
    line(name + "_sum", {}, number(static_cast<double>(sum) / unit));
    line(name + "_count", {}, QByteArray::number(below));
}

void Prometheus::line(const QByteArray &name, const Labels &labels, const QByteArray &value)
{
    m_text += name;
    for (qsizetype i = 0; i < labels.size(); ++i)
        m_text += (i == 0 ? '{' : ',') + labels[i].first + "=\"" + escapedLabel(labels[i].second) + '"';
    if (!labels.isEmpty())
        m_text += '}';
    m_text += ' ' + value + '\n';
}

} // namespace foyer
