// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/rostermodel.h"

#include "ui/plainwords.h"
#include "ui/timetext.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace foyer {

namespace {

QList<Member>::iterator placeOf(QList<Member> &members, UserId user)
{
    return std::lower_bound(members.begin(), members.end(), user,
                            [](const Member &member, UserId id) { return member.user < id; });
}

Member *find(QList<Member> &members, UserId user)
{
    const auto place = placeOf(members, user);
    return place != members.end() && place->user == user ? &*place : nullptr;
}

void put(QList<Member> &members, const Member &member)
{
    const auto place = placeOf(members, member.user);
    if (place == members.end() || place->user != member.user) {
        members.insert(place, member);
        return;
    }
    // Coming back in another window does not begin the count anew.
    const quint64 messages = std::max(place->messages, member.messages);
    *place = member;
    place->messages = messages;
}

struct Folder
{
    QList<Member> &members;

    void operator()(const Joined &joined) const { put(members, joined.member); }
    void operator()(const Left &left) const
    {
        const auto place = placeOf(members, left.user);
        if (place != members.end() && place->user == left.user)
            members.erase(place);
    }
    void operator()(const Renamed &renamed) const
    {
        if (Member *member = find(members, renamed.user))
            member->name = renamed.name;
    }
    void operator()(const Said &said) const
    {
        if (Member *member = find(members, said.user))
            ++member->messages;
    }
    void operator()(const Presence &presence) const
    {
        if (Member *member = find(members, presence.user))
            member->away = presence.away;
    }
    void operator()(const RoomRenamed &) const {}
    void operator()(const KeepingChanged &) const {}
    void operator()(const Typing &) const {}
    void operator()(const PeopleCount &) const {}
    void operator()(const Kicked &) const {}
    void operator()(const LetIn &) const {}
    void operator()(const Knock &) const {}
};

} // namespace

RosterModel::RosterModel(QObject *parent)
    : QAbstractTableModel(parent)
{
}

void RosterModel::reset(const QList<Member> &members)
{
    QList<Member> next;
    for (const Member &member : members)
        put(next, member);
    become(next);
}

void RosterModel::add(const QList<Member> &members)
{
    QList<Member> next = m_members;
    for (const Member &member : members)
        put(next, member);
    become(next);
}

void RosterModel::fold(const QList<Event> &events)
{
    QList<Member> next = m_members;
    for (const Event &event : events)
        std::visit(Folder{next}, event.body);
    become(next);
}

void RosterModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (!m_members.isEmpty())
        Q_EMIT dataChanged(index(0, 0), index(int(m_members.size()) - 1, ColumnCount - 1));
}

std::optional<Member> RosterModel::member(UserId user) const
{
    const auto place = std::lower_bound(m_members.cbegin(), m_members.cend(), user,
                                        [](const Member &member, UserId id) { return member.user < id; });
    if (place == m_members.cend() || place->user != user)
        return std::nullopt;
    return *place;
}

void RosterModel::become(const QList<Member> &next)
{
    const auto holds = [](const QList<Member> &members, UserId user) {
        const auto place = std::lower_bound(members.cbegin(), members.cend(), user,
                                            [](const Member &member, UserId id) { return member.user < id; });
        return place != members.cend() && place->user == user;
    };
    for (qsizetype last = m_members.size() - 1; last >= 0; --last) {
        if (holds(next, m_members.at(last).user))
            continue;
        qsizetype first = last;
        while (first > 0 && !holds(next, m_members.at(first - 1).user))
            --first;
        beginRemoveRows({}, int(first), int(last));
        m_members.remove(first, last - first + 1);
        endRemoveRows();
        last = first;
    }
    for (qsizetype row = 0; row < next.size(); ++row) {
        if (row < m_members.size() && m_members.at(row).user == next.at(row).user)
            continue;
        qsizetype end = row + 1;
        while (end < next.size() && (row >= m_members.size() || next.at(end).user < m_members.at(row).user))
            ++end;
        beginInsertRows({}, int(row), int(end) - 1);
        m_members.insert(row, end - row, Member{});
        std::copy(next.cbegin() + row, next.cbegin() + end, m_members.begin() + row);
        endInsertRows();
        row = end - 1;
    }
    takeChanges(next);
}

