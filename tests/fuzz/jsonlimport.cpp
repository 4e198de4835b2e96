// SPDX-License-Identifier: GPL-3.0-or-later
// A file that somebody hands to `foyer import`: a history, or the number of the line that is wrong and why.
#include "server/storage/export/historyexport.h"
#include "server/storage/export/historyimport.h"
#include "server/storage/export/jsonl.h"
#include "tests/fuzz/holds.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>

using namespace foyer;

namespace {

constexpr qint64 nowMs = 1'790'000'000'000;

QByteArray encoded(const jsonl::Line &line)
{
    return std::visit([](const auto &one) { return jsonl::encode(one); }, line);
}

/// Whatever is read can be written, and that is read as the same.
void mustComeBack(const QByteArray &line)
{
    const Result<jsonl::Line, jsonl::Error> read = jsonl::decode(line);
    if (!read)
        return;
    const QByteArray once = encoded(*read);
    FOYER_HOLDS(once.endsWith('\n') && once.count('\n') == 1 && once.isValidUtf8() && once.size() <= jsonl::mostLineBytes);
    const Result<jsonl::Line, jsonl::Error> again = jsonl::decode(once.chopped(1));
    FOYER_HOLDS(again && again->index() == read->index() && encoded(*again) == once);
}

void write(const QString &name, const QByteArray &bytes)
{
    QFile file(name);
    FOYER_HOLDS(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
}

QByteArray exported(const QString &folder, const QString &name)
{
    ExportRequest request;
    request.format = ExportFormat::JsonLines;
    FOYER_HOLDS(historyexport::writeFile(folder, request, nowMs, name, historyexport::Overwrite::No));
    QFile file(name);
    FOYER_HOLDS(file.open(QIODevice::ReadOnly));
    return file.readAll();
}

/// The whole way, with a history on the disk.
void mustBeTakenOrRefused(const QByteArray &bytes)
{
    const QTemporaryDir dir;
    const QString file = dir.filePath(QStringLiteral("in"));
    const QString first = dir.filePath(QStringLiteral("first"));
    write(file, bytes);
    const Result<ExportSummary, ExportFailure> read = historyimport::read(file, first);
    if (!read) {
        FOYER_HOLDS(read.error().kind == ExportFailure::Kind::Garbled && !read.error().sentence.isEmpty());
        FOYER_HOLDS(read.error().line >= 1 && read.error().line <= bytes.count('\n') + 1);
        FOYER_HOLDS(!QFileInfo::exists(first));
        return;
    }
    const QString second = dir.filePath(QStringLiteral("second"));
    const QString out = dir.filePath(QStringLiteral("out"));
    const QByteArray once = exported(first, out);
    const Result<ExportSummary, ExportFailure> again = historyimport::read(out, second);
    FOYER_HOLDS(again && again->events == read->events && again->messages == read->messages);
    FOYER_HOLDS(exported(second, dir.filePath(QStringLiteral("again"))) == once);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static int arguments = 1;
    static char name[] = "fuzz_jsonlimport";
    static char *values[] = {name, nullptr};
    static const QCoreApplication application(arguments, values); // the driver of the database wants one
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const QList<QByteArray> lines = bytes.split('\n');
    for (const QByteArray &line : lines)
        mustComeBack(line);
    // A file takes a thousand times as long as a line: only what might be one is written.
    const Result<jsonl::Line, jsonl::Error> first = jsonl::decode(lines.constFirst());
    if (first && std::holds_alternative<jsonl::Header>(*first))
        mustBeTakenOrRefused(bytes);
    return 0;
}
