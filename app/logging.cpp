// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/logging.h"

#include <cerrno>
#include <cstdio>
#include <cstring>

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

void Logging::take(QtMsgType type, const QMessageLogContext &context, const QString &text)
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
