// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/access/devicetokens.h"
#include "server/access/joinpolicy.h"

#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace foyer;

namespace {

const QByteArray key(32, 'k');
const QByteArray otherKey(32, 'o');
const QString secret = u"the host's secret"_s;
const DeviceId device{0x0123456789abcdef};
const DeviceId otherDevice{42};
const QString epoch = u"b81f2c3d4e5f6071"_s;

} // namespace

/// The tokens by which a browser is known again, and what is made of them at the door.
class tst_Tokens final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void deviceComesBack_data();
    void deviceComesBack();
    void forgedDevice_data();
    void forgedDevice();
    void everyChangedCharacterCounts();
    void resumeIsBoundToTheDevice();
    void forgedResume_data();
    void forgedResume();
    void tokensFitIntoACommand();
    void freshDevicesDiffer();
    void sameSecret_data();
    void sameSecret();

    void judge_data();
    void judge();
    void newcomerGetsADevice();
    void theSameAttemptIsTheSameDevice();
};

void tst_Tokens::deviceComesBack_data()
{
    QTest::addColumn<quint64>("value");
    QTest::newRow("the first") << quint64{1};
    QTest::newRow("any") << device.value;
    QTest::newRow("the last") << ~quint64{0};
}

void tst_Tokens::deviceComesBack()
{
    QFETCH(const quint64, value);
    const DeviceTokens tokens(key);
    const QString token = tokens.deviceToken(DeviceId{value});
    QVERIFY(token.startsWith("d."_L1));
    QCOMPARE(tokens.readDevice(token), std::optional(DeviceId{value}));
    QCOMPARE(DeviceTokens(key).readDevice(token), std::optional(DeviceId{value})); // the room was begun anew
}

void tst_Tokens::forgedDevice_data()
{
    QTest::addColumn<QString>("token");
    const DeviceTokens tokens(key);
    const QString good = tokens.deviceToken(device);
    const QStringList parts = good.split(u'.');
    const QStringList others = tokens.deviceToken(otherDevice).split(u'.');
    QTest::newRow("nothing") << QString();
    QTest::newRow("any word") << u"hello"_s;
    QTest::newRow("two dots alone") << u".."_s;
    QTest::newRow("of another room") << DeviceTokens(otherKey).deviceToken(device);
    QTest::newRow("another device's signature") << QStringList{u"d"_s, parts[1], others[2]}.join(u'.');
    QTest::newRow("no signature") << QString(u"d."_s + parts[1] + u'.');
    QTest::newRow("signature left out") << QString(u"d."_s + parts[1]);
    QTest::newRow("cut short") << good.chopped(1);
    QTest::newRow("something behind") << QString(good + u".x"_s);
    QTest::newRow("something within") << QString(u"d."_s + parts[1] + u"AAAA."_s + parts[2]);
    QTest::newRow("not Base64") << QString(u"d."_s + parts[1] + u".????"_s);
    QTest::newRow("a resume token") << tokens.resumeToken(device, epoch);
    QTest::newRow("a resume token that says it is a device's")
        << QString(u"d"_s + tokens.resumeToken(device, epoch).mid(1));
    QTest::newRow("the device that names nothing") << tokens.deviceToken(DeviceId{});
    QTest::newRow("not ASCII") << QString(good + u"明"_s);
}

void tst_Tokens::forgedDevice()
{
    QFETCH(const QString, token);
    QVERIFY(!DeviceTokens(key).readDevice(token));
}

/// The last, too, of whose bits Base64 does not need all.
void tst_Tokens::everyChangedCharacterCounts()
{
    const QString letters = u"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=+/ "_s;
    const DeviceTokens tokens(key);
    const QString device1 = tokens.deviceToken(device);
    const QString resume = tokens.resumeToken(device, epoch);
    const auto changed = [&letters](const QString &token, const auto &isRefused) {
        for (qsizetype i = 0; i < token.size(); ++i) {
            for (const QChar letter : letters) {
                QString forged = token;
                forged[i] = letter;
                if (letter != token[i] && !isRefused(forged))
                    return forged;
            }
        }
        return QString();
    };
    QCOMPARE(changed(device1, [&](const QString &forged) { return !tokens.readDevice(forged); }), QString());
    QCOMPARE(changed(resume, [&](const QString &forged) { return !tokens.isResumeToken(forged, device); }), QString());
}

