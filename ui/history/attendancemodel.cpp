// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/attendancemodel.h"

#include "ui/history/recordtable.h"
#include "ui/plainwords.h"
#include "ui/timetext.h"

#include <QHash>
#include <QLocale>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace foyer {

namespace {

/// A tip longer than the screen is of no use.
constexpr qsizetype mostSpansInATip = 12;

QString spansInWords(const QList<Attendance::Span> &spans)
{
    QStringList lines;
    for (const Attendance::Span &span : spans.first(std::min(spans.size(), mostSpansInATip)))
        lines.append(u"%1 – %2"_s.arg(TimeText::stamp(span.fromMs), TimeText::stamp(span.toMs)));
    if (spans.size() > mostSpansInATip)
        lines.append(u"…"_s);
    return lines.join(u'\n');
}

/// Of people of the same name, those who came later are counted: "Lena", "Lena (2)".
QHash<UserId, QString> toldApart(const QList<Attendance::Person> &people)
{
    QSet<QString> taken;
    for (const Attendance::Person &person : people)
        taken.insert(person.name);
    QHash<QString, int> count;
    QHash<UserId, QString> names;
    for (const Attendance::Person &person : people) {
        int &number = count[person.name];
        QString name = person.name;
        if (++number > 1) {
            while (taken.contains(name = u"%1 (%2)"_s.arg(person.name, QString::number(number))))
                ++number;
        }
        taken.insert(name);
        names.insert(person.user, name);
    }
    return names;
}

QVariant sortKey(const Attendance::Person &person, int column)
{
    switch (column) {
    case AttendanceModel::First:
    case AttendanceModel::Spans:
        return person.firstMs;
    case AttendanceModel::Last:
        return person.lastMs;
    case AttendanceModel::Minutes:
        return person.presentMs();
    case AttendanceModel::Messages:
        return person.messages;
    default:
        return {};
    }
}

} // namespace

void AttendanceModel::update(const Attendance &attendance)
{
    // Views sort them as they like: here those who are known keep their place, and others come after them.
    QHash<UserId, Attendance::Person> byUser;
    for (const Attendance::Person &person : attendance.people)
        byUser.insert(person.user, person);
    QList<Attendance::Person> people;
    for (const Attendance::Person &known : std::as_const(m_attendance.people)) {
        if (const auto now = byUser.constFind(known.user); now != byUser.cend()) {
            people.append(*now);
            byUser.erase(now);
        }
    }
    for (const Attendance::Person &person : attendance.people) {
        if (byUser.contains(person.user))
            people.append(person);
    }
    m_names = toldApart(attendance.people);
    updateRows(m_attendance.people, people, [](const Attendance::Person &person) { return person.user.value; });
    m_fromMs = m_toMs = 0;
    bool isFirst = true;
    for (const Attendance::Person &person : std::as_const(m_attendance.people)) {
        m_fromMs = isFirst ? person.firstMs : std::min(m_fromMs, person.firstMs);
        m_toMs = isFirst ? person.lastMs : std::max(m_toMs, person.lastMs);
        isFirst = false;
    }
    if (rowCount() > 0) // the spans of everybody are drawn to the same measure
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    Q_EMIT headerDataChanged(Qt::Horizontal, Spans, Spans); // and so is the time line
}

void AttendanceModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (!m_attendance.people.isEmpty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

int AttendanceModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_attendance.people.size());
}

int AttendanceModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QString AttendanceModel::text(int row, int column) const
{
    const Attendance::Person &person = m_attendance.people.at(row);
    switch (column) {
    case Name:
        return m_names.value(person.user, person.name);
    case First:
        return TimeText::stamp(person.firstMs);
    case Last:
        return person.isHere ? tr("here now") : TimeText::stamp(person.lastMs);
    case Minutes:
        return person.minutesPresent() == 0 && person.presentMs() > 0 ? u"<1"_s : QLocale().toString(person.minutesPresent());
    case Messages:
        return QLocale().toString(person.messages);
    default:
        return {};
    }
}

QVariant AttendanceModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Attendance::Person &person = m_attendance.people.at(index.row());
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return text(index.row(), column);
    case Qt::TextAlignmentRole:
        return int(column == Minutes || column == Messages ? Qt::AlignRight | Qt::AlignVCenter : Qt::AlignLeft | Qt::AlignVCenter);
    case Qt::ToolTipRole:
        return column == Spans ? spansInWords(person.spans) : plainToolTip(text(index.row(), column));
    case Qt::AccessibleTextRole:
        return column == Spans ? spansInWords(person.spans) : text(index.row(), column);
    case RecordTable::sortRole:
        return sortKey(person, column);
    case SpansRole:
        return column == Spans ? QVariant::fromValue(person.spans) : QVariant();
    default:
        return {};
    }
}

QVariant AttendanceModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(section == Minutes || section == Messages ? Qt::AlignRight | Qt::AlignVCenter : Qt::AlignLeft | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return tr("Name");
    case First:
        return tr("First seen");
    case Last:
        return tr("Last seen");
    case Minutes:
        return tr("Minutes");
    case Messages:
        return tr("Messages");
    case Spans:
        return tr("When");
    default:
        return {};
    }
}

} // namespace foyer