void RosterModel::takeChanges(const QList<Member> &next)
{
    // Who talks changes with every list of events, and only in one column: told apart, it costs no sorting by another.
    qsizetype firstTalker = -1;
    qsizetype lastTalker = -1;
    qsizetype firstChanged = -1;
    for (qsizetype row = 0; row < next.size(); ++row) {
        Member &member = m_members[row];
        if (member.messages != next.at(row).messages) {
            member.messages = next.at(row).messages;
            firstTalker = firstTalker < 0 ? row : firstTalker;
            lastTalker = row;
        }
        if (member != next.at(row)) {
            member = next.at(row);
            firstChanged = firstChanged < 0 ? row : firstChanged;
        } else if (firstChanged >= 0) {
            Q_EMIT dataChanged(index(int(firstChanged), 0), index(int(row) - 1, Messages - 1));
            firstChanged = -1;
        }
    }
    if (firstChanged >= 0)
        Q_EMIT dataChanged(index(int(firstChanged), 0), index(int(next.size()) - 1, Messages - 1));
    if (firstTalker >= 0)
        Q_EMIT dataChanged(index(int(firstTalker), Messages), index(int(lastTalker), Messages));
}

int RosterModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_members.size());
}

int RosterModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QStringList RosterModel::usualCells(int column)
{
    switch (column) {
    case RoleColumn:
        return {tr("Host"), tr("Guest")};
    case Connected:
        return {tr("Away"), tr("Browser"), tr("Text client"), tr("Foyer")};
    case Address:
        return {u"255.255.255.255"_s};
    case Since:
        return {u"00:00"_s};
    case Messages:
        return {u"000000"_s};
    default:
        return {};
    }
}

QString RosterModel::connection(const Member &member)
{
    if (member.away)
        return tr("Away");
    switch (member.kind) {
    case ConnectionKind::Browser:
        return tr("Browser");
    case ConnectionKind::TextClient:
        return tr("Text client");
    case ConnectionKind::App:
        return tr("Foyer");
    }
    return {};
}

QString RosterModel::cell(const Member &member, int column) const
{
    switch (column) {
    case Name:
        return member.name;
    case RoleColumn:
        return member.role == foyer::Role::Operator ? tr("Host") : tr("Guest");
    case Connected:
        return connection(member);
    case Address:
        return member.address;
    case Since:
        return member.sinceMs == 0 ? QString() : TimeText::clock(member.sinceMs);
    case Messages:
        return QString::number(member.messages);
    default:
        return {};
    }
}

QVariant RosterModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Member &member = m_members.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return cell(member, index.column());
    case Qt::TextAlignmentRole:
        return index.column() == Messages ? QVariant(int(Qt::AlignRight | Qt::AlignVCenter))
                                          : QVariant(int(Qt::AlignLeft | Qt::AlignVCenter));
    case Qt::AccessibleTextRole:
        return index.column() == Name && member.role == foyer::Role::Operator
            ? tr("%1, host").arg(member.name)
            : cell(member, index.column());
    case Qt::ToolTipRole: {
        QString tip = data(index, SummaryRole).toString();
        if (member.sinceMs != 0)
            tip += u" · "_s + tr("since %1").arg(TimeText::clock(member.sinceMs));
        return plainToolTip(tip);
    }
    case SortRole:
        if (index.column() == Since)
            return member.sinceMs;
        if (index.column() == Messages)
            return member.messages;
        return cell(member, index.column());
    case UserRole:
        return member.user.value;
    case HostRole:
        return member.role == foyer::Role::Operator;
    case AwayRole:
        return member.away;
    case NameRole:
        return member.name;
    case SummaryRole: {
        QStringList parts{connection(member)};
        if (!member.address.isEmpty())
            parts.append(member.address);
        return parts.join(u" · "_s);
    }
    default:
        return {};
    }
}

QVariant RosterModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return section == Messages ? QVariant(int(Qt::AlignRight | Qt::AlignVCenter))
                                   : QVariant(int(Qt::AlignLeft | Qt::AlignVCenter));
    if (role == Qt::ToolTipRole && section == Messages)
        return tr("Since they came in");
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return tr("Name");
    case RoleColumn:
        return tr("Role");
    case Connected:
        return tr("With");
    case Address:
        return tr("Address");
    case Since:
        return tr("Since");
    case Messages:
        return tr("Messages");
    default:
        return {};
    }
}

} // namespace foyer
