// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme.h"

#include "ui/tokens.h"
#include "ui/uiresources.h"

#include <QApplication>
#include <QEvent>
#include <QFile>
#include <QFontDatabase>
#include <QFontInfo>
#include <QPalette>
#include <QStyle>
#include <QStyleFactory>

#include <utility>

using namespace Qt::StringLiterals;

namespace foyer {

namespace {

/// The system's own family. Where it only says "Sans Serif" (no desktop has set one) that is no family of which
/// others could take the missing letters, so the best one installed stands in.
QString systemFamily(const QFont &font)
{
    if (QFontDatabase::hasFamily(font.family()))
        return font.family();
    for (const QString &family : {u"Inter"_s, u"Noto Sans"_s, u"Cantarell"_s, u"Ubuntu"_s, u"Liberation Sans"_s}) {
        if (QFontDatabase::hasFamily(family))
            return family;
    }
    return QFontInfo(font).family();
}

QString stylesheet(const Tokens &t)
{
    QFile file(u":/ui/foyer.qss"_s);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QString text = QString::fromUtf8(file.readAll());
    const std::pair<QLatin1String, QColor> colors[] = {
        {"@ground@"_L1, t.ground},
        {"@surface@"_L1, t.surface},
        {"@line@"_L1, t.line},
        {"@edge@"_L1, t.edge},
        {"@text@"_L1, t.text},
        {"@muted@"_L1, t.muted},
        {"@accent@"_L1, t.accent},
        {"@accent-strong@"_L1, mixed(t.accent, t.text, 0.22)},
        {"@on-accent@"_L1, t.onAccent},
        {"@accent-soft@"_L1, t.accentSoft},
        {"@hover@"_L1, mixed(t.surface, t.text, 0.06)},
        {"@pressed@"_L1, mixed(t.surface, t.text, 0.12)},
        {"@faded@"_L1, mixed(t.surface, t.muted, 0.75)},
        {"@thumb@"_L1, mixed(t.surface, t.muted, 0.45)},
        {"@warn-soft@"_L1, mixed(t.surface, t.warn, 0.12)},
        {"@warn@"_L1, t.warn},
        {"@danger-soft@"_L1, mixed(t.surface, t.danger, 0.12)},
        {"@danger@"_L1, t.danger},
        {"@ok@"_L1, t.ok},
    };
    for (const auto &[token, color] : colors)
        text.replace(token, color.name());
    text.replace("@scheme@"_L1, t.dark ? "dark"_L1 : "light"_L1);
    return text;
}

} // namespace

Theme::Theme(QApplication &application)
    : m_application(application)
{
    initUiResources();
    QApplication::setStyle(QStyleFactory::create(u"Fusion"_s));
    QFont font = QApplication::font();
    font.setFamilies({systemFamily(font), u"Noto Sans CJK SC"_s, u"Noto Color Emoji"_s});
    font.setPixelSize(14);
    QApplication::setFont(font);
    followSystem();
    m_application.installEventFilter(this);
}

Theme::~Theme()
{
    m_application.removeEventFilter(this);
    m_application.setStyleSheet({});
    QApplication::setPalette(QPalette());
}

void Theme::followSystem()
{
    // There is no QStyleHints::colorScheme() in Qt 6.4. With our own palette out of the way
    // QApplication::palette() is the system's, and its ground tells the scheme.
    m_changing = true;
    QApplication::setPalette(QPalette());
    const Tokens &tokens = tokensOf(QApplication::palette());
    m_changing = false;
    wear(tokens);
}

void Theme::wear(const Tokens &tokens)
{
    m_changing = true;
    QApplication::setPalette(paletteOf(tokens));
    if (m_worn != &tokens)
        m_application.setStyleSheet(stylesheet(tokens));
    m_worn = &tokens;
    m_changing = false;
}

bool Theme::eventFilter(QObject *watched, QEvent *event)
{
    // Windows are told of every palette later, of ours, too: what the application is told is the system's unless we do it.
    const bool system = watched == &m_application ? event->type() == QEvent::ApplicationPaletteChange || event->type() == QEvent::ThemeChange
                                                  : watched->isWindowType() && event->type() == QEvent::ThemeChange;
    if (system && !m_changing)
        QMetaObject::invokeMethod(this, &Theme::followSystem, Qt::QueuedConnection);
    return QObject::eventFilter(watched, event);
}

QFont tabular(QFont font)
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 7, 0)
    font.setFeature("tnum", 1);
#endif
    return font;
}

QFont sized(QFont font, int pixels, QFont::Weight weight)
{
    font.setPixelSize(pixels);
    font.setWeight(weight);
    return font;
}

} // namespace foyer
