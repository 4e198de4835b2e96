// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/livelogmodel.h"

#include "server/base/clock.h"
#include "ui/keepingtext.h"
#include "ui/timetext.h"

#include <QDateTime>

using namespace Qt::StringLiterals;

namespace foyer {

namespace {

bool sameDay(qint64 oneMs, qint64 otherMs)
{
    return QDateTime::fromMSecsSinceEpoch(oneMs).date() == QDateTime::fromMSecsSinceEpoch(otherMs).date();
}

} // namespace

LiveLogModel::LiveLogModel(const Clock &clock, QObject *parent)
    : QAbstractListModel(parent)
    , m_clock(clock)
{
}

void LiveLogModel::setCapacity(int lines)
{
    m_capacity = std::max(lines, 2);
    makeRoomFor(0);
}

void LiveLogModel::reset(const QList<Event> &events)
{
    beginResetModel();
    m_cooled.clear();
    m_removed.clear();
    m_lines = linesOf(events, 0);
    if (m_lines.size() > m_capacity)
        m_lines.remove(0, m_lines.size() - m_capacity);
    endResetModel();
}

void LiveLogModel::append(const QList<Event> &events)
{
    addAtEnd(linesOf(events, m_lines.isEmpty() ? 0 : m_lines.constLast().atMs));
}

void LiveLogModel::noteGap(quint64 missing)
{
    LogLine line;
    line.kind = LogLine::Kind::Gap;
    line.serial = m_nextSerial++;
    line.atMs = m_lines.isEmpty() ? m_clock.wallMs() : m_lines.constLast().atMs;
    if (missing > 0)
        line.text = QString::number(missing);
    addAtEnd({line});
}

void LiveLogModel::prepend(const QList<Event> &events)
{
    QList<LogLine> older = linesOf(events, 0);
    if (older.isEmpty() || isFull())
        return;
    // The heading on top is said already when the older lines end on the same day.
    if (!m_lines.isEmpty() && m_lines.constFirst().kind == LogLine::Kind::Day
        && sameDay(m_lines.constFirst().atMs, older.constLast().atMs)) {
        beginRemoveRows({}, 0, 0);
        m_lines.removeFirst();
        endRemoveRows();
    }
    const qsizetype room = m_capacity - m_lines.size();
    if (room <= 1)
        return;
    if (older.size() > room) {
        older.remove(0, older.size() - room);
        if (older.constFirst().kind != LogLine::Kind::Day)
            older.first() = dayLine(older.at(1).atMs);
    }
    beginInsertRows({}, 0, int(older.size()) - 1);
    m_lines = older + m_lines;
    endInsertRows();
}

void LiveLogModel::retranslate()
{
    if (!m_lines.isEmpty())
        Q_EMIT dataChanged(index(0), index(int(m_lines.size()) - 1));
}

quint64 LiveLogModel::firstSeq() const
{
    for (const LogLine &line : m_lines) {
        if (line.seq != 0)
            return line.seq;
    }
    return 0;
}

int LiveLogModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_lines.size());
}

QVariant LiveLogModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const LogLine &line = m_lines.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return plainLine(index.row());
    case Qt::ToolTipRole:
        return line.kind == LogLine::Kind::Day ? QVariant() : TimeText::moment(line.atMs);
    case KindRole:
        return int(line.kind);
    case SerialRole:
        return line.serial;
    case SeqRole:
        return line.seq;
    case UserRole:
        return line.user.value;
    case HostRole:
        return line.role == foyer::Role::Operator;
    case NameRole:
        return line.name;
    case WordsRole:
        return words(line);
    case TimeRole:
        return TimeText::clock(line.atMs);
    default:
        return {};
    }
}

QString LiveLogModel::plainLine(int row) const
{
    const LogLine &line = m_lines.at(row);
    if (line.kind == LogLine::Kind::Day)
        return words(line);
    const QString time = TimeText::clock(line.atMs);
    if (line.kind == LogLine::Kind::Said)
        return u"%1  %2  %3"_s.arg(time, line.name, line.text);
    return u"%1  %2"_s.arg(time, words(line));
}

bool LiveLogModel::mentions(int row, const QString &word) const
{
    const LogLine &line = m_lines.at(row);
    if (line.kind == LogLine::Kind::Day)
        return false;
    return line.name.contains(word, Qt::CaseInsensitive)
        || (line.kind == LogLine::Kind::Said ? line.text : words(line)).contains(word, Qt::CaseInsensitive);
}

