// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/application.h"
#include "app/settingsstore.h"
#include "tests/support/fakeservercontrol.h"
#include "tests/support/historyondisk.h"
#include "tests/support/patience.h"
#include "tests/support/scriptedquestions.h"
#include "tests/support/writtenhistory.h"

#include <QAbstractItemView>
#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QDateTime>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QScrollBar>
#include <QSet>
#include <QSignalSpy>
#include <QStyle>
#include <QStyleOptionComboBox>
#include <QTemporaryDir>
#include <QTest>
#include <QWheelEvent>

#include <limits>
#include <memory>
#include <optional>

using namespace Qt::StringLiterals;
using namespace foyer;

namespace {

QString question(const QString &loss, const QString &messages = {})
{
    QStringList text{loss, u"Who was here in that time, and what you did about people, is deleted with it."_s};
    if (!messages.isEmpty())
        text += {u"At the moment that is %1."_s.arg(messages), u"To have it all the same, go on keeping and export it first."_s};
    return text.join(u'\n');
}

} // namespace

/// What is chosen in the settings, and what the room is told of it.
class tst_SettingsDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void settingsAreEditedAndSaved();
    void whatIsKeptIsChosen();
    void whatIsNoSuchNumberIsToldAndNotSaved_data();
    void whatIsNoSuchNumberIsToldAndNotSaved();
    void numbersNotInUseMayBeAnything();
    void deletingIsAskedAboutOnce();
    void everyLossIsAskedAbout();
    void whatHitsNothingIsNotAskedAbout();
    void whatIsInTheFileIsCounted();
    void fewerMessagesAreAskedAboutAndKeptAtOnce();
    void everyChoiceIsShown();
    void everyChoiceIsExplained();
    void everyLineIsSeen_data();
    void everyLineIsSeen();
    void whoTabsSeesWhere();
    void aWheelScrollsAndChangesNothing();
    void whatIsNotKeptIsNotSearched();

private:
    MainWindow &window() { return m_application->window(); }
    template <typename T>
    T *find(const QString &name)
    {
        return window().findChild<T *>(name);
    }
    void begin();
    void open();
    QString choose(Keeping::Mode mode, const QString &days = {}, const QString &hostName = {});

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<SettingsStore> m_store;
    std::unique_ptr<FakeServerControl> m_server;
    std::shared_ptr<QuestionScript> m_script;
    std::unique_ptr<Application> m_application;
    bool m_hasHistory = false;
    std::optional<quint64> m_messages; ///< that would go
    QList<HistoryLoss> m_losses;       ///< that were to be counted
};

void tst_SettingsDialog::init()
{
    QApplication::setQuitOnLastWindowClosed(false);
    m_folder = std::make_unique<QTemporaryDir>();
    m_store = std::make_unique<SettingsStore>(m_folder->path());
    m_server = std::make_unique<FakeServerControl>();
    m_script = std::make_shared<QuestionScript>();
    begin();
    m_hasHistory = false;
    m_messages = 12;
    m_losses.clear();
    window().setLossCount([this](const HistoryLoss &loss, const LossQuestion::Told &told) {
        if (m_hasHistory) {
            m_losses.append(loss);
            told(m_messages);
        }
        return m_hasHistory;
    });
}

void tst_SettingsDialog::begin()
{
    Overrides overrides;
    overrides.language = u"en"_s;
    m_application = std::make_unique<Application>(*m_server, *m_store, overrides, std::make_unique<ScriptedQuestions>(m_script));
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

void tst_SettingsDialog::whatIsNoSuchNumberIsToldAndNotSaved_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("number");
    QTest::addColumn<QString>("sentence");
    const QString port = u"Port: a number from 0 to 65535."_s;
    const QString days = u"Days: a number from 1 to 3650."_s;
    const QString messages = u"Messages: a number from 1000 to 100000000."_s;
    QTest::newRow("no port") << u"port"_s << QString() << port;
    QTest::newRow("a port beyond the last") << u"port"_s << u"70000"_s << port;
    QTest::newRow("no days") << u"keepDays"_s << QString() << days;
    QTest::newRow("none of the days") << u"keepDays"_s << u"0"_s << days;
    QTest::newRow("too many days") << u"keepDays"_s << u"4000"_s << days;
    QTest::newRow("no number of messages") << u"mostMessages"_s << QString() << messages;
    QTest::newRow("too few messages") << u"mostMessages"_s << u"500"_s << messages;
    QTest::newRow("messages by the thousand") << u"mostMessages"_s << u"10,000"_s << messages;
}

