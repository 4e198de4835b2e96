// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/historyscene.h"
#include "tests/support/fakehistorycontrol.h"
#include "tests/support/handmovedclock.h"
#include "tests/support/scriptedquestions.h"
#include "ui/history/exportdialog.h"
#include "ui/history/historysearchpage.h"
#include "ui/history/historywindow.h"
#include "ui/history/periodpicker.h"
#include "ui/history/recordtable.h"
#include "ui/language.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>

#include <limits>
#include <memory>
#include <optional>

using namespace Qt::StringLiterals;
using namespace foyer;
using namespace foyer::historyscene;

/// Handing out what was kept, from the window that shows it.
class tst_ExportDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void exports();
    void theHostsActsAreAChoice();
    void asksBeforeReplacingAFile();
    void showsProgressAndCancels();
    void saysWhyNothingWasExported();
    void exportBeginsWithWhatIsShown();

private:
    template <typename Widget>
    Widget *find(const QString &name) const
    {
        return m_window->findChild<Widget *>(name);
    }
    [[nodiscard]] ExportDialog *openExport();

    HandMovedClock m_clock;
    std::unique_ptr<FakeHistoryControl> m_history;
    std::shared_ptr<QuestionScript> m_script;
    std::unique_ptr<ScriptedQuestions> m_questions;
    std::unique_ptr<Language> m_language;
    std::unique_ptr<HistoryWindow> m_window;
};

void tst_ExportDialog::initTestCase()
{
    m_language = std::make_unique<Language>();
}

void tst_ExportDialog::init()
{
    m_language->speak(u"en"_s);
    m_clock.jumpWall(at(12, 0) - m_clock.wallMs());
    m_history = std::make_unique<FakeHistoryControl>();
    m_script = std::make_shared<QuestionScript>();
    m_questions = std::make_unique<ScriptedQuestions>(m_script);
    m_window = std::make_unique<HistoryWindow>(*m_history, *m_questions, m_clock);
    m_window->search({});
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
}

void tst_ExportDialog::cleanup()
{
    m_window.reset();
    m_history.reset();
}

ExportDialog *tst_ExportDialog::openExport()
{
    QTest::mouseClick(find<QPushButton>(u"export"_s), Qt::LeftButton);
    return m_window->findChild<ExportDialog *>();
}

void tst_ExportDialog::exports()
{
    QTemporaryDir folder;
    ExportDialog *dialog = openExport();
    QVERIFY(dialog);
    dialog->setFormat(ExportFormat::JsonLines);
    QVERIFY(dialog->findChild<QLineEdit *>(u"file"_s)->text().endsWith(u"foyer-2026-11-25.jsonl"_s));
    const QString file = folder.filePath(u"all %1.jsonl"_s);
    dialog->findChild<QLineEdit *>(u"file"_s)->setText(file);
    dialog->findChild<QLineEdit *>(u"author"_s)->setText(u" Ada "_s);
    dialog->findChild<QCheckBox *>(u"anonymise"_s)->setChecked(true);
    dialog->findChild<PeriodPicker *>()->choose(PeriodPicker::Choice::Today);
    QTest::mouseClick(dialog->findChild<QPushButton *>(u"beginExport"_s), Qt::LeftButton);
    QCOMPARE(m_history->files, QStringList{file});
    const ExportRequest &what = m_history->exports.constFirst();
    QCOMPARE(what.format, ExportFormat::JsonLines);
    QCOMPARE(what.author, u"Ada"_s);
    QCOMPARE(what.fromMs, std::optional(at(0, 0)));
    QVERIFY(!what.toMs && what.anonymise);
    Q_EMIT m_history->exportEnded({file, {}, {1234, 1000, 0}});
    QCOMPARE(dialog->findChild<QLabel *>(u"result"_s)->text(), u"1234 lines are in %1."_s.arg(file));
    QVERIFY(m_script->asked.isEmpty());
    dialog->reject();
    QVERIFY(!dialog->isVisible());
}

void tst_ExportDialog::theHostsActsAreAChoice()
{
    QTemporaryDir folder;
    ExportDialog *dialog = openExport();
    auto *acts = dialog->findChild<QCheckBox *>(u"hostActs"_s);
    QVERIFY(acts->isEnabled() && !acts->isChecked());
    dialog->setFormat(ExportFormat::JsonLines); // holds everything
    QVERIFY(!acts->isEnabled() && acts->isChecked());
    dialog->setFormat(ExportFormat::Csv);
    QVERIFY(acts->isEnabled() && !acts->isChecked());
    acts->click();
    dialog->setFormat(ExportFormat::AttendanceCsv); // holds nothing of it
    QVERIFY(!acts->isEnabled() && !acts->isChecked());
    dialog->setFormat(ExportFormat::Text);
    QVERIFY(acts->isEnabled() && acts->isChecked());
    const QString file = folder.filePath(u"x.txt"_s);
    dialog->findChild<QLineEdit *>(u"file"_s)->setText(file);
    QTest::mouseClick(dialog->findChild<QPushButton *>(u"beginExport"_s), Qt::LeftButton);
    QVERIFY(m_history->exports.constFirst().hostActs);
    QVERIFY(!acts->isEnabled());
    Q_EMIT m_history->exportEnded({file, {}, {1, 1, 0}});
    QVERIFY(acts->isEnabled() && acts->isChecked());
    delete dialog;
}

