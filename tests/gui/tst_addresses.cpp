// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/application.h"
#include "app/settingsstore.h"
#include "tests/support/fakeservercontrol.h"
#include "ui/views/addresspanel.h"
#include "ui/views/noticebar.h"
#include "ui/views/qrcodeview.h"

#include <QAction>
#include <QDialog>
#include <QLabel>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace foyer;

namespace {

const LanAddress wire{u"192.168.1.20"_s, u"enp3s0"_s, LanAddress::Kind::Wired};
const LanAddress radio{u"192.168.1.57"_s, u"wlp2s0"_s, LanAddress::Kind::Wifi};
const LanAddress phone{u"10.42.0.1"_s, u"usb0"_s, LanAddress::Kind::Other};
const LanAddress loop6{u"[::1]"_s, u"lo"_s, LanAddress::Kind::Loopback};
const LanAddress loop{u"127.0.0.1"_s, u"lo"_s, LanAddress::Kind::Loopback};

} // namespace

/// The network changes while the host's window shows where people join.
class tst_Addresses : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void anotherTakesTheShownOnesPlace();
    void othersComeAndGoInSilence();
    void noNetworkIsSaidAndTakenBack();
    void comesBackWithAnotherAddress();
    void openedWithoutANetwork();
    void theOnlyAddressIsGone();
    void loopbackByWishIsNoNews();
    void whoChoseTheLoopbackKeepsIt();
    void shareFollows();
    void aChangeIsNoNewsToAClosedRoom();

private:
    MainWindow &window() { return m_application->window(); }
    AddressPanel &panel() { return *window().findChild<AddressPanel *>(); }
    QString notice() { return window().findChild<NoticeBar *>()->sentence(); }
    QString codeOf(const QWidget &parent) { return parent.findChild<QrCodeView *>()->text(); }
    void open(const QList<LanAddress> &addresses, const QString &bound = {});
    void become(const QList<LanAddress> &addresses);
    void showsNoWayIn();

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<SettingsStore> m_store;
    std::unique_ptr<FakeServerControl> m_server;
    std::unique_ptr<Application> m_application;
};

void tst_Addresses::init()
{
    QApplication::setQuitOnLastWindowClosed(false);
    m_folder = std::make_unique<QTemporaryDir>();
    m_store = std::make_unique<SettingsStore>(m_folder->path());
    m_server = std::make_unique<FakeServerControl>();
    Overrides overrides;
    overrides.language = u"en"_s;
    m_application = std::make_unique<Application>(*m_server, *m_store, overrides);
    m_application->show();
    QVERIFY(QTest::qWaitForWindowExposed(&window()));
}

void tst_Addresses::cleanup()
{
    m_application.reset();
    m_server.reset();
}

void tst_Addresses::open(const QList<LanAddress> &addresses, const QString &bound)
{
    ServerStatus status;
    status.state = ServerStatus::State::Running;
    status.port = 8000;
    status.boundAddress = bound;
    status.addresses = addresses;
    m_server->become(status);
}

void tst_Addresses::become(const QList<LanAddress> &addresses)
{
    ServerStatus status = m_server->status();
    status.addresses = addresses;
    m_server->become(status);
}

/// That nobody else can come is said, with what to do; nothing is shown as if it could be shared.
void tst_Addresses::showsNoWayIn()
{
    QCOMPARE(panel().findChild<QLabel *>(u"nobody"_s)->text(), u"Nobody else can come in yet"_s);
    QVERIFY(panel().findChild<QLabel *>(u"nobody"_s)->isVisible());
    QVERIFY(panel().findChild<QLabel *>(u"remedy"_s)->text().contains(u"Connect it"_s));
    for (const QString &name : {u"address"_s, u"code"_s, u"share"_s, u"copy"_s, u"others"_s})
        QVERIFY2(!panel().findChild<QWidget *>(name)->isVisible(), qPrintable(name));
    QVERIFY(panel().findChild<QWidget *>(u"others"_s)->findChildren<QPushButton *>().isEmpty());
    QVERIFY(!window().findChild<QAction *>(u"shareAction"_s)->isEnabled());
}

void tst_Addresses::anotherTakesTheShownOnesPlace()
{
    open({wire, radio, loop});
    QCOMPARE(notice(), QString());
    become({radio, loop});
    QCOMPARE(panel().chosenUrl(), u"http://192.168.1.57:8000"_s);
    QCOMPARE(codeOf(panel()), u"http://192.168.1.57:8000"_s);
    QCOMPARE(notice(), u"The address has changed: people now join at http://192.168.1.57:8000."_s);
}

void tst_Addresses::othersComeAndGoInSilence()
{
    open({wire, loop});
    become({phone, wire, radio, loop}); // better ones, too: what hangs on the wall goes on being right
    QCOMPARE(panel().chosenUrl(), u"http://192.168.1.20:8000"_s);
    become({wire, loop});
    QCOMPARE(panel().chosenUrl(), u"http://192.168.1.20:8000"_s);
    QCOMPARE(notice(), QString());
}

