// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/hidingways.h"

using namespace Qt::StringLiterals;

namespace foyer {

namespace {

bool kicks(Company &company, quint64 user, quint32 seconds = 0)
{
    company.host->send({u"kick"_s, Kick{UserId{user}, u"out"_s, seconds}});
    return company.host->isAnswered(u"kick"_s) && company.host->acceptance(u"kick"_s);
}

/// Both windows of one person.
bool haveEnded(Lurker &first, Lurker &second)
{
    return comesTrue([&] { return first.wire().hasEnded() && second.wire().hasEnded(); });
}

} // namespace

QList<HidingWay> hidingWays()
{
    const auto says = [](const QByteArray &json) {
        return [json](Company &, Lurker &eve) {
            if (!eve.opens())
                return false;
            eve.sends(json);
            return eve.isSettled();
        };
    };
    const auto walksTo = [](const QByteArray &path) {
        return [path](Company &, Lurker &eve) { return eve.opens(path); };
    };
    return {
        {"connects and never joins", [](Company &, Lurker &eve) { return eve.opens(); }},
        {"joins without a name", says("{\"type\":\"join\"}")},
        {"joins with an empty name", says("{\"type\":\"join\",\"name\":\"\"}")},
        {"joins with an invisible name", says("{\"type\":\"join\",\"name\":\"\\u200d\\u3164\"}")},
        {"joins with a name that is taken", says("{\"type\":\"join\",\"name\":\"Ada\"}")},
        {"joins with a forged device", says("{\"type\":\"join\",\"name\":\"Eve\",\"device\":\"d.AAAAAAAAAAE.c2ln\"}")},
        {"resumes without a device", says("{\"type\":\"join\",\"name\":\"Eve\",\"resume\":\"r.YQ.c2ln\",\"last\":1}")},
        {"guesses the host's secret", says("{\"type\":\"join\",\"name\":\"Eve\",\"operator\":\"secret\"}")},
        {"asks for the roster and for what was said",
         [](Company &, Lurker &eve) {
             if (!eve.opens())
                 return false;
             eve.sends("{\"type\":\"roster\",\"id\":\"r\"}");
             eve.sends("{\"type\":\"backlog\",\"id\":\"b\",\"before\":1000}");
             const QByteArray refusal = "\"to\":\"backlog\",\"id\":\"b\",\"code\":\"not-joined\"";
             return comesTrue([&] { return eve.overheard().contains(refusal); })
                    && !eve.overheard().contains("I am here") && !eve.overheard().contains("Ada");
         }},
        {"takes a name without joining", says("{\"type\":\"rename\",\"name\":\"Eve\"}")},
        {"sits in the echo", walksTo("/ws")},
        {"plain text without a name", walksTo("/ws/")},
        {"plain text with a name that cannot be used", walksTo("/ws/Ada%3A")},
        {"plain text with an invisible name", walksTo("/ws/%E2%80%8D")},
        {"plain text with a token", walksTo("/ws/Eve?token=abc")},
        {"leaves, and keeps the connection",
         [](Company &, Lurker &eve) {
             if (!eve.opens() || !eve.joins())
                 return false;
             eve.sends("{\"type\":\"leave\"}");
             return eve.isSettled();
         }},
        {"leaves, and joins again in the same breath",
         [](Company &, Lurker &eve) {
             if (!eve.opens() || !eve.joins())
                 return false;
             eve.sends("{\"type\":\"leave\"}");
             eve.sends("{\"type\":\"join\",\"name\":\"Mallory\"}");
             return eve.isSettled();
         }},
        {"is kicked",
         [](Company &company, Lurker &eve) {
             return eve.opens() && eve.joins() && kicks(company, eve.user()) && eve.isSettled();
         }},
        {"is kicked, and joins again in the same breath",
         [](Company &company, Lurker &eve) {
             if (!eve.opens() || !eve.joins())
                 return false;
             company.room.log().hold(); // the kick is decided, and the end of the connection has to wait for the log
             company.host->send({u"kick"_s, Kick{UserId{eve.user()}, {}, 0}});
             if (!company.host->hasReadAll())
                 return false;
             eve.sends("{\"type\":\"join\",\"name\":\"Mallory\"}");
             eve.sends("{\"type\":\"say\",\"id\":\"x\",\"text\":\"I am not here\"}");
             const bool asked = eve.isSettled();
             company.room.log().letGo();
             return asked && company.host->isAnswered(u"kick"_s) && eve.isSettled();
         }},
        {"is kicked with full buffers",
         [](Company &company, Lurker &eve) {
             eve.wire().buffersLittle();
             if (!eve.opens() || !eve.joins())
                 return false;
             eve.wire().stopReading();
             for (int i = 0; i < 40; ++i)
                 company.host->say(u"long "_s.repeated(900));
             return company.host->isUpToDate() && kicks(company, eve.user());
         }},
        {"is kicked, and resumes",
         [](Company &company, Lurker &eve) {
             Lurker before(company.room);
             if (!before.opens() || !before.joins() || !kicks(company, before.user(), 60) || !eve.opens())
                 return false;
             eve.sends("{\"type\":\"join\",\"name\":\"Eve\"" + before.takingUp() + '}');
             return comesTrue([&eve] { return !eve.said("refused").isEmpty(); });
         }},
        {"is kicked in its second window",
         [](Company &company, Lurker &eve) {
             Lurker first(company.room);
             if (!first.opens() || !first.joins() || !eve.opens())
                 return false;
             return eve.joins("Eve", first.takingUp()) && kicks(company, first.user()) && haveEnded(first, eve);
         }},
        {"is kicked while its second window comes in",
         [](Company &company, Lurker &eve) {
             Lurker first(company.room);
             if (!first.opens() || !first.joins() || !eve.opens())
                 return false;
             company.room.log().hold();
             eve.sends("{\"type\":\"join\",\"name\":\"Eve\"" + first.takingUp() + '}');
             if (!eve.isSettled())
                 return false;
             company.host->send({u"kick"_s, Kick{UserId{first.user()}, {}, 0}});
             const bool asked = company.host->hasReadAll();
             company.room.log().letGo();
             return asked && company.host->isAnswered(u"kick"_s) && haveEnded(first, eve);
         }},
        {"is kicked on the plain-text path",
         [](Company &company, Lurker &eve) {
             if (!eve.opens("/ws/Eve"))
                 return false;
             const auto joined = [&company] { return company.host->events<Joined>(); };
             return comesTrue([&] { return !joined().isEmpty() && joined().constLast().member.name == u"Eve"_s; })
                    && kicks(company, joined().constLast().member.user.value) && eve.isSettled();
         }},
        {"says that the connection is closed, and keeps it",
         [](Company &, Lurker &eve) {
             if (!eve.opens() || !eve.joins())
                 return false;
             eve.wire().send(RawClient::frame(RawClient::Close, QByteArray::fromHex("03e8")));
             return eve.isSettled();
         }},
        {"ends its half of the connection, and reads on",
         [](Company &, Lurker &eve) {
             if (!eve.opens() || !eve.joins())
                 return false;
             eve.wire().closeWriting();
             return comesTrue([&eve] { return eve.wire().hasEnded(); });
         }},
        {"plain text that ends its half, and reads on",
         [](Company &, Lurker &eve) {
             if (!eve.opens("/ws/Eve"))
                 return false;
             eve.wire().closeWriting();
             return comesTrue([&eve] { return eve.wire().hasEnded(); });
         }},
    };
}

} // namespace foyer
