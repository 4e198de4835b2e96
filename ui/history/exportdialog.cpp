// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/exportdialog.h"

#include "server/base/clock.h"
#include "ui/history/periodpicker.h"
#include "ui/questions.h"
#include "ui/views/plainlabel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDateTime>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QStandardPaths>
#include <QVBoxLayout>

#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;

namespace foyer {

namespace {

/// Progress is shown in this many steps, however many lines there are.
constexpr int steps = 1000;

QString endingOf(ExportFormat format)
{
    switch (format) {
    case ExportFormat::Html:
        return u"html"_s;
    case ExportFormat::Csv:
    case ExportFormat::AttendanceCsv:
        return u"csv"_s;
    case ExportFormat::JsonLines:
        return u"jsonl"_s;
    case ExportFormat::Text:
        return u"txt"_s;
    }
    return {};
}

QString withEnding(const QString &file, ExportFormat format)
{
    const QString ending = QFileInfo(file).suffix();
    const QStringList ours{u"html"_s, u"csv"_s, u"jsonl"_s, u"txt"_s};
    if (!ours.contains(ending))
        return file;
    return file.chopped(ending.size()) + endingOf(format);
}

int plural(qint64 count)
{
    return int(std::min<qint64>(count, std::numeric_limits<int>::max()));
}

QString shown(const QString &file)
{
    return QDir::toNativeSeparators(file);
}

} // namespace

ExportDialog::ExportDialog(HistoryControl &history, Questions &questions, const Clock &clock, QWidget *parent)
    : QDialog(parent)
    , m_history(history)
    , m_questions(questions)
    , m_format(new QComboBox)
    , m_formatHint(new PlainLabel(u"meta"_s))
    , m_period(new PeriodPicker(clock))
    , m_author(new QLineEdit)
    , m_hostActs(new QCheckBox(tr("What the host did, and why")))
    , m_anonymise(new QCheckBox(tr("Leave out who it was")))
    , m_file(new QLineEdit)
    , m_choose(new QPushButton(tr("Choose…")))
    , m_progress(new QProgressBar)
    , m_result(new PlainLabel(u"body"_s))
{
    setObjectName(u"export"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Export"));
    m_format->setObjectName(u"format"_s);
    m_format->addItem(tr("A page to read and print (HTML)"), int(ExportFormat::Html));
    m_format->addItem(tr("A table for spreadsheets (CSV)"), int(ExportFormat::Csv));
    m_format->addItem(tr("Everything, for programs (JSON Lines)"), int(ExportFormat::JsonLines));
    m_format->addItem(tr("Plain text"), int(ExportFormat::Text));
    m_format->addItem(tr("Who was here, for spreadsheets (CSV)"), int(ExportFormat::AttendanceCsv));
    m_formatHint->setWordWrap(true);
    m_author->setObjectName(u"author"_s);
    m_author->setPlaceholderText(tr("Everybody"));
    m_hostActs->setObjectName(u"hostActs"_s);
    m_hostActs->setToolTip(tr("Who was asked to leave, by whom, why and for how long. Without it, only that somebody had to leave."));
    m_anonymise->setObjectName(u"anonymise"_s);
    m_anonymise->setToolTip(tr("Names become numbers; addresses, reasons and the room’s name are left out. What was said stays."));
    m_file->setObjectName(u"file"_s);
    m_file->setMinimumWidth(320);
    const QString day = QDateTime::fromMSecsSinceEpoch(clock.wallMs()).date().toString(Qt::ISODate);
    m_file->setText(shown(QDir(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation))
                              .filePath(u"foyer-%1.html"_s.arg(day))));
    m_choose->setAutoDefault(false);
    m_progress->setObjectName(u"progress"_s);
    m_progress->setTextVisible(false);
    m_progress->setAccessibleName(tr("Progress"));
    m_progress->hide();
    m_result->setObjectName(u"result"_s);
    m_result->setWordWrap(true);
    m_result->hide();

    auto *file = new QHBoxLayout;
    file->setSpacing(8);
    file->addWidget(m_file, 1);
    file->addWidget(m_choose);
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(16);
    form->setVerticalSpacing(10);
    form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    form->addRow(tr("As"), m_format);
    form->addRow(QString(), m_formatHint);
    form->addRow(tr("From"), m_period);
    form->addRow(tr("Said by"), m_author);
    form->addRow(QString(), m_hostActs);
    form->addRow(QString(), m_anonymise);
    form->addRow(tr("File"), file);

    auto *buttons = new QDialogButtonBox;
    m_export = buttons->addButton(tr("Export"), QDialogButtonBox::AcceptRole);
    m_export->setObjectName(u"beginExport"_s);
    m_export->setProperty("look", u"primary"_s);
    m_export->setDefault(true);
    m_cancel = buttons->addButton(tr("Close"), QDialogButtonBox::RejectRole);
    m_cancel->setObjectName(u"cancelExport"_s);
    m_cancel->setAutoDefault(false);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 20, 24, 20);
    layout->setSpacing(14);
    layout->addWidget(new PlainLabel(u"title"_s, tr("Export the history")));
    layout->addLayout(form);
    layout->addWidget(m_progress);
    layout->addWidget(m_result);
    layout->addWidget(buttons);

    connect(m_format, &QComboBox::currentIndexChanged, this, &ExportDialog::followFormat);
    connect(m_hostActs, &QCheckBox::clicked, this, [this](bool wanted) { m_wantsHostActs = wanted; });
    connect(m_choose, &QPushButton::clicked, this, &ExportDialog::chooseFile);
    connect(buttons, &QDialogButtonBox::accepted, this, &ExportDialog::askAndBegin);
    connect(buttons, &QDialogButtonBox::rejected, this, &ExportDialog::reject);
    connect(&m_history, &HistoryControl::exportProgressed, this, &ExportDialog::showProgress);
    connect(&m_history, &HistoryControl::exportEnded, this, &ExportDialog::end);
    followFormat();
}