/// Above the buttons, beside which the field is still seen; and all is well again with a number that can be.
void tst_SettingsDialog::whatIsNoSuchNumberIsToldAndNotSaved()
{
    QFETCH(const QString, name);
    QFETCH(const QString, number);
    QFETCH(const QString, sentence);
    choose(Keeping::Mode::Days, u"7"_s);
    const Settings before = m_store->load();
    find<QAction>(u"settingsAction"_s)->trigger();
    auto *dialog = find<QDialog>(u"settings"_s);
    auto *save = dialog->findChild<QPushButton *>(u"save"_s);
    auto *field = dialog->findChild<QLineEdit *>(name);
    dialog->findChild<QCheckBox *>(u"isBounded"_s)->setChecked(true);
    dialog->findChild<QLineEdit *>(u"hostName"_s)->setText(u"Ms Brandt"_s);
    dialog->resize(dialog->width(), 300);
    QVERIFY(QTest::qWaitForWindowActive(dialog));
    field->setFocus();
    QTRY_VERIFY(field->hasFocus());
    const auto *fields = dialog->findChild<QScrollArea *>();
    fields->verticalScrollBar()->setValue(field->mapTo(fields->widget(), QPoint(0, field->height())).y() - fields->viewport()->height()); // at the lower edge
    const auto *line = dialog->findChild<QLabel *>(u"expected"_s);
    QVERIFY(line->isHidden() && save->isEnabled());
    const int room = fields->height();
    const QString good = field->text();
    field->setText(number);
    QCOMPARE(line->text(), sentence);
    QVERIFY(line->isVisible() && !save->isEnabled());
    QVERIFY(line->mapTo(dialog, QPoint()).y() < save->mapTo(dialog, QPoint()).y());
    QCOMPARE(field->visibleRegion().boundingRect().height(), field->height());
    QCOMPARE(dialog->findChild<QComboBox *>(u"keep"_s)->currentText(), u"Kept for 7 days"_s);
    QTest::mouseClick(save, Qt::LeftButton);
    QTest::keyClick(field, Qt::Key_Return);
    QVERIFY(dialog->isVisible());
    QCOMPARE(m_store->load(), before);
    field->setText(good);
    QVERIFY(line->isHidden() && save->isEnabled());
    QCOMPARE(fields->height(), room);
    QTest::mouseClick(save, Qt::LeftButton);
    QCOMPARE(m_store->load().hostName, u"Ms Brandt"_s);
    QCOMPARE(m_store->load().keeping, before.keeping);
}

void tst_SettingsDialog::numbersNotInUseMayBeAnything()
{
    find<QAction>(u"settingsAction"_s)->trigger();
    auto *dialog = find<QDialog>(u"settings"_s);
    auto *save = dialog->findChild<QPushButton *>(u"save"_s);
    auto *keep = dialog->findChild<QComboBox *>(u"keep"_s);
    auto *isBounded = dialog->findChild<QCheckBox *>(u"isBounded"_s);
    keep->setCurrentIndex(keep->findData(int(Keeping::Mode::Days)));
    isBounded->setChecked(true);
    dialog->findChild<QLineEdit *>(u"keepDays"_s)->clear();
    dialog->findChild<QLineEdit *>(u"mostMessages"_s)->setText(u"17"_s);
    QVERIFY(!save->isEnabled());
    keep->setCurrentIndex(keep->findData(int(Keeping::Mode::Always))); // no days
    QVERIFY(!save->isEnabled());
    isBounded->setChecked(false);
    QVERIFY(save->isEnabled());
    isBounded->setChecked(true);
    QVERIFY(!save->isEnabled());
    keep->setCurrentIndex(keep->findData(int(Keeping::Mode::Nothing)));
    QVERIFY(save->isEnabled() && dialog->findChild<QLabel *>(u"expected"_s)->isHidden());
    QTest::mouseClick(save, Qt::LeftButton);
    QCOMPARE(m_store->load().keeping, (Keeping{Keeping::Mode::Nothing, 0}));
    QCOMPARE(m_store->load().keepMessages, 0); // as it was
}