void tst_Addresses::noNetworkIsSaidAndTakenBack()
{
    open({wire, loop});
    become({loop});
    QCOMPARE(notice(), u"This computer has no network just now. Nobody else can come in until it is back."_s);
    QCOMPARE(panel().chosenUrl(), u"http://127.0.0.1:8000"_s);
    showsNoWayIn();
    become({wire, loop});
    QCOMPARE(panel().chosenUrl(), u"http://192.168.1.20:8000"_s);
    QCOMPARE(notice(), QString());
    // What the host was told meanwhile stays.
    become({loop});
    window().say(u"The settings could not be saved."_s);
    become({wire, loop});
    QCOMPARE(notice(), u"The settings could not be saved."_s);
}

void tst_Addresses::comesBackWithAnotherAddress()
{
    open({wire, loop});
    become({loop});
    become({radio, loop});
    QCOMPARE(notice(), u"The address has changed: people now join at http://192.168.1.57:8000."_s);
}

void tst_Addresses::openedWithoutANetwork()
{
    open({loop, loop6});
    QCOMPARE(notice(), QString());
    showsNoWayIn();
    become({wire, loop, loop6});
    QCOMPARE(panel().chosenUrl(), u"http://192.168.1.20:8000"_s);
    QVERIFY(!panel().findChild<QLabel *>(u"nobody"_s)->isVisible());
    QVERIFY(panel().findChild<QLabel *>(u"address"_s)->isVisible());
    QVERIFY(window().findChild<QAction *>(u"shareAction"_s)->isEnabled());
    // Good news, with nothing to warn of; and what leads to this computer alone is no way for others.
    QCOMPARE(window().findChild<NoticeBar *>()->property("look"), u"news"_s);
    QVERIFY(panel().findChild<QWidget *>(u"others"_s)->findChildren<QPushButton *>().isEmpty());
    QCOMPARE(notice(), u"There is a network now: people join at http://192.168.1.20:8000."_s);
}

void tst_Addresses::theOnlyAddressIsGone()
{
    open({wire}, u"192.168.1.20"_s);
    become({});
    QVERIFY2(notice().startsWith(u"This computer no longer has the address 192.168.1.20"_s), qPrintable(notice()));
    QCOMPARE(window().findChild<NoticeBar *>()->property("look"), u"notice"_s);
    QVERIFY(panel().findChild<QLabel *>(u"remedy"_s)->text().startsWith(u"The room was opened on 192.168.1.20, "_s));
    QCOMPARE(panel().chosenUrl(), QString());
    become({wire});
    QCOMPARE(notice(), QString());
    QCOMPARE(panel().chosenUrl(), u"http://192.168.1.20:8000"_s);
}

void tst_Addresses::loopbackByWishIsNoNews()
{
    open({loop}, u"127.0.0.1"_s);
    QCOMPARE(notice(), QString());
    const QList<QLabel *> labels = panel().findChildren<QLabel *>();
    QVERIFY(std::none_of(labels.cbegin(), labels.cend(),
                         [](const QLabel *label) { return label->text().contains(u"no network"_s); }));
}

void tst_Addresses::whoChoseTheLoopbackKeepsIt()
{
    open({wire, loop});
    panel().choose(1);
    become({wire, radio, loop});
    QCOMPARE(panel().chosenUrl(), u"http://127.0.0.1:8000"_s);
}

void tst_Addresses::shareFollows()
{
    open({wire, radio, loop});
    QTest::mouseClick(panel().findChild<QPushButton *>(u"share"_s), Qt::LeftButton);
    auto *share = window().findChild<QDialog *>(u"shareDialog"_s);
    QVERIFY(share);
    auto *address = share->findChild<QLabel *>(u"sharedAddress"_s);
    QCOMPARE(address->text(), u"http://192.168.1.20:8000"_s);
    become({radio, loop});
    QCOMPARE(address->text(), u"http://192.168.1.57:8000"_s);
    QCOMPARE(codeOf(*share), u"http://192.168.1.57:8000"_s);
    become({loop}); // nothing that others could reach is shown to them
    QCOMPARE(address->text(), QString());
    QCOMPARE(codeOf(*share), QString());
    QVERIFY(share->findChild<QLabel *>(u"shareHint"_s)->text().startsWith(u"There is no network just now."_s));
    become({wire, loop});
    QCOMPARE(address->text(), u"http://192.168.1.20:8000"_s);
    share->close();
}

void tst_Addresses::aChangeIsNoNewsToAClosedRoom()
{
    open({wire, loop});
    m_server->become(ServerStatus());
    QCOMPARE(notice(), QString());
    open({radio, loop});
    QCOMPARE(notice(), QString());
}

QTEST_MAIN(tst_Addresses)
#include "tst_addresses.moc"