void ExportDialog::setFormat(ExportFormat format)
{
    m_format->setCurrentIndex(m_format->findData(int(format)));
}

void ExportDialog::setAuthor(const QString &author)
{
    m_author->setText(author);
}

void ExportDialog::setPeriod(const PeriodPicker &period)
{
    m_period->follow(period);
}

ExportFormat ExportDialog::format() const
{
    return ExportFormat(m_format->currentData().toInt());
}

ExportRequest ExportDialog::request() const
{
    const Period period = m_period->period();
    ExportRequest what;
    what.format = format();
    what.fromMs = period.fromMs;
    what.toMs = period.toMs;
    what.author = m_author->text().trimmed();
    what.hostActs = m_hostActs->isChecked();
    what.anonymise = m_anonymise->isChecked();
    return what;
}

void ExportDialog::followFormat()
{
    m_file->setText(withEnding(m_file->text(), format()));
    followHostActs();
    switch (format()) {
    case ExportFormat::Html:
        m_formatHint->setText(tr("One file that every browser shows, without any scripts."));
        break;
    case ExportFormat::Csv:
        m_formatHint->setText(tr("One row for each thing that was said or happened."));
        break;
    case ExportFormat::JsonLines:
        m_formatHint->setText(tr("This alone can be taken in again by another Foyer."));
        break;
    case ExportFormat::Text:
        m_formatHint->setText(tr("One line for each thing that was said or happened."));
        break;
    case ExportFormat::AttendanceCsv:
        m_formatHint->setText(tr("One row for each person: first and last seen, minutes, messages, every stay."));
        break;
    }
}

/// JSON lines hold everything, and who was here when holds nothing of it.
void ExportDialog::followHostActs()
{
    const bool hasChoice = format() != ExportFormat::JsonLines && format() != ExportFormat::AttendanceCsv;
    m_hostActs->setEnabled(hasChoice && !m_isWriting);
    m_hostActs->setChecked(hasChoice ? m_wantsHostActs : format() == ExportFormat::JsonLines);
}

void ExportDialog::chooseFile()
{
    auto *chooser = new QFileDialog(this, tr("Export to"), m_file->text());
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    chooser->setAcceptMode(QFileDialog::AcceptSave);
    chooser->setFileMode(QFileDialog::AnyFile);
    chooser->setOption(QFileDialog::DontConfirmOverwrite); // asked once, before it is written: names are typed too
    chooser->setDefaultSuffix(endingOf(format()));
    chooser->selectFile(QFileInfo(m_file->text()).fileName());
    connect(chooser, &QFileDialog::fileSelected, this, [this](const QString &file) { m_file->setText(shown(file)); });
    chooser->open();
}

void ExportDialog::askAndBegin()
{
    if (m_isWriting || m_isAsking)
        return;
    const QString typed = QDir::fromNativeSeparators(m_file->text().trimmed());
    if (typed.isEmpty()) {
        tell(u"warn"_s, tr("Say in which file."));
        m_file->setFocus();
        return;
    }
    const QString file = QDir::home().absoluteFilePath(typed.startsWith("~/"_L1) ? typed.sliced(2) : typed);
    if (!QFileInfo(file).isFile()) {
        begin(file);
        return;
    }
    m_isAsking = true;
    m_questions.ask(this,
                    {tr("Replace the file"), tr("There is a file %1 already.").arg(shown(file)), tr("Replace it"), tr("Keep it")},
                    [this, file](bool yes) {
                        m_isAsking = false;
                        if (yes)
                            begin(file);
                    });
}

void ExportDialog::begin(const QString &file)
{
    setWriting(true);
    m_history.exportTo(file, request());
}

void ExportDialog::showProgress(qint64 done, qint64 inAll)
{
    if (!m_isWriting || inAll <= 0)
        return;
    m_progress->setRange(0, steps);
    m_progress->setValue(int(std::clamp(double(done) / double(inAll), 0.0, 1.0) * steps));
}

void ExportDialog::end(const ExportOutcome &outcome)
{
    if (!m_isWriting)
        return;
    setWriting(false);
    if (outcome.failure) {
        tell(outcome.failure->kind == ExportFailure::Kind::Cancelled ? u"muted"_s : u"warn"_s, outcome.failure->sentence);
        return;
    }
    tell(u"body"_s, format() == ExportFormat::AttendanceCsv
                        ? tr("%n people are in %1.", nullptr, plural(outcome.summary.people)).arg(shown(outcome.file))
                        : tr("%n line(s) are in %1.", nullptr, plural(outcome.summary.events)).arg(shown(outcome.file)));
}

void ExportDialog::setWriting(bool writing)
{
    m_isWriting = writing;
    for (QWidget *field : std::initializer_list<QWidget *>{m_format, m_period, m_author, m_anonymise, m_file, m_choose, m_export})
        field->setEnabled(!writing);
    followHostActs();
    m_progress->setRange(0, 0); // how much there is to do is not known yet
    m_progress->setVisible(writing);
    m_cancel->setEnabled(true);
    m_cancel->setText(writing ? tr("Cancel") : tr("Close"));
    if (writing)
        m_result->hide();
}

void ExportDialog::tell(const QString &look, const QString &sentence)
{
    m_result->setLook(look);
    m_result->setText(sentence);
    m_result->show();
}

void ExportDialog::reject()
{
    if (m_isWriting) {
        m_cancel->setEnabled(false); // it ends in a moment, and says so
        m_history.cancelExport();
        return;
    }
    QDialog::reject();
}

} // namespace foyer