void tst_SettingsDialog::deletingIsAskedAboutOnce()
{
    open();
    m_hasHistory = true;
    m_script->answers = {false, true};
    choose(Keeping::Mode::Nothing, {}, u"Ms Brandt"_s);
    QCOMPARE(m_script->asked.size(), 1);
    QCOMPARE(m_script->asked.constFirst().text, question(u"What has been kept so far is deleted for good."_s, u"12 messages"_s));
    QCOMPARE(m_script->asked.constFirst().title, u"Delete what is no longer to be kept?"_s);
    QCOMPARE(m_losses.constFirst().beforeMs, std::numeric_limits<qint64>::max());
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
    m_hasHistory = false;
    choose(Keeping::Mode::Nothing, {}, u"Ms Brandt"_s); // there is nothing to delete
    QCOMPARE(m_script->asked.size(), 2);
    QCOMPARE(m_server->submitted.size(), 2);
}

/// Fewer days and the closing delete, too.
void tst_SettingsDialog::everyLossIsAskedAbout()
{
    m_hasHistory = true;
    m_messages = 1;
    m_script->answers = {false, true, true, true};
    const auto dayAgo = [] { return QDateTime::currentDateTimeUtc().addDays(-1).toMSecsSinceEpoch(); };
    const qint64 earliest = dayAgo();
    choose(Keeping::Mode::Days, u"1"_s);
    QCOMPARE(m_script->asked.constLast().text, question(u"What is older than 1 day is deleted for good."_s, u"1 message"_s));
    QVERIFY(m_losses.constFirst().beforeMs >= earliest && m_losses.constFirst().beforeMs <= dayAgo());
    m_messages.reset(); // they cannot be counted
    QCOMPARE(m_store->load().keeping, Keeping());
    choose(Keeping::Mode::Days, u"30"_s);
    QCOMPARE(m_store->load().keeping, (Keeping{Keeping::Mode::Days, 30}));
    QCOMPARE(m_script->asked.size(), 2);
    choose(Keeping::Mode::Days, u"60"_s); // nothing is lost
    QCOMPARE(m_script->asked.size(), 2);
    choose(Keeping::Mode::Days, u"7"_s);
    QCOMPARE(m_script->asked.constLast().text, question(u"What is older than 7 days is deleted for good."_s));
    choose(Keeping::Mode::UntilClosed);
    QCOMPARE(m_script->asked.constLast().text, question(u"What has been kept so far, of earlier days as well, is deleted for good when the room is closed."_s));
    QCOMPARE(m_script->asked.constLast().yes, u"Delete it then"_s);
    choose(Keeping::Mode::Always);
    QCOMPARE(m_script->asked.size(), 4);
}

void tst_SettingsDialog::whatHitsNothingIsNotAskedAbout()
{
    m_hasHistory = true;
    m_messages = 0;
    choose(Keeping::Mode::Days, u"30"_s); // nothing is that old
    QCOMPARE(m_store->load().keeping, (Keeping{Keeping::Mode::Days, 30}));
    QVERIFY(m_script->asked.isEmpty());
    m_script->answers = {true};
    choose(Keeping::Mode::Nothing); // who was here and when goes as well
    QCOMPARE(m_script->asked.constLast().text, question(u"What has been kept so far is deleted for good."_s));
    QCOMPARE(m_script->asked.constLast().yes, u"Delete it"_s);
}

void tst_SettingsDialog::whatIsInTheFileIsCounted()
{
    HistoryBatch batch;
    for (quint64 seq = 1; seq <= 3; ++seq)
        batch.events.append(HistoryOnDisk::said(seq, u"line"_s));
    QVERIFY(writeHistory(m_folder->path(), batch));
    m_application.reset();
    begin();
    m_script->answers = {false};
    choose(Keeping::Mode::Nothing);
    QVERIFY(comesTrue([this] { return !m_script->asked.isEmpty(); }));
    QCOMPARE(m_script->asked.constFirst().text, question(u"What has been kept so far is deleted for good."_s, u"3 messages"_s));
    QCOMPARE(m_store->load().keeping, Keeping());
}

