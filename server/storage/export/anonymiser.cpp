// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/storage/export/anonymiser.h"

#include <QCoreApplication>

#include <type_traits>
#include <utility>

namespace foyer {

struct Anonymiser::BodyVisitor
{
    Anonymiser &self;

    void operator()(Joined &joined) const
    {
        self.conceal(joined.member.user, joined.member.name);
        joined.member.address.clear();
    }
    void operator()(Left &left) const { self.conceal(left.user, left.name); }
    void operator()(Renamed &renamed) const
    {
        self.conceal(renamed.user, renamed.name);
        renamed.was = renamed.name;
    }
    void operator()(Said &said) const
    {
        self.conceal(said.user, said.name);
        said.clientId.clear();
    }
    void operator()(RoomRenamed &renamed) const { renamed.name = roomName(); }
    void operator()(KeepingChanged &changed) const { self.concealName(changed.by); }
    void operator()(Kicked &kicked) const
    {
        self.conceal(kicked.user, kicked.cooling.name);
        self.concealName(kicked.by);
        kicked.cooling.address.clear();
        kicked.cooling.reason.clear();
        kicked.cooling.waiting.clear();
    }
    void operator()(LetIn &letIn) const { self.concealName(letIn.name); }
    // Never kept.
    void operator()(Presence &) const {}
    void operator()(Typing &) const {}
    void operator()(PeopleCount &) const {}
    void operator()(Knock &) const {}
};

Event Anonymiser::anonymised(Event event)
{
    std::visit(BodyVisitor{*this}, event.body);
    for (UserId &user : event.audience.users)
        user = personOf(user, {});
    return event;
}

StoredVisit Anonymiser::anonymised(StoredVisit visit)
{
    conceal(visit.user, visit.name);
    visit.address.clear();
    return visit;
}

UserId Anonymiser::personOf(UserId user, const QString &name)
{
    if (user.isNull())
        return user;
    UserId &person = m_persons[user];
    if (person.isNull()) {
        person = name.isEmpty() ? UserId{} : m_awaited.take(name);
        if (person.isNull())
            person = UserId{++m_last};
    }
    if (!name.isEmpty())
        m_named.insert(name, person);
    return person;
}

QString Anonymiser::nameOf(UserId person)
{
    return QCoreApplication::translate("foyer::Anonymiser", "Person %1").arg(person.value);
}

QString Anonymiser::roomName()
{
    return QCoreApplication::translate("foyer::Anonymiser", "Room");
}

void Anonymiser::conceal(UserId &user, QString &name)
{
    if (user.isNull()) {
        concealName(name);
        return;
    }
    user = personOf(user, name);
    name = nameOf(user);
}

/// A name that stands for itself, with nobody's number.
void Anonymiser::concealName(QString &name)
{
    if (name.isEmpty())
        return;
    UserId person = m_named.value(name);
    if (person.isNull()) {
        UserId &awaited = m_awaited[name];
        if (awaited.isNull())
            awaited = UserId{++m_last};
        person = awaited;
    }
    name = nameOf(person);
}

} // namespace foyer
