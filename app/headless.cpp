// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/headless.h"

#include "app/logcategories.h"
#include "ui/views/historynews.h"

#include <QCoreApplication>
#include <QTextStream>

#include <utility>

namespace foyer {

namespace {

void printLine(FILE *stream, const QString &line)
{
    QTextStream(stream) << line << Qt::endl;
}

QString sentenceOf(const ServerStatus &status)
{
    QString sentence;
    switch (status.failure) {
    case ServerStatus::Failure::PortInUse:
        sentence = Headless::tr("Port %1 is in use by another program.").arg(status.port);
        break;
    case ServerStatus::Failure::NoPermission:
        sentence = Headless::tr("Port %1 may not be used by this account.").arg(status.port);
        break;
    case ServerStatus::Failure::BadAddress:
        return Headless::tr("This machine has no address %1.").arg(status.detail);
    case ServerStatus::Failure::HistoryInUse:
        return Headless::tr("Another Foyer is working with the folder %1. Close it, or choose another folder with --data-dir.").arg(status.detail);
    case ServerStatus::Failure::HistoryTooNew:
        return Headless::tr("The history was written by a later version of Foyer. Use that version, or another folder with --data-dir.");
    case ServerStatus::Failure::HistoryNotOurs:
        return Headless::tr("The file history.db in the data folder belongs to another program. Choose another folder with --data-dir.");
    default:
        return Headless::tr("The room could not be opened: %1").arg(status.detail);
    }
    return status.nextFreePort ? Headless::tr("%1 Port %2 is free.").arg(sentence).arg(status.nextFreePort)
                               : sentence;
}

} // namespace

Headless::Headless(ServerControl &control, QObject *parent) : QObject(parent), m_control(control)
{
    connect(&m_control, &ServerControl::statusChanged, this, &Headless::onStatus);
    connect(&m_endSignals, &EndSignals::arrived, this, &Headless::onSignal);
}

void Headless::start(const ServerConfig &config)
{
    m_control.start(config);
}

void Headless::onSignal()
{
    m_ending = true;
    const ServerStatus::State state = m_control.status().state;
    if (state == ServerStatus::State::Running)
        m_control.stop();
    else if (state != ServerStatus::State::Starting)
        QCoreApplication::exit(0);
}

void Headless::onStatus(const ServerStatus &status)
{
    switch (status.state) {
    case ServerStatus::State::Running:
        if (m_ending) {
            m_control.stop();
            return;
        }
        announce(status);
        break;
    case ServerStatus::State::Failed:
        printLine(stderr, QStringLiteral("foyer: %1").arg(sentenceOf(status)));
        QCoreApplication::exit(1);
        break;
    case ServerStatus::State::Stopped:
        if (const QString lost = HistoryNews().ofLostAtTheEnd(status); !lost.isEmpty())
            printLine(stderr, QStringLiteral("foyer: %1 (%2)").arg(lost, status.unsavedBecause));
        if (!status.undeleted.isEmpty())
            printLine(stderr, QStringLiteral("foyer: %1 (%2)").arg(HistoryNews::ofUndeletedAtTheEnd(), status.undeleted));
        QCoreApplication::exit(0);
        break;
    default:
        break;
    }
}

/// Printed once, when the room is open: scripts wait for that line. How the network goes on after that is for the log.
void Headless::announce(const ServerStatus &status)
{
    const QString url = status.addresses.isEmpty() ? LanAddress{QStringLiteral("localhost"), {}, {}}.url(status.port)
                                                   : status.addresses.first().url(status.port);
    const QString before = std::exchange(m_announced, url);
    if (before.isEmpty() && !status.damagedHistory.isEmpty())
        printLine(stderr, QStringLiteral("foyer: ") + HistoryNews::ofDamage(status));
    if (before.isEmpty())
        printLine(stdout, QStringLiteral("foyer: room open at %1/").arg(url));
    else if (!status.isReachable())
        qCWarning(lcApp) << "no network: nobody else can come in";
    else if (before != url)
        qCInfo(lcApp) << "people now join at" << url.toLatin1().constData();
}

} // namespace foyer
