// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/application.h"
#include "app/settingsstore.h"
#include "tests/support/fakeservercontrol.h"
#include "tests/support/scriptedquestions.h"

#include <QAbstractItemView>
#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSet>
#include <QSignalSpy>
#include <QStyle>
#include <QStyleOptionComboBox>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;
using namespace foyer;

/// What is chosen in the settings, and what the room is told of it.
class tst_SettingsDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void settingsAreEditedAndSaved();
    void whatIsKeptIsChosen();
    void deletingIsAskedAboutOnce();
    void everyLossIsAskedAbout();
    void fewerMessagesAreAskedAboutAndKeptAtOnce();
    void everyChoiceIsShown();
    void everyChoiceIsExplained();
    void whatIsNotKeptIsNotSearched();

private:
    MainWindow &window() { return m_application->window(); }
    template <typename T>
    T *find(const QString &name)
    {
        return window().findChild<T *>(name);
    }
    void open();
    QString choose(Keeping::Mode mode, const QString &days = {}, const QString &hostName = {});

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<SettingsStore> m_store;
    std::unique_ptr<FakeServerControl> m_server;
    std::shared_ptr<QuestionScript> m_script;
    std::unique_ptr<Application> m_application;
};

void tst_SettingsDialog::init()
{
    QApplication::setQuitOnLastWindowClosed(false);
    m_folder = std::make_unique<QTemporaryDir>();
    m_store = std::make_unique<SettingsStore>(m_folder->path());
    m_server = std::make_unique<FakeServerControl>();
    m_script = std::make_shared<QuestionScript>();
    Overrides overrides;
    overrides.language = u"en"_s;
    m_application = std::make_unique<Application>(*m_server, *m_store, overrides,
                                                  std::make_unique<ScriptedQuestions>(m_script));
    m_application->show();
    QVERIFY(QTest::qWaitForWindowExposed(&window()));
}

void tst_SettingsDialog::cleanup()
{
    m_application.reset();
    m_server.reset();
}

void tst_SettingsDialog::open()
{
    m_application->startRoom();
    m_server->open();
}

/// In the dialog, and saves it; the words of the choice.
QString tst_SettingsDialog::choose(Keeping::Mode mode, const QString &days, const QString &hostName)
{
    find<QAction>(u"settingsAction"_s)->trigger();
    auto *dialog = find<QDialog>(u"settings"_s);
    auto *keep = dialog->findChild<QComboBox *>(u"keep"_s);
    keep->setCurrentIndex(keep->findData(int(mode)));
    if (!days.isEmpty())
        dialog->findChild<QLineEdit *>(u"keepDays"_s)->setText(days);
    if (!hostName.isEmpty())
        dialog->findChild<QLineEdit *>(u"hostName"_s)->setText(hostName);
    const QString words = keep->currentText();
    QTest::mouseClick(dialog->findChild<QPushButton *>(u"save"_s), Qt::LeftButton);
    QCoreApplication::sendPostedEvents(dialog, QEvent::DeferredDelete);
    return words;
}

void tst_SettingsDialog::settingsAreEditedAndSaved()
{
    find<QAction>(u"settingsAction"_s)->trigger();
    auto *dialog = find<QDialog>(u"settings"_s);
    QVERIFY(dialog && dialog->isVisible());
    dialog->findChild<QLineEdit *>(u"hostName"_s)->setText(u"Ms Brandt"_s);
    dialog->findChild<QLineEdit *>(u"port"_s)->setText(u"8888"_s);
    auto *time = dialog->findChild<QComboBox *>(u"coolingOff"_s);
    time->setCurrentIndex(time->findData(300));
    QTest::mouseClick(dialog->findChild<QPushButton *>(u"save"_s), Qt::LeftButton);
    QCOMPARE(m_store->load().hostName, u"Ms Brandt"_s);
    QCOMPARE(find<QLineEdit>(u"invitationPort"_s)->text(), u"8888"_s);
    QTest::mouseClick(find<QPushButton>(u"bigStart"_s), Qt::LeftButton);
    QCOMPARE(m_server->started.constFirst().hostName, u"Ms Brandt"_s);
    QCOMPARE(m_server->started.constFirst().port, 8888);
    QCOMPARE(m_server->started.constFirst().coolingOffSeconds, 300);
}

