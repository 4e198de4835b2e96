// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/historycommand.h"

#include "app/settingsstore.h"
#include "server/base/result.h"
#include "server/base/threadpriority.h"
#include "server/storage/export/historyexport.h"
#include "server/storage/export/historyimport.h"
#include "server/storage/export/moments.h"
#include "ui/language.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFile>

#include <algorithm>
#include <array>
#include <csignal>
#include <cstdio>
#include <optional>

using namespace Qt::StringLiterals;

namespace foyer::historycommand {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(foyer::HistoryCommand)
};

/// What a subcommand ends with.
struct Ending
{
    QString sentence;
    bool isGood = true;
};

struct Format
{
    QLatin1String word;
    ExportFormat format;
};

constexpr std::array formats{
    Format{"html"_L1, ExportFormat::Html}, Format{"csv"_L1, ExportFormat::Csv},
    Format{"jsonl"_L1, ExportFormat::JsonLines}, Format{"txt"_L1, ExportFormat::Text},
    Format{"attendance-csv"_L1, ExportFormat::AttendanceCsv},
};

constexpr auto standardOutput = "-"_L1;

/// A signal handler can reach nothing else (POSIX, signal-safety).
volatile std::sig_atomic_t isCancelled = 0;

void cancelOnSignal(int)
{
    isCancelled = 1;
}

bool goesOn(qint64, qint64)
{
    return isCancelled == 0;
}

Ending refused(const QString &sentence)
{
    return {sentence, false};
}

/// The parser for a subcommand, with what both of them have.
class Parser final
{
public:
    Parser(const QString &description, const QString &files)
        : dataDir(u"data-dir"_s, Words::tr("The folder that holds the history; else the usual one."), u"DIR"_s),
          language(u"lang"_s, Words::tr("The language of what is written: en or zh_CN."), u"LANG"_s),
          help({u"h"_s, u"help"_s}, Words::tr("Show this help and end.")), m_usage(files)
    {
        parser.setApplicationDescription(description);
        parser.addOptions({dataDir, language, help});
    }

    /// Something to end with at once; or nothing.
    [[nodiscard]] std::optional<Ending> parse(const QStringList &arguments)
    {
        // The subcommand is the name of the program here.
        if (!parser.parse(QStringList(arguments[0] + u' ' + arguments[1]) + arguments.mid(2)))
            return refused(parser.errorText());
        const QString wanted = parser.value(language);
        if (parser.isSet(language) && wanted != "en"_L1 && wanted != "zh_CN"_L1)
            return refused(Words::tr("--lang takes en or zh_CN."));
        return parser.isSet(help) ? std::optional(Ending{helpText(arguments[1])}) : std::nullopt;
    }

    QCommandLineParser parser;
    QCommandLineOption dataDir;
    QCommandLineOption language;
    QCommandLineOption help;

private:
    /// Qt's own shows the whole path of the program, and no subcommand.
    [[nodiscard]] QString helpText(const QString &command) const
    {
        const QString text = parser.helpText();
        const qsizetype lineEnd = text.indexOf(u'\n');
        return Words::tr("Usage: %1").arg("foyer "_L1 + command + u' ' + m_usage) + text.mid(lineEnd);
    }

    QString m_usage;
};

QString usageOf(const QStringList &words)
{
    return words.join(u' ');
}

