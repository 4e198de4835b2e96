// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/joindialog.h"

#include "ui/client/roomaddress.h"
#include "ui/views/plainlabel.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace foyer {

JoinDialog::JoinDialog(const QString &name, QWidget *parent)
    : QDialog(parent)
    , m_address(new QLineEdit)
    , m_name(new QLineEdit(name))
    , m_complaint(new PlainLabel(u"warn"_s))
{
    setObjectName(u"joinElsewhere"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Join another room"));
    m_address->setObjectName(u"address"_s);
    m_address->setPlaceholderText(u"192.168.1.20:8000"_s);
    m_address->setMinimumWidth(320);
    m_name->setObjectName(u"name"_s);
    m_name->setMaxLength(64);
    m_complaint->setObjectName(u"complaint"_s);
    m_complaint->setWordWrap(true);
    m_complaint->hide();

    auto *form = new QFormLayout;
    form->setHorizontalSpacing(12);
    form->setVerticalSpacing(10);
    form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    form->addRow(tr("Address"), m_address);
    form->addRow(tr("Your name"), m_name);
    auto *buttons = new QDialogButtonBox;
    QPushButton *join = buttons->addButton(tr("Join"), QDialogButtonBox::AcceptRole);
    buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole)->setAutoDefault(false);
    join->setObjectName(u"join"_s);
    join->setProperty("look", u"primary"_s);
    join->setDefault(true);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 20, 24, 20);
    layout->setSpacing(12);
    layout->addWidget(new PlainLabel(u"title"_s, tr("Join another room")));
    layout->addLayout(form);
    layout->addWidget(m_complaint);
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &JoinDialog::decide);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

void JoinDialog::decide()
{
    const std::optional<QUrl> room = roomUrl(m_address->text());
    const QString name = m_name->text().trimmed();
    if (room && !name.isEmpty()) {
        Q_EMIT decided(*room, name);
        accept();
        return;
    }
    m_complaint->setText(!room ? tr("That is not an address. It looks like 192.168.1.20:8000.")
                               : tr("Say how you are called."));
    m_complaint->show();
    (!room ? m_address : m_name)->setFocus();
}

} // namespace foyer
