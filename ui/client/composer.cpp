// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/client/composer.h"

#include "ui/lineicon.h"
#include "ui/views/plainlabel.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLocale>
#include <QPlainTextEdit>
#include <QPushButton>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace foyer {

namespace {

constexpr qint64 typingEveryMs = 3000;
constexpr int mostRows = 6;

} // namespace

Composer::Composer(QWidget *parent)
    : QWidget(parent)
    , m_edit(new QPlainTextEdit)
    , m_counter(new PlainLabel(u"meta"_s))
    , m_send(new QPushButton)
{
    m_edit->setObjectName(u"composer"_s);
    m_edit->setTabChangesFocus(true);
    m_edit->setVerticalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    m_edit->installEventFilter(this);
    m_counter->setObjectName(u"counter"_s);
    m_send->setObjectName(u"send"_s);
    m_send->setProperty("look", u"primary"_s);
    m_send->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Expanding);
    m_send->setIcon(lineIcon(u"send"_s, IconTone::OnAccent));

    auto *side = new QVBoxLayout;
    side->setContentsMargins(0, 0, 0, 0);
    side->setSpacing(2);
    side->addStretch(1);
    side->addWidget(m_counter, 0, Qt::AlignRight);
    side->addWidget(m_send, 1000); // all that it may have: as high as a field of one row
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_edit, 1, Qt::AlignBottom);
    layout->addLayout(side);

    connect(m_send, &QPushButton::clicked, this, &Composer::send);
    connect(m_edit, &QPlainTextEdit::textChanged, this, &Composer::follow);
    setFocusProxy(m_edit);
    retranslate();
    follow();
}

void Composer::setLimits(int codePoints, int bytes)
{
    if (codePoints > 0)
        m_codePoints = codePoints;
    if (bytes > 0)
        m_bytes = bytes;
    follow();
}

void Composer::setText(const QString &text)
{
    m_edit->setPlainText(text);
    m_edit->moveCursor(QTextCursor::End);
}

QString Composer::text() const
{
    return m_edit->toPlainText();
}

void Composer::setWritable(bool writable)
{
    m_writable = writable;
    m_edit->setEnabled(writable);
    follow();
}

void Composer::send()
{
    if (!m_send->isEnabled())
        return;
    const QString said = text();
    m_edit->clear();
    m_told.invalidate();
    Q_EMIT sendWanted(said);
}

void Composer::follow()
{
    const QString now = text();
    const auto codePoints = int(now.toUcs4().size());
    const auto bytes = int(now.toUtf8().size());
    const bool fits = codePoints <= m_codePoints && bytes <= m_bytes;
    const double filled = std::max(double(codePoints) / m_codePoints, double(bytes) / m_bytes);
    m_send->setEnabled(m_writable && fits && !now.trimmed().isEmpty());
    // Emoji and Chinese may meet the limit in bytes before that in characters; said in characters all the same.
    const int left = std::min(m_codePoints - codePoints, (m_bytes - bytes) / (bytes > codePoints * 2 ? 4 : 1));
    m_counter->setText(filled < 0.9 ? QString() : QLocale().toString(left));
    m_counter->setVisible(!m_counter->text().isEmpty());
    m_counter->setLook(fits ? u"meta"_s : u"danger"_s);
    m_counter->setAccessibleName(tr("Characters left"));

    const int rows = std::clamp(int(m_edit->document()->size().height()), 1, mostRows);
    constexpr int around = 20;
    m_edit->setFixedHeight(rows * m_edit->fontMetrics().lineSpacing() + around);
    m_send->setMaximumHeight(m_edit->fontMetrics().lineSpacing() + around);

    if (!now.isEmpty() && m_writable && (!m_told.isValid() || m_told.elapsed() >= typingEveryMs)) {
        m_told.start();
        Q_EMIT typing();
    }
}

bool Composer::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_edit && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const bool enter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
        if (enter && !key->modifiers().testFlag(Qt::ShiftModifier)) {
            send();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void Composer::retranslate()
{
    m_edit->setPlaceholderText(tr("Write a message…"));
    m_edit->setAccessibleName(tr("Message"));
    m_send->setText(tr("Send"));
    m_send->setToolTip(tr("Enter sends, Shift+Enter breaks the line"));
}

void Composer::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace foyer