void tst_Tokens::resumeIsBoundToTheDevice()
{
    const DeviceTokens tokens(key);
    const QString token = tokens.resumeToken(device, epoch);
    QVERIFY(token.startsWith("r."_L1));
    QVERIFY(tokens.isResumeToken(token, device));
    QVERIFY(!tokens.isResumeToken(token, otherDevice));
    QVERIFY(!tokens.isResumeToken(token, DeviceId{}));
    QVERIFY(tokens.resumeToken(otherDevice, epoch) != token);
    QVERIFY(tokens.resumeToken(device, u"0000000000000000"_s) != token);
}

void tst_Tokens::forgedResume_data()
{
    QTest::addColumn<QString>("token");
    const DeviceTokens tokens(key);
    const QString good = tokens.resumeToken(device, epoch);
    const QString otherLife = tokens.resumeToken(device, u"0000000000000000"_s);
    QTest::newRow("nothing") << QString();
    QTest::newRow("any word") << u"hello"_s;
    QTest::newRow("of another room") << DeviceTokens(otherKey).resumeToken(device, epoch);
    QTest::newRow("the device token") << tokens.deviceToken(device);
    QTest::newRow("the device token that says it is a resume token")
        << QString(u"r"_s + tokens.deviceToken(device).mid(1));
    QTest::newRow("the signature of another life")
        << QString(good.section(u'.', 0, 1) + u'.' + otherLife.section(u'.', 2));
    QTest::newRow("no signature") << QString(good.section(u'.', 0, 1) + u'.');
    QTest::newRow("something behind") << QString(good + u".x"_s);
}

void tst_Tokens::forgedResume()
{
    QFETCH(const QString, token);
    QVERIFY(!DeviceTokens(key).isResumeToken(token, device));
}

void tst_Tokens::tokensFitIntoACommand()
{
    const DeviceTokens tokens(key);
    QVERIFY(tokens.deviceToken(DeviceId{~quint64{0}}).size() <= 64);
    QVERIFY(tokens.resumeToken(device, epoch).size() <= 64);
}

void tst_Tokens::freshDevicesDiffer()
{
    QSet<DeviceId> devices;
    for (int i = 0; i < 100; ++i)
        devices.insert(DeviceTokens::freshDevice());
    QCOMPARE(devices.size(), 100);
    QVERIFY(!devices.contains(DeviceId{}));
}

void tst_Tokens::sameSecret_data()
{
    QTest::addColumn<QByteArray>("a");
    QTest::addColumn<QByteArray>("b");
    QTest::addColumn<bool>("same");
    QTest::newRow("the same") << "abc"_ba
                              << "abc"_ba << true;
    QTest::newRow("both empty") << ""_ba
                                << ""_ba << true;
    QTest::newRow("the first differs") << "abc"_ba
                                       << "xbc"_ba << false;
    QTest::newRow("the last differs") << "abc"_ba
                                      << "abx"_ba << false;
    QTest::newRow("a beginning") << "abc"_ba
                                 << "ab"_ba << false;
    QTest::newRow("against nothing") << "abc"_ba
                                     << ""_ba << false;
    QTest::newRow("the top bit differs") << "\x80"_ba << QByteArray(1, '\0') << false;
}

void tst_Tokens::sameSecret()
{
    QFETCH(const QByteArray, a);
    QFETCH(const QByteArray, b);
    QFETCH(const bool, same);
    QCOMPARE(foyer::sameSecret(a, b), same);
    QCOMPARE(foyer::sameSecret(b, a), same);
}