void tst_SettingsDialog::whatIsKeptIsChosen()
{
    QCOMPARE(choose(Keeping::Mode::Days, u"7"_s), u"Kept for 7 days"_s);
    QCOMPARE(m_store->load().keeping, (Keeping{Keeping::Mode::Days, 7}));
    QCOMPARE(choose(Keeping::Mode::Days, u"4000"_s), u"Kept for 7 days"_s); // no such number
    QCOMPARE(m_store->load().keeping, (Keeping{Keeping::Mode::Days, 7}));
    open();
    QCOMPARE(m_server->started.constFirst().keeping, (Keeping{Keeping::Mode::Days, 7}));
    QVERIFY(m_server->submitted.isEmpty());
    m_server->happen({scene::of(KeepingChanged{{Keeping::Mode::Days, 7}, {}})});
    QVERIFY(find<QLabel>(u"counts"_s)->text().endsWith(u"Kept for 7 days"_s));
    QCOMPARE(choose(Keeping::Mode::UntilClosed), u"Kept until the room is closed"_s);
    QCOMPARE(m_server->submitted.size(), 1);
    QCOMPARE(m_server->submitted.constFirst().body, CommandBody(SetKeeping{{Keeping::Mode::UntilClosed, 0}}));
    m_server->happen({scene::of(KeepingChanged{{Keeping::Mode::UntilClosed, 0}, u"Ms Brandt"_s})});
    QVERIFY(find<QLabel>(u"counts"_s)->text().endsWith(u"Kept until the room is closed"_s));
    QVERIFY(m_script->asked.isEmpty());
}

void tst_SettingsDialog::deletingIsAskedAboutOnce()
{
    open();
    bool hasHistory = true;
    window().setHistoryCheck([&hasHistory] { return hasHistory; });
    m_script->answers = {false, true};
    choose(Keeping::Mode::Nothing, {}, u"Ms Brandt"_s);
    QCOMPARE(m_script->asked.size(), 1);
    QCOMPARE(m_script->asked.constFirst().text, u"What has been kept so far is deleted for good."_s);
    QVERIFY(m_server->submitted.isEmpty());
    QCOMPARE(m_store->load().keeping, Keeping());
    QCOMPARE(m_store->load().hostName, u"Ms Brandt"_s); // the rest was meant
    choose(Keeping::Mode::Nothing, {}, u"Ms Brandt"_s);
    QCOMPARE(m_script->asked.size(), 2);
    QCOMPARE(m_server->submitted.size(), 1);
    QCOMPARE(m_server->submitted.constFirst().body, CommandBody(SetKeeping{{Keeping::Mode::Nothing, 0}}));
    QCOMPARE(m_store->load().keeping, (Keeping{Keeping::Mode::Nothing, 0}));
    m_server->happen({scene::of(KeepingChanged{{Keeping::Mode::Nothing, 0}, {}})});
    choose(Keeping::Mode::Nothing, {}, u"Ms Brandt"_s); // it is so already
    QCOMPARE(m_script->asked.size(), 2);
    m_server->happen({scene::of(KeepingChanged{{Keeping::Mode::Always, 0}, {}})});
    hasHistory = false;
    choose(Keeping::Mode::Nothing, {}, u"Ms Brandt"_s); // there is nothing to delete
    QCOMPARE(m_script->asked.size(), 2);
    QCOMPARE(m_server->submitted.size(), 2);
}

/// Fewer days and the closing delete, too.
void tst_SettingsDialog::everyLossIsAskedAbout()
{
    window().setHistoryCheck([] { return true; });
    m_script->answers = {false, true, true, true};
    choose(Keeping::Mode::Days, u"1"_s);
    QCOMPARE(m_script->asked.constLast().text, u"What is older than 1 day is deleted for good."_s);
    QCOMPARE(m_store->load().keeping, Keeping());
    choose(Keeping::Mode::Days, u"30"_s);
    QCOMPARE(m_store->load().keeping, (Keeping{Keeping::Mode::Days, 30}));
    QCOMPARE(m_script->asked.size(), 2);
    choose(Keeping::Mode::Days, u"60"_s); // nothing is lost
    QCOMPARE(m_script->asked.size(), 2);
    choose(Keeping::Mode::Days, u"7"_s);
    QCOMPARE(m_script->asked.constLast().text, u"What is older than 7 days is deleted for good."_s);
    choose(Keeping::Mode::UntilClosed);
    QVERIFY(m_script->asked.constLast().text.endsWith(u"is deleted for good when the room is closed."_s));
    choose(Keeping::Mode::Always);
    QCOMPARE(m_script->asked.size(), 4);
}

