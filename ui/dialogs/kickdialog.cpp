// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/kickdialog.h"

#include "ui/views/plainlabel.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace foyer {

QString coolingOffText(int seconds)
{
    if (seconds == 0)
        return KickDialog::tr("May come back at once");
    if (seconds % 3600 == 0)
        return KickDialog::tr("%n hour(s)", nullptr, seconds / 3600);
    if (seconds % 60 == 0)
        return KickDialog::tr("%n minute(s)", nullptr, seconds / 60);
    return KickDialog::tr("%n second(s)", nullptr, seconds);
}

KickDialog::KickDialog(const Member &member, int coolingOffSeconds, QWidget *parent)
    : QDialog(parent)
    , m_user(member.user)
    , m_reason(new QLineEdit)
    , m_coolingOff(new QComboBox)
{
    setObjectName(u"kick"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Ask somebody to leave"));

    auto *title = new PlainLabel(u"title"_s, tr("Ask %1 to leave").arg(member.name));
    title->setWordWrap(true);
    m_reason->setObjectName(u"reason"_s);
    m_reason->setMaxLength(200);
    m_reason->setPlaceholderText(tr("They will read it; may be left empty"));
    m_reason->setMinimumWidth(320);
    m_coolingOff->setObjectName(u"coolingOff"_s);
    QList<int> choices{0, 60, 600, 3600, 86400};
    if (!choices.contains(coolingOffSeconds))
        choices.append(coolingOffSeconds);
    std::sort(choices.begin(), choices.end());
    for (const int seconds : choices)
        m_coolingOff->addItem(coolingOffText(seconds), seconds);
    m_coolingOff->setCurrentIndex(int(choices.indexOf(coolingOffSeconds)));

    auto *form = new QFormLayout;
    form->setHorizontalSpacing(12);
    form->setVerticalSpacing(10);
    form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    form->addRow(tr("Reason"), m_reason);
    form->addRow(tr("Stays out for"), m_coolingOff);
    auto *hint = new PlainLabel(u"meta"_s);
    hint->setObjectName(u"hint"_s);
    hint->setWordWrap(true);
    const auto follow = [this, hint] {
        hint->setText(m_coolingOff->currentData().toInt() == 0
                          ? tr("Nobody has to wait: they may come back as soon as they like.")
                          : tr("Newcomers from the same address wait as long too, unless you let them in before."));
    };
    connect(m_coolingOff, &QComboBox::currentIndexChanged, hint, follow);
    follow();

    auto *buttons = new QDialogButtonBox;
    QPushButton *cancel = buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole);
    QPushButton *kick = buttons->addButton(tr("Ask to leave"), QDialogButtonBox::AcceptRole);
    kick->setObjectName(u"confirmKick"_s);
    kick->setProperty("look", u"danger"_s);
    kick->setDefault(true);
    cancel->setAutoDefault(false);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 20, 24, 20);
    layout->setSpacing(12);
    layout->addWidget(title);
    layout->addLayout(form);
    layout->addWidget(hint);
    layout->addSpacing(4);
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &KickDialog::decide);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

void KickDialog::decide()
{
    Q_EMIT decided({m_user, m_reason->text().trimmed(), quint32(m_coolingOff->currentData().toUInt())});
    accept();
}

} // namespace foyer
