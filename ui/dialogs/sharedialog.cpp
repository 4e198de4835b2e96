// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/sharedialog.h"

#include "ui/plainwords.h"
#include "ui/screenroom.h"
#include "ui/theme.h"
#include "ui/views/plainlabel.h"
#include "ui/views/qrcodeview.h"

#include <QEvent>
#include <QPushButton>
#include <QShortcut>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace foyer {

ShareDialog::ShareDialog(const QString &roomName, const QString &url, QWidget *parent)
    : QDialog(parent)
    , m_code(new QrCodeView)
    , m_address(new PlainLabel(u"shout"_s))
    , m_hint(new PlainLabel(u"muted"_s))
    , m_full(new QPushButton)
    , m_close(new QPushButton)
{
    setObjectName(u"shareDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowFlag(Qt::WindowMaximizeButtonHint);
    setWindowTitle(plainTitle(roomName));
    resize(withinScreen({900, 700}, *this));

    auto *room = new PlainLabel(u"hero"_s, roomName);
    room->setAlignment(Qt::AlignCenter);
    room->setWordWrap(true);
    m_code->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    m_address->setObjectName(u"sharedAddress"_s);
    m_address->setAlignment(Qt::AlignCenter);
    m_address->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_hint->setObjectName(u"shareHint"_s);
    m_hint->setAlignment(Qt::AlignCenter);
    m_hint->setWordWrap(true);
    m_full->setAutoDefault(false);

    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(m_full);
    buttons->addWidget(m_close);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(32, 24, 32, 16);
    layout->setSpacing(12);
    layout->addWidget(room);
    layout->addWidget(m_code, 1);
    layout->addWidget(m_address);
    layout->addWidget(m_hint);
    layout->addLayout(buttons);

    const auto toggle = [this] { isFullScreen() ? showNormal() : showFullScreen(); };
    connect(m_close, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_full, &QPushButton::clicked, this, toggle);
    auto *key = new QShortcut(QKeySequence(QKeySequence::FullScreen), this);
    connect(key, &QShortcut::activated, this, toggle);
    setUrl(url);
}

void ShareDialog::setUrl(const QString &url)
{
    m_code->setText(url);
    m_address->setText(url);
    retranslate();
}

void ShareDialog::retranslate()
{
    const QString url = m_code->text();
    m_code->setAccessibleName(url.isEmpty() ? QString() : tr("QR code of %1").arg(url));
    m_hint->setText(
        url.isEmpty()
            ? tr("There is no network just now. The address is shown again as soon as there is one.")
            : tr("Scan the code with your phone's camera, or type the address into a browser on this network."));
    m_full->setText(tr("Full screen"));
    m_close->setText(tr("Close"));
}

void ShareDialog::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QDialog::changeEvent(event);
}

} // namespace foyer
