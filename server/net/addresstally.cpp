// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/addresstally.h"

#include "server/access/hostguard.h"

#include <QObject>
#include <QTcpSocket>

#include <utility>

namespace foyer {

/// A child of its socket: no signal tells of a socket's end, since ~QWebSocket disconnects them all.
class AddressTally::Entry final : public QObject
{
public:
    Entry(std::shared_ptr<Counts> counts, QString address, QTcpSocket *socket)
        : QObject(socket), m_counts(std::move(counts)), m_address(std::move(address))
    {
        ++m_counts->ofAddress[m_address];
        ++m_counts->all;
    }
    ~Entry() override
    {
        --m_counts->all;
        const auto it = m_counts->ofAddress.find(m_address);
        if (--*it == 0)
            m_counts->ofAddress.erase(it);
    }
    Q_DISABLE_COPY_MOVE(Entry)

private:
    const std::shared_ptr<Counts> m_counts;
    const QString m_address;
};

AddressTally::AddressTally() : m_counts(std::make_shared<Counts>()) {}

AddressTally::~AddressTally() = default;

int AddressTally::count(QTcpSocket *socket)
{
    const QString address = addressKey(socket->peerAddress());
    new Entry(m_counts, address, socket);
    return m_counts->ofAddress.value(address);
}

} // namespace foyer