void tst_ExportDialog::asksBeforeReplacingAFile()
{
    QTemporaryDir folder;
    const QString file = folder.filePath(u"there.html"_s);
    QFile there(file);
    QVERIFY(there.open(QIODevice::WriteOnly));
    ExportDialog *dialog = openExport();
    dialog->findChild<QLineEdit *>(u"file"_s)->setText(file);
    auto *begin = dialog->findChild<QPushButton *>(u"beginExport"_s);
    m_script->answers = {false, true};
    QTest::mouseClick(begin, Qt::LeftButton);
    QCOMPARE(m_script->asked.size(), 1);
    QVERIFY(m_script->asked.constFirst().text.contains(file));
    QVERIFY(m_history->files.isEmpty());
    QTest::mouseClick(begin, Qt::LeftButton);
    QCOMPARE(m_history->files, QStringList{file});
    Q_EMIT m_history->exportEnded({file, {}, {}});

    dialog->findChild<QLineEdit *>(u"file"_s)->clear();
    QTest::mouseClick(begin, Qt::LeftButton);
    QCOMPARE(dialog->findChild<QLabel *>(u"result"_s)->text(), u"Say in which file."_s);
    QCOMPARE(m_history->files.size(), 1);
}

void tst_ExportDialog::showsProgressAndCancels()
{
    QTemporaryDir folder;
    const QString file = folder.filePath(u"x.html"_s);
    ExportDialog *dialog = openExport();
    dialog->findChild<QLineEdit *>(u"file"_s)->setText(file);
    auto *progress = dialog->findChild<QProgressBar *>(u"progress"_s);
    auto *cancel = dialog->findChild<QPushButton *>(u"cancelExport"_s);
    QVERIFY(!progress->isVisible());
    Q_EMIT m_history->exportProgressed(5, 10); // of something else
    QTest::mouseClick(dialog->findChild<QPushButton *>(u"beginExport"_s), Qt::LeftButton);
    QVERIFY(progress->isVisible());
    QVERIFY(!dialog->findChild<QPushButton *>(u"beginExport"_s)->isEnabled());
    QCOMPARE(progress->maximum(), 0);
    const qint64 huge = std::numeric_limits<qint64>::max() / 2;
    Q_EMIT m_history->exportProgressed(huge / 4, huge);
    QCOMPARE(progress->value() * 4, progress->maximum());
    QCOMPARE(cancel->text(), u"Cancel"_s);
    QTest::keyClick(dialog, Qt::Key_Escape);
    QCOMPARE(m_history->cancels, 1);
    QVERIFY(dialog->isVisible());
    Q_EMIT m_history->exportEnded({file, ExportFailure{ExportFailure::Kind::Cancelled, u"Cancelled. Nothing was written."_s}, {}});
    QVERIFY(!progress->isVisible());
    QCOMPARE(dialog->findChild<QLabel *>(u"result"_s)->text(), u"Cancelled. Nothing was written."_s);
    QCOMPARE(cancel->text(), u"Close"_s);
    QVERIFY(dialog->findChild<QPushButton *>(u"beginExport"_s)->isEnabled());
    QTest::mouseClick(cancel, Qt::LeftButton);
    QVERIFY(!dialog->isVisible());
    QCOMPARE(m_history->cancels, 1);
}

void tst_ExportDialog::saysWhyNothingWasExported()
{
    QTemporaryDir folder;
    const QString file = folder.filePath(u"x.html"_s);
    ExportDialog *dialog = openExport();
    dialog->findChild<QLineEdit *>(u"file"_s)->setText(file);
    QTest::mouseClick(dialog->findChild<QPushButton *>(u"beginExport"_s), Qt::LeftButton);
    const QString sentence = u"There is not enough room on the disk for <b>x</b>."_s;
    Q_EMIT m_history->exportEnded({file, ExportFailure{ExportFailure::Kind::DiskFull, sentence}, {}});
    auto *result = dialog->findChild<QLabel *>(u"result"_s);
    QVERIFY(result->isVisible());
    QCOMPARE(result->text(), sentence);
    QCOMPARE(result->textFormat(), Qt::PlainText);
}

void tst_ExportDialog::exportBeginsWithWhatIsShown()
{
    find<QLineEdit>(u"author"_s)->setText(u"Ada"_s);
    m_window->findChild<HistorySearchPage *>()->findChild<PeriodPicker *>()->chooseDays(day.addDays(-9), day.addDays(-8));
    ExportDialog *dialog = openExport();
    QCOMPARE(dialog->findChild<QLineEdit *>(u"author"_s)->text(), u"Ada"_s);
    QCOMPARE(dialog->findChild<PeriodPicker *>()->period(), (Period{at(0, 0, day.addDays(-9)), at(0, 0, day.addDays(-7))}));
    delete dialog;
    find<QTabWidget>(u"historyTabs"_s)->setCurrentIndex(1);
    find<RecordTable>(u"attendance"_s)->parentWidget()->parentWidget()->findChild<PeriodPicker *>()->choose(PeriodPicker::Choice::LastWeek);
    QTest::mouseClick(find<QPushButton>(u"exportAttendance"_s), Qt::LeftButton);
    dialog = m_window->findChild<ExportDialog *>();
    QCOMPARE(ExportFormat(dialog->findChild<QComboBox *>(u"format"_s)->currentData().toInt()), ExportFormat::AttendanceCsv);
    QCOMPARE(dialog->findChild<PeriodPicker *>()->choice(), PeriodPicker::Choice::LastWeek);
    delete dialog;
}

QTEST_MAIN(tst_ExportDialog)
#include "tst_exportdialog.moc"