Ending exportHistory(const QStringList &arguments)
{
    QStringList formatWords;
    for (const Format &format : formats)
        formatWords.append(format.word);
    const QCommandLineOption format(
        u"format"_s,
        Words::tr("html: a page to read and print. csv: a table of everything. jsonl: everything, for “foyer import”. txt: plain text. "
                  "attendance-csv: a table of who was there when."),
        formatWords.join(u'|'));
    const QCommandLineOption from(
        u"from"_s, Words::tr("Nothing earlier: a day, 2026-11-25, or a moment, 2026-11-25T10:30, here unless it says where."), u"DATE"_s);
    const QCommandLineOption to(u"to"_s, Words::tr("Nothing later: a day, which is in it as a whole, or a moment."), u"DATE"_s);
    const QCommandLineOption author(u"author"_s, Words::tr("Only what was said under this name."), u"NAME"_s);
    const QCommandLineOption hostActs(u"host-acts"_s,
                                      Words::tr("Tell what the host did, too: who was asked to leave, by whom, why and for how long. jsonl has that always."));
    const QCommandLineOption anonymise(
        u"anonymise"_s,
        Words::tr("Make names “Person 1”, “Person 2” …, and leave out addresses, reasons and the room’s name. What people have "
                  "written stays as it is, names in it too."));
    const QCommandLineOption force(u"force"_s, Words::tr("Write over a file that is there already."));
    const QCommandLineOption output({u"o"_s, u"output"_s}, Words::tr("The file to write; - for standard output."), u"FILE"_s);
    Parser line(Words::tr("Writes the history of a room into a file. The room may be open meanwhile."),
                usageOf({u"[--data-dir DIR]"_s, u"--format"_s, formatWords.join(u'|'), u"[--from DATE] [--to DATE] [--author NAME] [--host-acts] [--anonymise] [--force] -o FILE"_s}));
    QCommandLineParser &parser = line.parser;
    parser.addOptions({format, from, to, author, hostActs, anonymise, force, output});
    if (const auto ending = line.parse(arguments))
        return *ending;
    if (!parser.positionalArguments().isEmpty())
        return refused(Words::tr("“%1” is not an option. --help lists them.").arg(parser.positionalArguments().constFirst()));

    ExportRequest request;
    const auto known = std::find_if(formats.begin(), formats.end(), [&](const Format &candidate) { return parser.value(format) == candidate.word; });
    if (known == formats.end())
        return refused(Words::tr("--format takes one of %1.").arg(formatWords.join(u", "_s)));
    request.format = known->format;
    if (parser.isSet(from)) {
        request.fromMs = moments::parse(parser.value(from), moments::Edge::Begin);
        if (!request.fromMs)
            return refused(Words::tr("--from takes a day, 2026-11-25, or a moment, 2026-11-25T10:30."));
    }
    if (parser.isSet(to)) {
        request.toMs = moments::parse(parser.value(to), moments::Edge::End);
        if (!request.toMs)
            return refused(Words::tr("--to takes a day, 2026-11-25, or a moment, 2026-11-25T10:30."));
    }
    if (request.fromMs && request.toMs && *request.fromMs >= *request.toMs)
        return refused(Words::tr("--from is later than --to."));
    request.author = parser.value(author).trimmed();
    if (parser.isSet(author) && request.author.isEmpty())
        return refused(Words::tr("--author takes a name."));
    request.hostActs = parser.isSet(hostActs);
    request.anonymise = parser.isSet(anonymise);
    const QString file = parser.value(output);
    if (file.isEmpty())
        return refused(Words::tr("Say with -o which file to write."));
    const SettingsStore store(parser.value(line.dataDir));
    request.roomName = store.load().roomName;
    yieldToOthers(); // the room may be open meanwhile

    const qint64 nowMs = QDateTime::currentMSecsSinceEpoch();
    const bool isStandardOutput = file == standardOutput;
    Result<ExportSummary, ExportFailure> done = ExportFailure{};
    if (isStandardOutput) {
        QFile out;
        if (!out.open(stdout, QIODevice::WriteOnly | QIODevice::Unbuffered))
            return refused(out.errorString());
        done = historyexport::write(store.folder(), request, nowMs, out, Words::tr("standard output"), goesOn);
        if (done && std::fflush(stdout) != 0)
            return refused(Words::tr("Standard output cannot be written."));
    } else {
        using historyexport::Overwrite;
        done = historyexport::writeFile(store.folder(), request, nowMs, file, parser.isSet(force) ? Overwrite::Yes : Overwrite::No, goesOn);
    }
    if (!done) {
        const bool canBeForced = done.error().kind == ExportFailure::Kind::Exists;
        return refused(canBeForced ? done.error().sentence + u' ' + Words::tr("With --force it is written over.") : done.error().sentence);
    }
    if (isStandardOutput)
        return {};
    const qint64 lines = request.format == ExportFormat::AttendanceCsv ? done->people : done->events;
    return {Words::tr("Wrote %n line(s) to %1", nullptr, static_cast<int>(lines)).arg(file) + u'\n'};
}

Ending importHistory(const QStringList &arguments)
{
    Parser line(Words::tr("Reads a history that was exported as jsonl into a folder that has none. The room must be closed meanwhile."),
                usageOf({u"[--data-dir DIR]"_s, u"FILE"_s}));
    line.parser.addPositionalArgument(u"FILE"_s, Words::tr("The file to read."));
    if (const auto ending = line.parse(arguments))
        return *ending;
    const QStringList files = line.parser.positionalArguments();
    if (files.size() != 1)
        return refused(Words::tr("Say which file to read, one."));
    const SettingsStore store(line.parser.value(line.dataDir));
    const auto done = historyimport::read(files.constFirst(), store.folder(), goesOn);
    if (!done)
        return refused(done.error().sentence);
    return {Words::tr("%n events, in %1", nullptr, static_cast<int>(done->events)).arg(QDir::toNativeSeparators(store.folder())) + u'\n'};
}

/// What --lang says, else what the settings of the folder say. It is known before anything is said, the help too.
QString languageOf(const QStringList &arguments)
{
    const QCommandLineOption dataDir(u"data-dir"_s, {}, u"DIR"_s);
    const QCommandLineOption language(u"lang"_s, {}, u"LANG"_s);
    QCommandLineParser parser;
    parser.addOptions({dataDir, language});
    (void)parser.parse(arguments); // that there are others is no matter here
    return parser.isSet(language) ? parser.value(language) : SettingsStore(parser.value(dataDir)).load().language;
}

struct Command
{
    QLatin1String word;
    Ending (*run)(const QStringList &arguments);
};

constexpr std::array commands{Command{"export"_L1, exportHistory}, Command{"import"_L1, importHistory}};

const Command *commandOf(const QString &word)
{
    const auto it = std::find_if(commands.begin(), commands.end(), [&word](const Command &command) { return command.word == word; });
    return it == commands.end() ? nullptr : &*it;
}

} // namespace

bool isWanted(int argc, char **argv)
{
    return argc > 1 && commandOf(QString::fromLocal8Bit(argv[1]));
}

int run(int argc, char **argv)
{
    const QCoreApplication qt(argc, argv);
    QCoreApplication::setApplicationName(u"foyer"_s);
    QCoreApplication::setApplicationVersion(u"" FOYER_VERSION ""_s);
    std::signal(SIGINT, cancelOnSignal);
    std::signal(SIGTERM, cancelOnSignal);
    const QStringList arguments = QCoreApplication::arguments();
    Language language;
    language.speak(languageOf(arguments));
    const Ending ending = commandOf(arguments.at(1))->run(arguments);
    if (ending.isGood)
        std::fputs(qPrintable(ending.sentence), stdout);
    else
        std::fputs(qPrintable(u"foyer: %1\n"_s.arg(ending.sentence)), stderr);
    return ending.isGood ? 0 : 1;
}

} // namespace foyer::historycommand
