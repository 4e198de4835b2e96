// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/qrcodeview.h"

#include <QMouseEvent>
#include <QPainter>

#include <qrcodegen.hpp>

#include <algorithm>

namespace foyer {

namespace {

constexpr int quiet = 4; // modules, ISO/IEC 18004

} // namespace

QImage qrModules(const QString &text)
{
    if (text.isEmpty())
        return {};
    try {
        const auto code = qrcodegen::QrCode::encodeText(text.toUtf8().constData(), qrcodegen::QrCode::Ecc::MEDIUM);
        const int side = code.getSize() + 2 * quiet;
        QImage image(side, side, QImage::Format_Grayscale8);
        image.fill(255);
        for (int y = 0; y < code.getSize(); ++y) {
            for (int x = 0; x < code.getSize(); ++x) {
                if (code.getModule(x, y))
                    image.setPixel(x + quiet, y + quiet, qRgb(0, 0, 0));
            }
        }
        return image;
    } catch (const qrcodegen::data_too_long &) {
        return {};
    }
}

QrCodeView::QrCodeView(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
}

void QrCodeView::setText(const QString &text)
{
    if (text == m_text)
        return;
    m_text = text;
    m_modules = qrModules(text);
    update();
}

void QrCodeView::paintEvent(QPaintEvent *)
{
    if (m_modules.isNull())
        return;
    // Whole device pixels per module: blurred edges cost distance.
    QPainter painter(this);
    const qreal ratio = devicePixelRatioF();
    const int available = int(std::min(width(), height()) * ratio);
    const int step = std::max(1, available / m_modules.width());
    const qreal side = step * m_modules.width() / ratio;
    const QRectF target((width() - side) / 2, (height() - side) / 2, side, side);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(Qt::white);
    painter.drawRoundedRect(target, 8, 8);
    painter.setRenderHint(QPainter::Antialiasing, false);
    const QRect inner = m_modules.rect().adjusted(quiet, quiet, -quiet, -quiet);
    const qreal margin = quiet * step / ratio;
    painter.drawImage(target.adjusted(margin, margin, -margin, -margin), m_modules, inner);
}

void QrCodeView::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton && rect().contains(event->pos()))
        Q_EMIT clicked();
    QWidget::mouseReleaseEvent(event);
}

} // namespace foyer
