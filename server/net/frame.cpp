// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/frame.h"

#include <QString>
#include <QTextBoundaryFinder>
#include <QtEndian>

namespace foyer::frame {

namespace {

constexpr char finalText = '\x81';
constexpr char finalBinary = '\x82';

void append(QByteArray &out, char first, QByteArrayView payload)
{
    const qsizetype size = payload.size();
    out.append(first);
    if (size < 126) {
        out.append(static_cast<char>(size));
    } else if (size <= 0xffff) {
        char length[2];
        qToBigEndian(static_cast<quint16>(size), length);
        out.append('\x7e').append(length, sizeof length);
    } else {
        char length[8];
        qToBigEndian(static_cast<quint64>(size), length);
        out.append('\x7f').append(length, sizeof length);
    }
    out.append(payload.data(), size);
}

QByteArray whole(char first, QByteArrayView payload)
{
    QByteArray out;
    out.reserve(payload.size() + 10);
    append(out, first, payload);
    return out;
}

} // namespace

void appendText(QByteArray &out, QByteArrayView utf8)
{
    append(out, finalText, utf8);
}

QByteArray text(QByteArrayView utf8)
{
    return whole(finalText, utf8);
}

QByteArray binary(QByteArrayView bytes)
{
    return whole(finalBinary, bytes);
}

QByteArray ping()
{
    return QByteArray("\x89\x00", 2);
}

QByteArray close(quint16 code, const QString &reason)
{
    const QByteArray text = closeReason(reason).toUtf8();
    char number[2];
    qToBigEndian(code, number);
    QByteArray out("\x88");
    out.append(static_cast<char>(sizeof number + static_cast<size_t>(text.size())));
    return out.append(number, sizeof number).append(text);
}

QString closeReason(const QString &reason)
{
    constexpr qsizetype mostBytes = 123;
    if (reason.toUtf8().size() <= mostBytes)
        return reason;
    QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, reason);
    qsizetype fitting = 0;
    for (qsizetype next = finder.toNextBoundary(); next > 0; next = finder.toNextBoundary()) {
        if (reason.first(next).toUtf8().size() > mostBytes)
            break;
        fitting = next;
    }
    return reason.first(fitting);
}

} // namespace foyer::frame
