// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/addresspanel.h"

#include "ui/lineicon.h"
#include "ui/plainwords.h"
#include "ui/theme.h"
#include "ui/views/plainlabel.h"
#include "ui/views/qrcodeview.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPushButton>
#include <QToolButton>

#include <algorithm>
#include <initializer_list>

using namespace Qt::StringLiterals;

namespace foyer {

AddressPanel::AddressPanel(QWidget *parent)
    : QFrame(parent)
    , m_title(new PlainLabel(u"section"_s))
    , m_address(new PlainLabel(u"address"_s))
    , m_kind(new PlainLabel(u"meta"_s))
    , m_nobody(new PlainLabel(u"title"_s))
    , m_remedy(new PlainLabel(u"body"_s))
    , m_hereOnly(new PlainLabel(u"meta"_s))
    , m_code(new QrCodeView)
    , m_copy(new QPushButton)
    , m_share(new QPushButton)
    , m_othersTitle(new PlainLabel(u"meta"_s))
    , m_others(new QWidget)
    , m_othersLayout(new QVBoxLayout(m_others))
{
    setProperty("look", u"card"_s);
    m_address->setObjectName(u"address"_s);
    m_address->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_address->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    m_kind->setWordWrap(true);
    m_nobody->setObjectName(u"nobody"_s);
    m_nobody->setWordWrap(true);
    m_remedy->setObjectName(u"remedy"_s);
    m_remedy->setWordWrap(true);
    m_hereOnly->setObjectName(u"hereOnly"_s);
    m_hereOnly->setWordWrap(true);
    m_hereOnly->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_code->setObjectName(u"code"_s);
    m_code->setCursor(Qt::PointingHandCursor);
    m_copy->setObjectName(u"copy"_s);
    m_copy->setIcon(lineIcon(u"copy"_s));
    m_share->setObjectName(u"share"_s);
    m_share->setIcon(lineIcon(u"expand"_s));
    m_othersLayout->setContentsMargins(0, 0, 0, 0);
    m_othersLayout->setSpacing(0);
    m_others->setObjectName(u"others"_s);

    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(m_copy, 1);
    buttons->addWidget(m_share, 1);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(14, 12, 14, 12);
    layout->setSpacing(6);
    layout->addWidget(m_title);
    layout->addWidget(m_address);
    layout->addWidget(m_kind);
    layout->addWidget(m_nobody);
    layout->addWidget(m_remedy);
    layout->addWidget(m_hereOnly);
    layout->addLayout(buttons);
    layout->addWidget(m_code);
    layout->addWidget(m_othersTitle);
    layout->addWidget(m_others);

    connect(m_copy, &QPushButton::clicked, this, [this] { copy(chosenUrl()); });
    connect(m_share, &QPushButton::clicked, this, [this] { Q_EMIT shareWanted(chosenUrl()); });
    connect(m_code, &QrCodeView::clicked, this, [this] { Q_EMIT shareWanted(chosenUrl()); });
    retranslate();
}

void AddressPanel::follow(const ServerStatus &status)
{
    if (status.addresses == m_status.addresses && status.port == m_status.port
        && status.boundAddress == m_status.boundAddress)
        return;
    const auto before = m_status.addresses.value(m_chosen);
    m_status = status;
    const auto same = std::find_if(status.addresses.cbegin(), status.addresses.cend(),
                                   [&before](const LanAddress &one) { return one.host == before.host; });
    const bool isThere = same != status.addresses.cend();
    // This computer alone reaches the loopback: whoever did not ask for it is shown the network as soon as there is one.
    m_byHand = m_byHand && isThere;
    const bool stays = isThere && (m_byHand || same->kind != LanAddress::Kind::Loopback);
    m_chosen = stays ? int(same - status.addresses.cbegin()) : 0;
    showChosen();
    Q_EMIT chosenChanged();
}

QString AddressPanel::chosenUrl() const
{
    return m_chosen < m_status.addresses.size() ? m_status.addresses.at(m_chosen).url(m_status.port) : QString();
}

void AddressPanel::choose(int index)
{
    if (index < 0 || index >= m_status.addresses.size())
        return;
    m_chosen = index;
    m_byHand = true;
    showChosen();
    Q_EMIT chosenChanged();
}

void AddressPanel::copy(const QString &url)
{
    QGuiApplication::clipboard()->setText(url);
    Q_EMIT copied(url);
}

void AddressPanel::showChosen()
{
    const QString url = chosenUrl();
    m_address->setText(url);
    fitAddress();
    const bool isReachable = m_status.isReachable();
    m_kind->setText(isReachable ? kindOf(m_status.addresses.at(m_chosen)) : QString());
    m_code->setText(url);
    m_code->setAccessibleName(tr("QR code of %1").arg(url));
    // Nobody else can use what leads to this computer alone.
    for (QWidget *part : std::initializer_list<QWidget *>{m_title, m_address, m_kind, m_copy, m_share, m_code, m_others})
        part->setVisible(isReachable);
    for (QWidget *part : {m_nobody, m_remedy, m_hereOnly})
        part->setVisible(!isReachable);
    sayWhyNobodyComes();
    listOthers();
}

void AddressPanel::sayWhyNobodyComes()
{
    if (m_status.boundAddress.isEmpty()) {
        m_nobody->setText(tr("Nobody else can come in yet"));
        m_remedy->setText(tr("This computer is not connected to a network. Connect it to the Wi-Fi or plug in a cable: the address to "
                             "join at then appears here by itself."));
    } else {
        m_nobody->setText(tr("Nobody can come in just now"));
        m_remedy->setText(tr("The room was opened on %1, and this computer no longer has that address. The room goes on by itself when "
                             "the address is back; or open it anew on every address, under Settings.")
                              .arg(m_status.boundAddress));
    }
    const QString url = chosenUrl();
    m_hereOnly->setText(url.isEmpty() ? QString() : tr("On this computer itself:\n%1").arg(url));
}

void AddressPanel::fitAddress()
{
    // An address is read out and typed: it stays in one line, as large as there is room for.
    constexpr int largest = 20;
    constexpr int smallest = 10;
    const QMargins margins = layout()->contentsMargins();
    const int room = width() - margins.left() - margins.right() - 4;
    int pixels = largest;
    while (pixels > smallest
           && QFontMetrics(sized(font(), pixels, QFont::DemiBold)).horizontalAdvance(m_address->text()) > room)
        --pixels;
    m_address->setFont(sized(font(), pixels, QFont::DemiBold));
}

void AddressPanel::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    fitAddress();
    const QMargins margins = layout()->contentsMargins();
    // The height alone: a fixed width would keep the panel from becoming narrower again.
    m_code->setFixedHeight(std::clamp(width() - margins.left() - margins.right(), 148, 240));
}

