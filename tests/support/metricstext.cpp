// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/metricstext.h"

#include <QRegularExpression>

#include <algorithm>
#include <cmath>
#include <limits>

using namespace Qt::StringLiterals;

namespace foyer {

namespace {

bool isName(const QByteArray &text)
{
    static const QRegularExpression name(u"\\A[a-zA-Z_:][a-zA-Z0-9_:]*\\z"_s);
    return name.match(QString::fromLatin1(text)).hasMatch();
}

std::optional<double> numberIn(const QByteArray &text)
{
    if (text == "+Inf")
        return std::numeric_limits<double>::infinity();
    bool ok = false;
    const double value = text.toDouble(&ok);
    return ok ? std::optional(value) : std::nullopt;
}

/// Without the escapes; nothing when there is one that the format does not know.
std::optional<QByteArray> unescaped(const QByteArray &text, bool quotes)
{
    QByteArray plain;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] != '\\') {
            plain += text[i];
            continue;
        }
        const char next = ++i < text.size() ? text[i] : '\0';
        if (next == 'n')
            plain += '\n';
        else if (next == '\\' || (quotes && next == '"'))
            plain += next;
        else
            return std::nullopt;
    }
    return plain;
}

/// The family that a sample of this name belongs to, if it is a histogram.
QByteArray withoutSuffix(const QByteArray &name)
{
    for (const QByteArray &suffix : {"_bucket"_ba, "_sum"_ba, "_count"_ba}) {
        if (name.endsWith(suffix))
            return name.chopped(suffix.size());
    }
    return name;
}

} // namespace

MetricsText::MetricsText(const QByteArray &text)
{
    if (!text.endsWith('\n'))
        m_complaint = "the last line does not end";
    const QList<QByteArray> lines = text.chopped(1).split('\n');
    for (const QByteArray &line : lines) {
        if (m_complaint.isEmpty() && !(line.startsWith('#') ? readComment(line) : readSample(line)))
            m_complaint = "line: " + line;
    }
    for (auto it = m_families.cbegin(); it != m_families.cend() && m_complaint.isEmpty(); ++it) {
        if (it->help.isEmpty() || it->type.isEmpty() || (it->type == "counter") != it.key().endsWith("_total"))
            m_complaint = "family " + it.key();
        if (it->type == "histogram")
            checkHistogram(it.key());
    }
}

bool MetricsText::readComment(const QByteArray &line)
{
    const QByteArray word = line.mid(2, 5);
    const qsizetype space = line.indexOf(' ', 7);
    if ((word != "HELP " && word != "TYPE ") || space < 0 || line[1] != ' ')
        return false;
    const QByteArray name = line.mid(7, space - 7);
    const auto rest = unescaped(line.mid(space + 1), false);
    if (!isName(name) || !rest || rest->isEmpty())
        return false;
    if (word == "HELP ") {
        m_current = name;
        return !m_families.contains(name) && (m_families[name].help = *rest, true);
    }
    Family &family = m_families[name];
    const bool isFirst = family.type.isEmpty() && name == m_current;
    family.type = *rest;
    return isFirst && QList<QByteArray>{"counter", "gauge", "histogram"}.contains(*rest);
}

bool MetricsText::readSample(const QByteArray &line)
{
    static const QRegularExpression form(u"\\A([^{ ]+)(?:\\{(.+)\\})? ([^ ]+)\\z"_s);
    static const QRegularExpression labelForm(u"([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\]|\\\\.)*)\"(,|\\z)"_s);
    const auto match = form.match(QString::fromUtf8(line));
    Sample sample;
    sample.name = match.captured(1).toUtf8();
    const auto number = numberIn(match.captured(3).toUtf8());
    if (!match.hasMatch() || !isName(sample.name) || !number)
        return false;
    sample.value = *number;
    qsizetype at = 0;
    const QString labels = match.captured(2);
    while (at < labels.size()) {
        const auto label = labelForm.match(labels, at, QRegularExpression::NormalMatch,
                                           QRegularExpression::AnchorAtOffsetMatchOption);
        const auto text = unescaped(label.captured(2).toUtf8(), true);
        if (!label.hasMatch() || !text || sample.labels.contains(label.captured(1).toUtf8()))
            return false;
        sample.labels.insert(label.captured(1).toUtf8(), *text);
        at = label.capturedEnd();
    }
    const QByteArray family = typeOf(m_current) == "histogram" ? withoutSuffix(sample.name) : sample.name;
    const bool isNew = std::none_of(m_samples.begin(), m_samples.end(), [&sample](const Sample &other) {
        return other.name == sample.name && other.labels == sample.labels;
    });
    m_samples.append(sample);
    return isNew && family == m_current && !typeOf(m_current).isEmpty()
           && (typeOf(m_current) == "gauge" || sample.value >= 0);
}

void MetricsText::checkHistogram(const QByteArray &family)
{
    double lastBound = -1;
    double lastCount = 0;
    for (const Sample &sample : std::as_const(m_samples)) {
        if (sample.name != family + "_bucket")
            continue;
        const auto bound = numberIn(sample.labels.value("le"));
        if (!bound || *bound <= lastBound || sample.value < lastCount)
            m_complaint = "buckets of " + family;
        lastBound = bound.value_or(0);
        lastCount = sample.value;
    }
    if (!std::isinf(lastBound) || value(family + "_count") != lastCount || value(family + "_sum") < 0)
        m_complaint = "sum and count of " + family;
}

double MetricsText::value(const QByteArray &name, const Labels &labels) const
{
    for (const Sample &sample : m_samples) {
        if (sample.name == name && sample.labels == labels)
            return sample.value;
    }
    return -1;
}

} // namespace foyer