QList<LogLine> LiveLogModel::linesOf(const QList<Event> &events, qint64 previousMs)
{
    QList<LogLine> lines;
    lines.reserve(events.size() + 1);
    for (const Event &event : events) {
        std::optional<LogLine> line = logLineOf(event);
        if (!line)
            continue;
        if (const auto *kicked = std::get_if<Kicked>(&event.body)) {
            m_removed.insert(kicked->user);
            m_cooled.insert(kicked->cooling.id, kicked->cooling.name);
        } else if (const auto *letIn = std::get_if<LetIn>(&event.body)) {
            line->name = m_cooled.value(letIn->cooling);
        } else if (const auto *left = std::get_if<Left>(&event.body);
                   left && left->why == LeaveReason::Kicked && m_removed.contains(left->user)) {
            continue;
        }
        if (!sameDay(previousMs, line->atMs))
            lines.append(dayLine(line->atMs));
        previousMs = line->atMs;
        line->serial = m_nextSerial++;
        lines.append(*std::move(line));
    }
    return lines;
}

LogLine LiveLogModel::dayLine(qint64 atMs)
{
    LogLine line;
    line.kind = LogLine::Kind::Day;
    line.serial = m_nextSerial++;
    line.atMs = atMs;
    return line;
}

QString LiveLogModel::words(const LogLine &line) const
{
    switch (line.kind) {
    case LogLine::Kind::Said:
        return line.text;
    case LogLine::Kind::Joined:
        return tr("%1 came in").arg(line.name);
    case LogLine::Kind::Left:
        if (line.why == LeaveReason::Kicked)
            return tr("%1 was asked to leave").arg(line.name);
        if (line.why == LeaveReason::Lost)
            return tr("%1 lost the connection").arg(line.name);
        return tr("%1 left").arg(line.name);
    case LogLine::Kind::Renamed:
        return tr("%1 is now called %2").arg(line.text, line.name);
    case LogLine::Kind::RoomRenamed:
        return tr("The room is now called %1").arg(line.name);
    case LogLine::Kind::KeepingChanged:
        return KeepingText::changed(line.keeping, line.name);
    case LogLine::Kind::Kicked:
        if (line.other.isEmpty() && line.text.isEmpty())
            return tr("%1 was asked to leave").arg(line.name);
        if (line.other.isEmpty())
            return tr("%1 was asked to leave: “%2”").arg(line.name, line.text);
        if (line.text.isEmpty())
            return tr("%1 asked %2 to leave").arg(line.other, line.name);
        return tr("%1 asked %2 to leave: “%3”").arg(line.other, line.name, line.text);
    case LogLine::Kind::LetIn:
        if (!line.text.isEmpty())
            return tr("%1 may come in").arg(line.text);
        return line.name.isEmpty() ? tr("The cooling-off is over") : tr("%1 may come back").arg(line.name);
    case LogLine::Kind::Day:
        return TimeText::day(line.atMs, m_clock.wallMs());
    case LogLine::Kind::Gap:
        return line.text.isEmpty() ? tr("Some lines are missing here")
                                   : tr("%n line(s) left out here: this window was too busy", nullptr, line.text.toInt());
    }
    return {};
}

void LiveLogModel::makeRoomFor(qsizetype count)
{
    const qsizetype over = m_lines.size() + count - m_capacity;
    if (over <= 0)
        return;
    const auto isDay = [this](qsizetype row) {
        return row < m_lines.size() && m_lines.at(row).kind == LogLine::Kind::Day;
    };
    const qsizetype gone = std::min(isDay(over + 1) ? over + 1 : over, m_lines.size());
    beginRemoveRows({}, 0, int(gone) - 1);
    m_lines.remove(0, gone);
    endRemoveRows();
    if (m_lines.size() < 2 || isDay(0))
        return;
    // What stays keeps its day above it: the first line gives its place to the heading.
    m_lines.first() = dayLine(m_lines.at(1).atMs);
    Q_EMIT dataChanged(index(0), index(0));
}

void LiveLogModel::addAtEnd(QList<LogLine> lines)
{
    if (lines.isEmpty())
        return;
    if (lines.size() > m_capacity)
        lines.remove(0, lines.size() - m_capacity);
    makeRoomFor(lines.size());
    const int first = int(m_lines.size());
    beginInsertRows({}, first, first + int(lines.size()) - 1);
    m_lines += lines;
    endInsertRows();
}

} // namespace foyer
