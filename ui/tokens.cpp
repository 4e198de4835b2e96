// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tokens.h"

#include <QPalette>

#include <algorithm>
#include <cmath>

namespace foyer {

namespace {

QColor rgb(quint32 value)
{
    return QColor::fromRgb(QRgb(0xff000000U | value));
}

/// WCAG 2 relative luminance.
double luminance(const QColor &color)
{
    const auto linear = [](double c) { return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
    return 0.2126 * linear(double(color.redF())) + 0.7152 * linear(double(color.greenF()))
        + 0.0722 * linear(double(color.blueF()));
}

} // namespace

const Tokens &lightTokens()
{
    static const Tokens tokens{
        .dark = false,
        .ground = rgb(0xFAF9F7),
        .surface = rgb(0xFFFFFF),
        .line = rgb(0xDDD8D0),
        .edge = rgb(0x8A8379),
        .text = rgb(0x1F1D1A),
        .muted = rgb(0x655F57),
        .accent = rgb(0x0B6B63),
        .onAccent = rgb(0xFFFFFF),
        .accentSoft = rgb(0xDDF0ED),
        .ok = rgb(0x17693A),
        .warn = rgb(0x8F4A00),
        .danger = rgb(0xB3261E),
        .names = {rgb(0xA0352B), rgb(0x8A4B00), rgb(0x5C6200), rgb(0x17693A), rgb(0x00656E), rgb(0x1F5FA8),
                  rgb(0x6445B3), rgb(0x9A2D7A)},
    };
    return tokens;
}

const Tokens &darkTokens()
{
    static const Tokens tokens{
        .dark = true,
        .ground = rgb(0x181715),
        .surface = rgb(0x22201D),
        .line = rgb(0x3D3933),
        .edge = rgb(0x857D72),
        .text = rgb(0xEEEBE5),
        .muted = rgb(0xABA49A),
        .accent = rgb(0x6CCFC4),
        .onAccent = rgb(0x10201E),
        .accentSoft = rgb(0x16403C),
        .ok = rgb(0x7BD99A),
        .warn = rgb(0xF5B955),
        .danger = rgb(0xFF8A80),
        .names = {rgb(0xFF9C8F), rgb(0xF2B366), rgb(0xCFCB63), rgb(0x86D69B), rgb(0x6FD0DA), rgb(0x8FBDF7),
                  rgb(0xBBA6F5), rgb(0xF099D3)},
    };
    return tokens;
}

const Tokens &tokensOf(const QPalette &palette)
{
    return palette.color(QPalette::Active, QPalette::Window).lightness() < 128 ? darkTokens() : lightTokens();
}

QPalette paletteOf(const Tokens &t)
{
    QPalette palette;
    palette.setColor(QPalette::Window, t.ground);
    palette.setColor(QPalette::WindowText, t.text);
    palette.setColor(QPalette::Base, t.surface);
    palette.setColor(QPalette::AlternateBase, t.ground);
    palette.setColor(QPalette::Text, t.text);
    palette.setColor(QPalette::PlaceholderText, t.muted);
    palette.setColor(QPalette::Button, t.surface);
    palette.setColor(QPalette::ButtonText, t.text);
    palette.setColor(QPalette::BrightText, t.danger);
    palette.setColor(QPalette::ToolTipBase, t.surface);
    palette.setColor(QPalette::ToolTipText, t.text);
    palette.setColor(QPalette::Highlight, t.accentSoft);
    palette.setColor(QPalette::HighlightedText, t.text);
    palette.setColor(QPalette::Link, t.accent);
    palette.setColor(QPalette::LinkVisited, t.accent);
    palette.setColor(QPalette::Light, mixed(t.surface, QColor(Qt::white), 0.1));
    palette.setColor(QPalette::Midlight, t.line);
    palette.setColor(QPalette::Mid, t.line);
    palette.setColor(QPalette::Dark, t.edge);
    palette.setColor(QPalette::Shadow, QColor(Qt::black));
    const QColor faded = mixed(t.surface, t.muted, 0.75);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, faded);
    return palette;
}

QColor nameColor(const Tokens &tokens, UserId user)
{
    // Multiplying by 2^32 / golden ratio sends neighbouring numbers to distant places of the wheel.
    // The page reckons the same way, so that everybody has one colour everywhere.
    const quint32 spread = quint32(user.value) * 0x9e3779b1U;
    return tokens.names[spread >> 29];
}

QColor mixed(const QColor &under, const QColor &over, double share)
{
    const auto blend = [share](float a, float b) { return float(double(a) + (double(b) - double(a)) * share); };
    return QColor::fromRgbF(blend(under.redF(), over.redF()), blend(under.greenF(), over.greenF()),
                            blend(under.blueF(), over.blueF()));
}

double contrast(const QColor &one, const QColor &other)
{
    const double a = luminance(one);
    const double b = luminance(other);
    return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

} // namespace foyer
