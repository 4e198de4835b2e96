// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/language.h"

#include "translations/embedded.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace foyer {

QString systemLanguage(const QStringList &uiLanguages)
{
    for (const QString &language : uiLanguages) {
        if (language.startsWith("zh"_L1))
            return u"zh_CN"_s;
        if (language.startsWith("en"_L1))
            return u"en"_s;
    }
    return u"en"_s;
}

Language::Language(QObject *parent)
    : QObject(parent)
{
    embedTranslations();
}

Language::~Language()
{
    QCoreApplication::removeTranslator(&m_words);
    QCoreApplication::removeTranslator(&m_qtWords);
}

void Language::speak(const QString &language)
{
    const bool known = language == "en"_L1 || language == "zh_CN"_L1;
    const QString spoken = known ? language : systemLanguage(QLocale::system().uiLanguages());
    if (spoken == m_spoken)
        return;
    m_spoken = spoken;
    // An English system keeps its own way of writing dates.
    const QLocale system = QLocale::system();
    QLocale::setDefault(QLocale(spoken).language() == system.language() ? system : QLocale(spoken));

    QCoreApplication::removeTranslator(&m_words);
    QCoreApplication::removeTranslator(&m_qtWords);
    if (m_qtWords.load("qtbase_"_L1 + spoken, QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(&m_qtWords);
    if (m_words.load(":/i18n/foyer_"_L1 + spoken + ".qm"_L1))
        QCoreApplication::installTranslator(&m_words);
}

} // namespace foyer
