// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QWidget>

namespace foyer {

/// A QR code, always dark on white with its quiet zone, so that a phone reads it in either scheme.
class QrCodeView final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(QrCodeView)

public:
    explicit QrCodeView(QWidget *parent = nullptr);

    void setText(const QString &text);
    [[nodiscard]] QString text() const { return m_text; }

    [[nodiscard]] QSize sizeHint() const override { return {176, 176}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {148, 148}; }

Q_SIGNALS:
    void clicked();

protected:
    void paintEvent(QPaintEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;

private:
    QString m_text;
    QImage m_modules; ///< one pixel per module, with the quiet zone; null when the text is too long
};

/// One pixel per module with a quiet zone of four; null when there is nothing to show.
[[nodiscard]] QImage qrModules(const QString &text);

} // namespace foyer
