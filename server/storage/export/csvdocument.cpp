// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/storage/export/csvdocument.h"

#include "server/storage/export/csv.h"
#include "server/storage/export/eventwords.h"

#include <QCoreApplication>

namespace foyer {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(foyer::CsvDocument)
};

QString roleOf(Role role)
{
    return role == Role::Operator ? Words::tr("host") : Words::tr("guest");
}

/// Whom it is about, and what they are.
struct Subject
{
    QString name = {};
    QString role = {};
};

struct SubjectOf
{
    const QString &cooled;

    Subject operator()(const Joined &joined) const { return {joined.member.name, roleOf(joined.member.role)}; }
    Subject operator()(const Left &left) const { return {left.name}; }
    Subject operator()(const Renamed &renamed) const { return {renamed.name}; }
    Subject operator()(const Said &said) const { return {said.name, roleOf(said.role)}; }
    Subject operator()(const Kicked &kicked) const { return {kicked.cooling.name}; }
    Subject operator()(const LetIn &letIn) const { return {letIn.name.isEmpty() ? cooled : letIn.name}; }
    Subject operator()(const KeepingChanged &changed) const { return {changed.by, roleOf(Role::Operator)}; }
    Subject operator()(const RoomRenamed &) const { return {{}, roleOf(Role::Operator)}; }
    template <typename Other>
    Subject operator()(const Other &) const
    {
        return {};
    }
};

} // namespace

void CsvDocument::begin(const DocumentHead &, QByteArray &out)
{
    out += csv::mark();
    const QStringList columns{Words::tr("Number"), Words::tr("Time"), Words::tr("What"), Words::tr("Name"), Words::tr("Role"), Words::tr("Text")};
    QStringList cells;
    for (const QString &column : columns)
        cells.append(csv::cell(column));
    csv::addRow(out, cells);
}

void CsvDocument::add(const Event &event, const QString &cooled, QByteArray &out)
{
    const auto *said = std::get_if<Said>(&event.body);
    const Subject subject = std::visit(SubjectOf{cooled}, event.body);
    csv::addRow(out, {QString::number(event.seq), csv::moment(event.atMs), csv::cell(eventwords::kind(event.body)),
                      csv::cell(subject.name), csv::cell(subject.role),
                      csv::cell(said ? said->text : eventwords::sentence(event, cooled))});
}

} // namespace foyer
