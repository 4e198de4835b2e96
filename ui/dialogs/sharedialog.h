// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QPushButton;

namespace foyer {

class PlainLabel;
class QrCodeView;

/// The address and its QR code over the whole screen, to be read from the last row.
class ShareDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ShareDialog)

public:
    ShareDialog(const QString &roomName, const QString &url, QWidget *parent = nullptr);

    /// Empty: there is no way to the room just now.
    void setUrl(const QString &url);

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();

    QrCodeView *m_code;
    PlainLabel *m_address;
    PlainLabel *m_hint;
    QPushButton *m_full;
    QPushButton *m_close;
};

} // namespace foyer
