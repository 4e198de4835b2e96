// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/uiresources.h"

#include <QDir>

static void initResource()
{
    Q_INIT_RESOURCE(foyer_ui);
}

namespace foyer {

void initUiResources()
{
    initResource();
}

} // namespace foyer