void tst_SettingsDialog::fewerMessagesAreAskedAboutAndKeptAtOnce()
{
    bool hasHistory = false;
    window().setHistoryCheck([&hasHistory] { return hasHistory; });
    const auto bound = [this](const QString &number) {
        find<QAction>(u"settingsAction"_s)->trigger();
        auto *dialog = find<QDialog>(u"settings"_s);
        dialog->findChild<QCheckBox *>(u"isBounded"_s)->setChecked(!number.isEmpty());
        auto *most = dialog->findChild<QLineEdit *>(u"mostMessages"_s);
        QCOMPARE(most->isEnabled(), !number.isEmpty());
        if (!number.isEmpty())
            most->setText(number);
        QTest::mouseClick(dialog->findChild<QPushButton *>(u"save"_s), Qt::LeftButton);
        QCoreApplication::sendPostedEvents(dialog, QEvent::DeferredDelete);
    };
    bound({});
    QCOMPARE(m_store->load().keepMessages, 0);
    bound(u"20000"_s); // there is nothing yet
    QCOMPARE(m_store->load().keepMessages, 20'000);
    bound(u"17"_s); // no such number
    QCOMPARE(m_store->load().keepMessages, 20'000);
    QVERIFY(m_script->asked.isEmpty());
    open();
    QCOMPARE(m_server->started.constFirst().keepMessages, 20'000);
    QVERIFY(m_server->kept.isEmpty());
    hasHistory = true;
    m_script->answers = {false, true};
    bound(u"5000"_s);
    QCOMPARE(m_script->asked.constLast().text, u"What is older than the newest 5000 messages is deleted for good."_s);
    QCOMPARE(m_store->load().keepMessages, 20'000);
    QVERIFY(m_server->kept.isEmpty());
    bound(u"5000"_s);
    QCOMPARE(m_store->load().keepMessages, 5000);
    QCOMPARE(m_server->kept, QList<int>{5000});
    bound(u"6000"_s); // nothing is lost
    bound({});
    QCOMPARE(m_server->kept, (QList<int>{5000, 6000, 0}));
    QCOMPARE(m_script->asked.size(), 2);
    QVERIFY(m_server->submitted.isEmpty()); // guests are told of no change
}

/// Of each list that drops down, whichever entry is chosen.
void tst_SettingsDialog::everyChoiceIsShown()
{
    find<QAction>(u"settingsAction"_s)->trigger();
    auto *dialog = find<QDialog>(u"settings"_s);
    QVERIFY(QTest::qWaitForWindowExposed(dialog));
    for (QComboBox *box : dialog->findChildren<QComboBox *>()) {
        for (const int chosen : {0, box->count() - 1}) {
            box->setCurrentIndex(chosen);
            box->showPopup();
            QAbstractItemView *list = box->view();
            QVERIFY(QTest::qWaitForWindowExposed(list->window()));
            for (int row = 0; row < box->count(); ++row) {
                const QRect entry = list->visualRect(box->model()->index(row, 0));
                QVERIFY2(list->viewport()->rect().contains(entry.center()) && entry.top() >= 0 && entry.bottom() <= list->viewport()->height(),
                         qPrintable(box->objectName() + u": "_s + box->itemText(row)));
            }
            // No list with arrows to scroll by: those take their room from the entries.
            QStyleOptionComboBox option;
            option.initFrom(box);
            QVERIFY2(!box->style()->styleHint(QStyle::SH_ComboBox_Popup, &option, box), qPrintable(box->objectName()));
            box->hidePopup();
        }
    }
}

void tst_SettingsDialog::everyChoiceIsExplained()
{
    find<QAction>(u"settingsAction"_s)->trigger();
    auto *dialog = find<QDialog>(u"settings"_s);
    auto *keep = dialog->findChild<QComboBox *>(u"keep"_s);
    auto *meaning = dialog->findChild<QLabel *>(u"keepMeaning"_s);
    QSet<QString> sentences;
    for (int row = 0; row < keep->count(); ++row) {
        keep->setCurrentIndex(row);
        sentences.insert(meaning->text());
        QCOMPARE(meaning->text().contains(u"coming and going"_s), Keeping::Mode(keep->currentData().toInt()) != Keeping::Mode::Nothing);
    }
    QCOMPARE(sentences.size(), keep->count());
}

void tst_SettingsDialog::whatIsNotKeptIsNotSearched()
{
    open();
    auto *searchAll = find<QPushButton>(u"searchAll"_s);
    QVERIFY(searchAll->isVisible());
    QSignalSpy changes(&window(), &MainWindow::keepingChanged);
    m_server->happen({scene::of(KeepingChanged{{Keeping::Mode::Nothing, 0}, {}})});
    QVERIFY(!searchAll->isVisible());
    QCOMPARE(changes.size(), 1);
    QCOMPARE(window().keeping(), (Keeping{Keeping::Mode::Nothing, 0}));
    m_server->happen({scene::of(KeepingChanged{{Keeping::Mode::Always, 0}, {}})});
    QVERIFY(searchAll->isVisible());
}

QTEST_MAIN(tst_SettingsDialog)
#include "tst_settingsdialog.moc"
