// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

QString textOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

QString fromTop(const QString &path)
{
    return textOf(u"" FOYER_SOURCE_DIR "/"_s + path);
}

/// The file of this name below tests/; empty when there is none.
QString testFile(const QString &name)
{
    QDirIterator it(u"" FOYER_SOURCE_DIR "/tests"_s, {name}, QDir::Files, QDirIterator::Subdirectories);
    return it.hasNext() ? it.next() : QString();
}

/// A test as SECURITY.md names it: `tst_name::function` or `file.test.ts: title`.
struct Named
{
    QString file;
    QString test;
};

QList<Named> namedIn(const QString &text)
{
    static const QRegularExpression names(u"`(tst_\\w+)::(\\w+)`|`([\\w-]+\\.test\\.tsx?): ([^`]+)`"_s);
    QList<Named> found;
    for (auto it = names.globalMatch(text); it.hasNext();) {
        const QRegularExpressionMatch match = it.next();
        if (match.capturedLength(1) > 0)
            found.append({match.captured(1) + u".cpp"_s, match.captured(2)});
        else
            found.append({match.captured(3), match.captured(4)});
    }
    return found;
}

/// What is wrong with a test that is named; empty when it is there, and run.
QString complaint(const Named &named)
{
    const QString path = testFile(named.file);
    if (path.isEmpty())
        return named.file + u": no such file"_s;
    const QString source = textOf(path);
    if (named.file.endsWith(u".cpp"_s)) {
        const QString name = named.file.chopped(4);
        if (!textOf(path.section(u'/', 0, -2) + u"/CMakeLists.txt"_s).contains(name))
            return name + u": is not built"_s;
        const auto slots_ = source.indexOf(u"private Q_SLOTS:"_s);
        if (slots_ < 0 || !source.mid(slots_).contains(u"    void "_s + named.test + u"()"_s))
            return name + u": no test "_s + named.test;
        return {};
    }
    const QString title = QString(named.test).replace(u'\'', u"\\'"_s);
    return source.contains(u"test('"_s + title + u"',"_s) ? QString()
                                                          : named.file + u": no test called "_s + named.test;
}

/// The cells of a table's row, without the two outer bars.
QStringList cellsOf(const QString &line)
{
    QStringList cells = line.split(u'|').mid(1);
    cells.removeLast();
    for (QString &cell : cells)
        cell = cell.trimmed();
    return cells;
}

} // namespace

/// SECURITY.md names a test for what it says is guarded: each of them is there.
class tst_SecurityDoc final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyTestThatIsNamedIsThere()
    {
        const QList<Named> all = namedIn(fromTop(u"SECURITY.md"_s));
        QVERIFY2(all.size() > 50, "SECURITY.md is not where it was");
        QStringList complaints;
        for (const Named &named : all) {
            if (const QString why = complaint(named); !why.isEmpty())
                complaints.append(why);
        }
        QVERIFY2(complaints.isEmpty(), qPrintable(u"\n"_s + complaints.join(u'\n')));
    }

    /// Every row of the two tables of guards names a test, or says with a dash that there is none; nothing in between.
    void everyRowNamesATest()
    {
        int rows = 0;
        bool inside = false;
        const QStringList lines = fromTop(u"SECURITY.md"_s).split(u'\n');
        for (const QString &line : lines) {
            const bool isRow = line.startsWith(u'|');
            if (isRow && line.endsWith(u"| tests |"_s))
                inside = true;
            else if (!isRow)
                inside = false;
            else if (inside && !line.startsWith(u"|---"_s)) {
                ++rows;
                const QStringList cells = cellsOf(line);
                QCOMPARE(cells.size(), 3);
                const QStringList named = cells[2].split(u", `"_s);
                QVERIFY2(cells[2] == u"–"_s || namedIn(cells[2]).size() == named.size(), qPrintable(line));
            }
        }
        QVERIFY(rows > 30);
    }

    void theReadmeLeadsThere() { QVERIFY(fromTop(u"README.md"_s).contains(u"(SECURITY.md)"_s)); }

    void whatIsNotThereIsFound_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("no such file") << u"`tst_nothing::atAll`"_s;
        QTest::newRow("no such function") << u"`tst_names::atAll`"_s;
        QTest::newRow("a helper, not a test") << u"`tst_names::verdict`"_s;
        QTest::newRow("no such title") << u"`security.test.ts: nothing at all`"_s;
        QTest::newRow("a title cut short") << u"`security.test.ts: clickjacking`"_s;
        QTest::newRow("no such page test") << u"`nothing.test.ts: at all`"_s;
    }

    void whatIsNotThereIsFound()
    {
        QFETCH(QString, text);
        const QList<Named> named = namedIn(text);
        QCOMPARE(named.size(), 1);
        QVERIFY(!complaint(named.constFirst()).isEmpty());
    }
};

QTEST_APPLESS_MAIN(tst_SecurityDoc)
#include "tst_securitydoc.moc"
