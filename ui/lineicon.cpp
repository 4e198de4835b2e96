// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lineicon.h"

#include "ui/tokens.h"
#include "ui/uiresources.h"

#include <QFile>
#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPalette>
#include <QPixmapCache>
#include <QSvgRenderer>

using namespace Qt::StringLiterals;

namespace foyer {

namespace {

QColor colorOf(IconTone tone, QIcon::Mode mode)
{
    const Tokens &t = tokensOf(QGuiApplication::palette());
    if (mode == QIcon::Disabled)
        return mixed(t.surface, t.muted, 0.6);
    switch (tone) {
    case IconTone::Text:
        return t.text;
    case IconTone::Muted:
        return t.muted;
    case IconTone::Accent:
        return t.accent;
    case IconTone::OnAccent:
        return t.onAccent;
    case IconTone::Warn:
        return t.warn;
    case IconTone::Danger:
        return t.danger;
    }
    return t.text;
}

class LineIconEngine final : public QIconEngine
{
public:
    LineIconEngine(QString name, IconTone tone)
        : m_name(std::move(name))
        , m_tone(tone)
    {
    }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        QFile file(":/icons/"_L1 + m_name + ".svg"_L1);
        if (!file.open(QIODevice::ReadOnly))
            return;
        QByteArray svg = file.readAll();
        svg.replace("currentColor", colorOf(m_tone, mode).name().toLatin1());
        QSvgRenderer renderer(svg);
        const int side = std::min(rect.width(), rect.height());
        QRect square(0, 0, side, side);
        square.moveCenter(rect.center());
        renderer.render(painter, square);
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        return scaledPixmap(size, mode, state, 1.0);
    }

    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State state, qreal) override
    {
        // `size` is in device pixels already.
        const QString key = u"foyer-icon/%1/%2/%3x%4"_s.arg(m_name, colorOf(m_tone, mode).name())
                                .arg(size.width())
                                .arg(size.height());
        QPixmap result;
        if (QPixmapCache::find(key, &result))
            return result;
        result = QPixmap(size);
        result.fill(Qt::transparent);
        QPainter painter(&result);
        painter.setRenderHint(QPainter::Antialiasing);
        paint(&painter, QRect(QPoint(), size), mode, state);
        painter.end();
        QPixmapCache::insert(key, result);
        return result;
    }

    QIconEngine *clone() const override { return new LineIconEngine(m_name, m_tone); }

private:
    QString m_name;
    IconTone m_tone;
};

} // namespace

QIcon lineIcon(const QString &name, IconTone tone)
{
    initUiResources();
    return QIcon(new LineIconEngine(name, tone));
}

QIcon foyerIcon()
{
    initUiResources();
    return QIcon(u":/icons/foyer.svg"_s);
}

} // namespace foyer
