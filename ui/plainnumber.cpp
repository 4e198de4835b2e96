// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plainnumber.h"

#include <QIntValidator>
#include <QLocale>

namespace foyer {

QIntValidator *plainNumber(int least, int most, QObject *parent)
{
    QLocale locale = QLocale::c();
    locale.setNumberOptions(QLocale::RejectGroupSeparator);
    auto *validator = new QIntValidator(least, most, parent);
    validator->setLocale(locale);
    return validator;
}

} // namespace foyer