void tst_Tokens::judge_data()
{
    QTest::addColumn<QString>("roomsSecret");
    QTest::addColumn<QString>("shownSecret");
    QTest::addColumn<QString>("deviceToken");
    QTest::addColumn<QString>("resumeToken");
    QTest::addColumn<bool>("bad");
    QTest::addColumn<quint64>("knownDevice");
    QTest::addColumn<bool>("mayResume");
    QTest::addColumn<bool>("isOperator");
    const DeviceTokens tokens(key);
    const QString none;
    const QString own = tokens.deviceToken(device);
    const QString ownResume = tokens.resumeToken(device, epoch);
    const QString anothersResume = tokens.resumeToken(otherDevice, epoch);
    const QString forged = DeviceTokens(otherKey).deviceToken(device);
    const quint64 known = device.value;
    constexpr quint64 nobody = 0;
    QTest::newRow("a newcomer") << secret << none << none << none << false << nobody << false << false;
    QTest::newRow("a known device") << secret << none << own << none << false << known << false << false;
    QTest::newRow("a known device that resumes")
        << secret << none << own << ownResume << false << known << true << false;
    QTest::newRow("another's resume token")
        << secret << none << own << anothersResume << true << known << false << false;
    QTest::newRow("a resume token without the device")
        << secret << none << none << ownResume << true << nobody << false << false;
    QTest::newRow("a forged device") << secret << none << forged << none << true << nobody << false << false;
    QTest::newRow("a forged device with a good resume token")
        << secret << none << forged << ownResume << true << nobody << false << false;
    QTest::newRow("a forged resume token") << secret << none << own << u"r.x.y"_s << true << known << false << false;
    QTest::newRow("the host") << secret << secret << none << none << false << nobody << false << true;
    QTest::newRow("the host coming back") << secret << secret << own << ownResume << false << known << true << true;
    QTest::newRow("a wrong secret") << secret << u"guess"_s << none << none << true << nobody << false << false;
    QTest::newRow("a secret in another case")
        << secret << secret.toUpper() << none << none << true << nobody << false << false;
    QTest::newRow("the beginning of the secret")
        << secret << secret.chopped(1) << none << none << true << nobody << false << false;
    QTest::newRow("a wrong secret on a known device")
        << secret << u"guess"_s << own << none << true << known << false << false;
    QTest::newRow("a secret where there is none")
        << none << u"guess"_s << none << none << true << nobody << false << false;
    QTest::newRow("no secret where there is none") << none << none << none << none << false << nobody << false << false;
    // The host begins anew: what guest this device has been before, or which room gave it, does not matter.
    QTest::newRow("the host on a device that was a guest's")
        << secret << secret << own << none << false << nobody << false << true;
    QTest::newRow("the host on another room's device")
        << secret << secret << forged << none << false << nobody << false << true;
    QTest::newRow("the host resuming on a forged device")
        << secret << secret << forged << ownResume << true << nobody << false << true;
    QTest::newRow("the host with another's resume token")
        << secret << secret << own << anothersResume << true << known << false << true;
}

void tst_Tokens::judge()
{
    QFETCH(const QString, roomsSecret);
    QFETCH(const QString, shownSecret);
    QFETCH(const QString, deviceToken);
    QFETCH(const QString, resumeToken);
    QFETCH(const bool, bad);
    QFETCH(const quint64, knownDevice);
    QFETCH(const bool, mayResume);
    QFETCH(const bool, isOperator);
    Join join;
    join.name = u"Ada"_s;
    join.device = deviceToken;
    join.resume = resumeToken;
    join.operatorSecret = shownSecret;
    const Credentials credentials = JoinPolicy(key, roomsSecret).judge(join);
    QCOMPARE(credentials.bad, bad);
    QCOMPARE(credentials.device.value, knownDevice);
    QCOMPARE(credentials.mayResume, mayResume);
    QCOMPARE(credentials.isOperator, isOperator);
    // A device is given to whoever has none to go on with, and to nobody else.
    const bool beginsAnew = deviceToken.isEmpty() || (isOperator && resumeToken.isEmpty());
    QCOMPARE(!credentials.freshDevice.isNull(), beginsAnew);
}

void tst_Tokens::newcomerGetsADevice()
{
    const JoinPolicy policy(key, secret);
    const Credentials first = policy.judge(Join{});
    const Credentials second = policy.judge(Join{});
    QVERIFY(first.freshDevice != second.freshDevice);
    Join back;
    back.device = policy.tokens().deviceToken(first.freshDevice);
    QCOMPARE(policy.judge(back).device, first.freshDevice);
}

void tst_Tokens::theSameAttemptIsTheSameDevice()
{
    const JoinPolicy policy(key, secret);
    Join join;
    join.attempt = u"c0a86f1e5b7d4a2f93e1d8c7b6a59483"_s;
    const Credentials first = policy.judge(join);
    QVERIFY(first.device.isNull() && !first.freshDevice.isNull() && !first.bad && !first.mayResume); // a newcomer
    QCOMPARE(first.whose(), first.freshDevice);
    QCOMPARE(policy.judge(join).whose(), first.whose());
    Join other = join;
    other.attempt.back() = u'4';
    QVERIFY(policy.judge(other).whose() != first.whose());
    const QByteArray otherKey(32, 'o');
    QVERIFY(JoinPolicy(otherKey, secret).judge(join).whose() != first.whose());
    // A token counts for more; the host begins anew.
    other.device = policy.tokens().deviceToken(first.whose());
    QCOMPARE(policy.judge(other).device, first.whose());
    join.operatorSecret = secret;
    QVERIFY(policy.judge(join).whose() != first.whose() && !policy.judge(join).freshDevice.isNull());
}

QTEST_APPLESS_MAIN(tst_Tokens)
#include "tst_tokens.moc"