void tst_SettingsDialog::fewerMessagesAreAskedAboutAndKeptAtOnce()
{
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
    QVERIFY(m_script->asked.isEmpty());
    open();
    QCOMPARE(m_server->started.constFirst().keepMessages, 20'000);
    QVERIFY(m_server->kept.isEmpty());
    m_hasHistory = true;
    m_messages = 4000;
    m_script->answers = {false, true};
    bound(u"5000"_s);
    QCOMPARE(m_script->asked.constLast().text, question(u"What is older than the newest 5000 messages is deleted for good."_s, u"4000 messages"_s));
    QCOMPARE(m_losses.constLast().beyond, 4950u); // as many as will be left
    QCOMPARE(m_losses.constLast().beforeMs, 0);
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

/// However low the screen is, what is decided with is on it, and no line is cut off.
void tst_SettingsDialog::everyLineIsSeen_data()
{
    QTest::addColumn<int>("points");
    QTest::newRow("in letters as they are") << 0;
    QTest::newRow("in large letters") << 24;
}

void tst_SettingsDialog::everyLineIsSeen()
{
    QFETCH(const int, points);
    open();
    find<QAction>(u"settingsAction"_s)->trigger();
    auto *dialog = find<QDialog>(u"settings"_s);
    QVERIFY(QTest::qWaitForWindowExposed(dialog));
    if (points > 0) {
        dialog->hide();
        dialog->setStyleSheet(u"* { font-size: %1pt; }"_s.arg(points));
        dialog->show();
    }
    QTRY_VERIFY(dialog->focusWidget() == dialog->findChild<QLineEdit *>(u"roomName"_s));
    const int most = dialog->screen()->availableGeometry().height() - dialog->style()->pixelMetric(QStyle::PM_TitleBarHeight);
    QVERIFY(dialog->height() <= most);
    auto *fields = dialog->findChild<QScrollArea *>();
    QVERIFY(!fields->verticalScrollBar()->isVisible() || dialog->height() == most);
    QVERIFY(fields->verticalScrollBar()->isVisible() || points == 0);
    auto *keep = dialog->findChild<QComboBox *>(u"keep"_s);
    for (int row = 0; row < keep->count(); ++row) {
        keep->setCurrentIndex(row);
        QCoreApplication::processEvents();
        QVERIFY(fields->widget()->minimumSizeHint().width() <= fields->viewport()->width());
        for (const QLabel *label : dialog->findChildren<QLabel *>()) {
            if (label->isVisible() && label->wordWrap())
                QVERIFY2(label->height() >= label->heightForWidth(label->width()), qPrintable(label->text()));
        }
    }
    auto *save = dialog->findChild<QPushButton *>(u"save"_s);
    QVERIFY(dialog->rect().contains(QRect(save->mapTo(dialog, QPoint()), save->size())));
}

/// From within the fields and from the buttons.
void tst_SettingsDialog::whoTabsSeesWhere()
{
    find<QAction>(u"settingsAction"_s)->trigger();
    auto *dialog = find<QDialog>(u"settings"_s);
    dialog->resize(dialog->width(), 300);
    QVERIFY(QTest::qWaitForWindowActive(dialog));
    QTRY_VERIFY(dialog->focusWidget());
    QSet<QWidget *> reached;
    for (const auto key : {Qt::Key_Tab, Qt::Key_Backtab}) {
        for (int i = 0; i < 40; ++i) {
            QWidget *focus = dialog->focusWidget();
            QVERIFY(focus);
            const QRect seen = focus->visibleRegion().boundingRect();
            QVERIFY2(seen.height() == focus->height(), qPrintable(focus->objectName()));
            reached.insert(focus);
            QTest::keyClick(focus, key);
            QCoreApplication::processEvents();
        }
    }
    for (const QString &name : {u"roomName"_s, u"survivesPowerLoss"_s, u"save"_s})
        QVERIFY2(reached.contains(dialog->findChild<QWidget *>(name)), qPrintable(name));
    QVERIFY(!reached.contains(dialog->findChild<QScrollArea *>()));
}

void tst_SettingsDialog::aWheelScrollsAndChangesNothing()
{
    find<QAction>(u"settingsAction"_s)->trigger();
    auto *dialog = find<QDialog>(u"settings"_s);
    dialog->resize(dialog->width(), 300);
    QVERIFY(QTest::qWaitForWindowExposed(dialog));
    const auto *bar = dialog->findChild<QScrollArea *>()->verticalScrollBar();
    QTRY_VERIFY(bar->isVisible());
    for (QComboBox *box : dialog->findChildren<QComboBox *>()) {
        const int chosen = box->currentIndex();
        for (const int steps : {-1, 1}) {
            const int before = bar->value();
            const QPointF at = box->rect().center();
            QWheelEvent turn(at, box->mapToGlobal(at), {}, {0, steps * 120}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
            QSpontaneKeyEvent::setSpontaneous(&turn); // as from a hand: only then do those around it get it
            qApp->notify(box, &turn);
            QCOMPARE(box->currentIndex(), chosen);
            QVERIFY(!box->hasFocus());
            QVERIFY2(steps < 0 ? bar->value() > before : bar->value() < before, qPrintable(box->objectName()));
        }
    }
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
