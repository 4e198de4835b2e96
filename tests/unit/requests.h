// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/web/httprequest.h"
#include "server/web/httpresponse.h"

namespace foyer {

using Fields = QList<std::pair<QByteArray, QByteArray>>;

/// A request as it stands after reading: names in lower case.
inline RequestHead request(const QByteArray &target, Fields fields = {}, const QByteArray &method = "GET")
{
    const qsizetype question = target.indexOf('?');
    RequestHead head;
    head.method = method;
    head.path = question < 0 ? target : target.first(question);
    head.query = question < 0 ? QByteArray() : target.mid(question + 1);
    head.fields = std::move(fields);
    return head;
}

/// The value of a field of a finished answer's head; empty when there is none.
inline QByteArray fieldOf(const QByteArray &answer, const QByteArray &name)
{
    const QByteArray head = answer.first(answer.indexOf("\r\n\r\n") + 2);
    const QByteArray before = "\r\n" + name + ": ";
    const qsizetype at = head.indexOf(before);
    if (at < 0)
        return {};
    const qsizetype begin = at + before.size();
    return head.mid(begin, head.indexOf("\r\n", begin) - begin);
}

inline QByteArray bodyOf(const QByteArray &answer)
{
    return answer.mid(answer.indexOf("\r\n\r\n") + 4);
}

} // namespace foyer
