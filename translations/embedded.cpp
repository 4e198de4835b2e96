// SPDX-License-Identifier: GPL-3.0-or-later
#include "translations/embedded.h"

#include <QtGlobal>
#include <QDir>

static void initResource()
{
    Q_INIT_RESOURCE(foyer_translations);
}

namespace foyer {

void embedTranslations()
{
    initResource();
}

} // namespace foyer
