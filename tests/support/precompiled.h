// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What nearly every test includes, one way or another.
#include "server/contract/command.h"
#include "server/contract/event.h"
#include "server/contract/serverconfig.h"

#include <QCoreApplication>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>

#include <algorithm>
#include <functional>
#include <memory>
#include <optional>
#include <variant>