void AddressPanel::listOthers()
{
    while (QLayoutItem *item = m_othersLayout->takeAt(0)) {
        // The click that chose an address comes from one of these buttons.
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    int listed = 0;
    for (int i = 0; i < int(m_status.addresses.size()); ++i) {
        const LanAddress &address = m_status.addresses.at(i);
        const bool isOfUse = !m_status.boundAddress.isEmpty() || address.kind != LanAddress::Kind::Loopback;
        if (i == m_chosen || !isOfUse)
            continue;
        ++listed;
        auto *row = new QWidget;
        auto *choose = new QPushButton(withoutMnemonic(address.host));
        choose->setProperty("look", u"link"_s);
        choose->setToolTip(plainToolTip(kindOf(address)));
        auto *copyOne = new QToolButton;
        copyOne->setIcon(lineIcon(u"copy"_s, IconTone::Muted));
        copyOne->setAccessibleName(tr("Copy %1").arg(address.url(m_status.port)));
        copyOne->setToolTip(tr("Copy"));
        auto *layout = new QHBoxLayout(row);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->setSpacing(4);
        layout->addWidget(choose, 1);
        layout->addWidget(copyOne);
        m_othersLayout->addWidget(row);
        connect(choose, &QPushButton::clicked, this, [this, i] { this->choose(i); });
        connect(copyOne, &QToolButton::clicked, this, [this, url = address.url(m_status.port)] { copy(url); });
    }
    m_othersTitle->setVisible(listed > 0 && m_status.isReachable());
}

void AddressPanel::retranslate()
{
    m_title->setText(tr("JOIN AT"));
    m_copy->setText(tr("Copy"));
    m_share->setText(tr("Show large"));
    m_share->setToolTip(tr("Shows the address and its QR code so large that the whole room can read it"));
    m_othersTitle->setText(tr("Also reachable at"));
    showChosen();
}

void AddressPanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QFrame::changeEvent(event);
}

QString AddressPanel::kindOf(const LanAddress &address)
{
    const auto with = [&address](const QString &kind) {
        return address.interfaceName.isEmpty() ? kind : tr("%1 (%2)").arg(kind, address.interfaceName);
    };
    switch (address.kind) {
    case LanAddress::Kind::Wired:
        return with(tr("Wired network"));
    case LanAddress::Kind::Wifi:
        return with(tr("Wi-Fi"));
    case LanAddress::Kind::Other:
        return with(tr("Network"));
    case LanAddress::Kind::Virtual:
        return with(tr("Virtual network"));
    case LanAddress::Kind::HostName:
        return tr("This computer's name");
    case LanAddress::Kind::Loopback:
        return tr("On this computer only");
    }
    return {};
}

} // namespace foyer
