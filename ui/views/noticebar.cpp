// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/noticebar.h"

#include "ui/lineicon.h"
#include "ui/plainwords.h"
#include "ui/views/plainlabel.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPushButton>
#include <QStyle>
#include <QToolButton>

#include <utility>

using namespace Qt::StringLiterals;

namespace foyer {

NoticeBar::NoticeBar(QWidget *parent)
    : QFrame(parent)
    , m_sign(new QLabel)
    , m_sentence(new PlainLabel(u"body"_s))
    , m_offer(new QPushButton)
    , m_dismiss(new QToolButton)
{
    setProperty("look", u"notice"_s);
    setObjectName(u"notice"_s);
    m_sentence->setObjectName(u"sentence"_s);
    m_sentence->setWordWrap(true);
    m_sentence->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_offer->setObjectName(u"offer"_s);
    m_offer->setProperty("look", u"primary"_s);
    m_dismiss->setIcon(lineIcon(u"close"_s, IconTone::Muted));
    m_dismiss->setObjectName(u"dismiss"_s);

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 6, 6, 6);
    layout->setSpacing(12);
    layout->addWidget(m_sign);
    layout->addWidget(m_sentence, 1);
    layout->addWidget(m_offer);
    layout->addWidget(m_dismiss);

    connect(m_offer, &QPushButton::clicked, this, [this] {
        const auto act = std::exchange(m_act, nullptr);
        clear();
        if (act)
            act();
    });
    connect(m_dismiss, &QToolButton::clicked, this, &NoticeBar::clear);
    clear();
    QEvent language(QEvent::LanguageChange);
    changeEvent(&language);
}

void NoticeBar::tell(const QString &sentence)
{
    tell(sentence, {}, nullptr);
}

void NoticeBar::tellGoodNews(const QString &sentence)
{
    tell(sentence);
    showSign(true);
}

void NoticeBar::showSign(bool isGood)
{
    if (m_isGood != isGood) {
        m_isGood = isGood;
        setProperty("look", isGood ? u"news"_s : u"notice"_s);
        style()->unpolish(this);
        style()->polish(this);
    }
    const QIcon icon = isGood ? lineIcon(u"info"_s, IconTone::Accent) : lineIcon(u"warning"_s, IconTone::Warn);
    m_sign->setPixmap(icon.pixmap(QSize(20, 20), devicePixelRatioF()));
}

void NoticeBar::tell(const QString &sentence, const QString &offer, std::function<void()> act)
{
    m_sentence->setText(sentence);
    m_sentence->setToolTip({});
    m_offer->setText(withoutMnemonic(offer));
    m_offer->setVisible(!offer.isEmpty());
    m_act = std::move(act);
    showSign(false);
    show();
}

void NoticeBar::clear()
{
    m_act = nullptr;
    m_sentence->clear();
    hide();
}

void NoticeBar::setDetail(const QString &detail)
{
    m_sentence->setToolTip(plainToolTip(detail));
}

QString NoticeBar::sentence() const
{
    return m_sentence->text();
}

void NoticeBar::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        m_dismiss->setAccessibleName(tr("Dismiss"));
    if (event->type() == QEvent::PaletteChange)
        showSign(m_isGood);
    QFrame::changeEvent(event);
}

} // namespace foyer
