// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/logging.h"

#include <QHostAddress>
#include <QRegularExpression>
#include <QThread>

#include <cerrno>
#include <cstdio>
#include <cstring>

using namespace Qt::StringLiterals;

namespace foyer {

namespace {

/// A message handler can reach nothing else.
std::atomic<Logging *> current = nullptr;

} // namespace

Logging::Logging(const QString &folder, Stderr standardError)
    : m_file(folder), m_spoken(standardError == Stderr::Spoken)
{
    if (!m_file.open()) {
        m_complained.test_and_set();
        complain(m_file.errorString());
    }
    current = this;
    m_before = qInstallMessageHandler(onMessage);
}

Logging::~Logging()
{
    qInstallMessageHandler(m_before);
    current = nullptr;
}

void Logging::onMessage(QtMsgType type, const QMessageLogContext &context, const QString &text)
{
    if (Logging *logging = current)
        logging->take(type, context, text);
}

void Logging::setKeeping(const Keeping &keeping)
{
    if (m_hidesAddresses.exchange(!keeping.keepsAnything()) || keeping.keepsAnything())
        return;
    // A line that was begun before is to be gone, too.
    while (m_underway > 0)
        QThread::yieldCurrentThread();
    m_file.beginAnew();
}

QString Logging::withoutAddresses(const QString &text)
{
    static const QRegularExpression mayBeOne(u"(?<![\\w:.])(\\d{1,3}(\\.\\d{1,3}){3}|[0-9a-fA-F]{0,4}:[0-9a-fA-F:.]*:[0-9a-fA-F:.]*(%\\w+)?)"_s);
    QString plain;
    qsizetype done = 0;
    for (auto matches = mayBeOne.globalMatch(text); matches.hasNext();) {
        const QRegularExpressionMatch match = matches.next();
        QString address = match.captured();
        while (address.endsWith(u'.') || (address.endsWith(u':') && !address.endsWith("::"_L1)))
            address.chop(1); // of the sentence, not of the address
        if (QHostAddress(address).isNull())
            continue;
        plain += QStringView(text).sliced(done, match.capturedStart() - done);
        plain += "[address]"_L1;
        done = match.capturedStart() + address.size();
    }
    return plain + QStringView(text).sliced(done);
}

void Logging::take(QtMsgType type, const QMessageLogContext &context, const QString &text)
{
    ++m_underway;
    write(type, context, m_hidesAddresses ? withoutAddresses(text) : text);
    --m_underway;
}

void Logging::write(QtMsgType type, const QMessageLogContext &context, const QString &text)
{
    const LogFile::Fate fate = m_file.write(type, context, text);
    if (fate == LogFile::Fate::Failed && !m_complained.test_and_set())
        complain(QString::fromLocal8Bit(std::strerror(errno)));
    if (m_spoken || fate == LogFile::Fate::Failed || type == QtFatalMsg)
        m_before(type, context, LogFile::harmless(text));
}

void Logging::complain(const QString &why)
{
    const QString sentence = tr("The log cannot be written: %1. The program goes on without it.").arg(why);
    std::fprintf(stderr, "foyer: %s\n", qPrintable(sentence));
}

} // namespace foyer
