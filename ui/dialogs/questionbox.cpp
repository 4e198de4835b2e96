// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/questionbox.h"

#include "ui/plainwords.h"
#include "ui/views/plainlabel.h"

#include <QDialog>
#include <QDialogButtonBox>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace foyer {

void QuestionBox::ask(QWidget *parent, const Question &question, std::function<void(bool)> answered)
{
    auto *box = new QDialog(parent);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setObjectName(u"question"_s);
    box->setWindowTitle(plainTitle(question.title));

    auto *title = new PlainLabel(u"title"_s, question.title);
    auto *text = new PlainLabel(u"body"_s, question.text);
    title->setWordWrap(true);
    text->setWordWrap(true);
    text->setMinimumWidth(380);

    auto *yes = new QPushButton(withoutMnemonic(question.yes));
    yes->setObjectName(u"yes"_s);
    yes->setProperty("look", u"danger"_s);
    auto *no = new QPushButton(withoutMnemonic(question.no));
    no->setObjectName(u"no"_s);
    no->setDefault(true);
    auto *buttons = new QDialogButtonBox;
    buttons->addButton(no, QDialogButtonBox::RejectRole);
    buttons->addButton(yes, QDialogButtonBox::AcceptRole);

    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(24, 20, 24, 20);
    layout->setSpacing(12);
    layout->addWidget(title);
    layout->addWidget(text);
    layout->addSpacing(8);
    layout->addWidget(buttons);

    QObject::connect(buttons, &QDialogButtonBox::accepted, box, &QDialog::accept);
    QObject::connect(buttons, &QDialogButtonBox::rejected, box, &QDialog::reject);
    QObject::connect(box, &QDialog::finished, parent,
                     [answered = std::move(answered)](int result) { answered(result == QDialog::Accepted); });
    box->open();
    no->setFocus();
}

} // namespace foyer
