// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/access/joinpolicy.h"

namespace foyer {

JoinPolicy::JoinPolicy(QByteArray tokenKey, QString operatorSecret)
    : m_tokens(std::move(tokenKey)), m_operatorSecret(operatorSecret.toUtf8())
{}

Credentials JoinPolicy::judge(const Join &join) const
{
    Credentials credentials;
    if (!join.operatorSecret.isEmpty()) {
        credentials.isOperator =
            !m_operatorSecret.isEmpty() && sameSecret(join.operatorSecret.toUtf8(), m_operatorSecret);
        credentials.bad = !credentials.isOperator;
    }
    // The host is the host, whatever guest this device has been before.
    const bool anewAsOperator = credentials.isOperator && join.resume.isEmpty();
    if (join.device.isEmpty() || anewAsOperator) {
        credentials.bad = credentials.bad || !join.resume.isEmpty();
        // Whoever lost the first welcome comes a second time without a token, and is the same person; but a newcomer still, for whom the room has its rules.
        credentials.freshDevice =
            join.attempt.isEmpty() || credentials.isOperator ? DeviceTokens::freshDevice() : m_tokens.deviceOfAttempt(join.attempt);
        return credentials;
    }
    const std::optional<DeviceId> device = m_tokens.readDevice(join.device);
    credentials.bad = credentials.bad || !device;
    credentials.device = device.value_or(DeviceId{});
    if (device && !join.resume.isEmpty()) {
        credentials.mayResume = m_tokens.isResumeToken(join.resume, *device);
        credentials.bad = credentials.bad || !credentials.mayResume;
    }
    return credentials;
}

} // namespace foyer
