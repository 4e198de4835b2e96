// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/aboutdialog.h"

#include "ui/lineicon.h"
#include "ui/views/plainlabel.h"

#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace foyer {

AboutDialog::AboutDialog(QWidget *parent)
    : QDialog(parent)
{
    setObjectName(u"about"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("About Foyer"));
    auto *sign = new QLabel;
    sign->setPixmap(foyerIcon().pixmap(QSize(72, 72), devicePixelRatioF()));
    auto *what = new PlainLabel(u"body"_s, tr("A chat room for everyone on the local network. "
                                              "People come in with a browser; nothing leaves the network."));
    what->setWordWrap(true);
    what->setMinimumWidth(300);
    auto *licence = new PlainLabel(u"meta"_s, tr("Free software under the GNU General Public License, "
                                                 "version 3 or later. Built with Qt %1.")
                                                  .arg(QLatin1String(qVersion())));
    licence->setWordWrap(true);

    auto *words = new QVBoxLayout;
    words->setSpacing(8);
    words->addWidget(new PlainLabel(u"title"_s, u"Foyer "_s + QLatin1String(FOYER_VERSION)));
    words->addWidget(what);
    words->addWidget(licence);
    auto *top = new QHBoxLayout;
    top->setSpacing(20);
    top->addWidget(sign, 0, Qt::AlignTop);
    top->addLayout(words, 1);

    auto *buttons = new QDialogButtonBox;
    buttons->addButton(tr("Close"), QDialogButtonBox::RejectRole);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 20, 24, 20);
    layout->setSpacing(16);
    layout->addLayout(top);
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

} // namespace foyer
