// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/access/devicetokens.h"

#include <QList>
#include <QMessageAuthenticationCode>
#include <QRandomGenerator>
#include <QtEndian>

#include <algorithm>

namespace foyer {

namespace {

constexpr auto encoding = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;
constexpr qsizetype signatureBytes = 16;

QByteArray bytesOf(DeviceId device)
{
    QByteArray bytes(sizeof(quint64), Qt::Uninitialized);
    qToBigEndian(device.value, bytes.data());
    return bytes;
}

QByteArray decoded(const QByteArray &part)
{
    const auto result =
        QByteArray::fromBase64Encoding(part, QByteArray::Base64UrlEncoding | QByteArray::AbortOnBase64DecodingErrors);
    return result ? *result : QByteArray();
}

} // namespace

DeviceTokens::DeviceTokens(QByteArray key) : m_key(std::move(key))
{
    Q_ASSERT(m_key.size() >= 32);
}

QString DeviceTokens::deviceToken(DeviceId device) const
{
    const QByteArray content = bytesOf(device);
    return QString::fromLatin1("d." + content.toBase64(encoding) + '.'
                               + signature("device", content).toBase64(encoding));
}

std::optional<DeviceId> DeviceTokens::readDevice(const QString &token) const
{
    const QList<QByteArray> parts = token.toUtf8().split('.');
    if (parts.size() != 3 || parts[0] != "d")
        return std::nullopt;
    const QByteArray content = decoded(parts[1]);
    if (content.size() != qsizetype(sizeof(quint64)))
        return std::nullopt;
    const DeviceId device{qFromBigEndian<quint64>(content.constData())};
    // To the letter: what Base64 reads alike is not the same token.
    const bool isOurs = !device.isNull() && sameSecret(token.toUtf8(), deviceToken(device).toUtf8());
    return isOurs ? std::optional(device) : std::nullopt;
}

QString DeviceTokens::resumeToken(DeviceId device, const QString &epoch) const
{
    const QByteArray life = epoch.toLatin1();
    return QString::fromLatin1("r." + life.toBase64(encoding) + '.'
                               + signature("resume", bytesOf(device) + life).toBase64(encoding));
}

bool DeviceTokens::isResumeToken(const QString &token, DeviceId device) const
{
    const QList<QByteArray> parts = token.toUtf8().split('.');
    return parts.size() == 3
           && sameSecret(token.toUtf8(), resumeToken(device, QString::fromLatin1(decoded(parts[1]))).toUtf8());
}

QByteArray DeviceTokens::storedHash(DeviceId device) const
{
    return signature("stored", bytesOf(device));
}

DeviceId DeviceTokens::freshDevice()
{
    quint64 value = 0;
    while (value == 0)
        value = QRandomGenerator::system()->generate64();
    return DeviceId{value};
}

DeviceId DeviceTokens::deviceOfAttempt(const QString &attempt) const
{
    const auto value = qFromBigEndian<quint64>(signature("attempt", attempt.toUtf8()).constData());
    return DeviceId{std::max(value, quint64{1})};
}

QByteArray DeviceTokens::signature(const QByteArray &purpose, const QByteArray &content) const
{
    return QMessageAuthenticationCode::hash(purpose + '\0' + content, m_key, QCryptographicHash::Sha256)
        .first(signatureBytes);
}

bool sameSecret(const QByteArray &a, const QByteArray &b)
{
    if (a.size() != b.size())
        return false;
    unsigned difference = 0;
    for (qsizetype i = 0; i < a.size(); ++i)
        difference |= static_cast<unsigned>(static_cast<uchar>(a[i]) ^ static_cast<uchar>(b[i]));
    return difference == 0;
}

} // namespace foyer
