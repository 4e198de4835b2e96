// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QString>

#include <memory>

class QTcpSocket;

namespace foyer {

/// How many connections of one kind each address has. A connection counts until its socket is deleted, whoever owns it
/// by then.
class AddressTally final
{
public:
    AddressTally();
    ~AddressTally();
    Q_DISABLE_COPY_MOVE(AddressTally)

    /// Counts this connected socket; gives back how many its address has with it.
    int count(QTcpSocket *socket);
    [[nodiscard]] qsizetype addresses() const { return m_counts->ofAddress.size(); }
    /// Of all addresses together.
    [[nodiscard]] int connections() const { return m_counts->all; }

private:
    struct Counts
    {
        QHash<QString, int> ofAddress;
        int all = 0;
    };
    class Entry;
    std::shared_ptr<Counts> m_counts; ///< sockets may outlive the gateway
};

} // namespace foyer
