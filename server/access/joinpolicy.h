// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/access/devicetokens.h"
#include "server/contract/command.h"
#include "server/contract/credentials.h"

namespace foyer {

/// Judges what somebody shows at the door.
class JoinPolicy final
{
public:
    /// An empty operator secret: nobody can be the operator.
    JoinPolicy(QByteArray tokenKey, QString operatorSecret);

    [[nodiscard]] Credentials judge(const Join &join) const;
    [[nodiscard]] const DeviceTokens &tokens() const { return m_tokens; }

private:
    DeviceTokens m_tokens;
    QByteArray m_operatorSecret;
};

} // namespace foyer
