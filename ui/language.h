// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTranslator>

namespace foyer {

/// The language of all windows; a change takes effect at once (every widget hears LanguageChange).
class Language final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Language)

public:
    explicit Language(QObject *parent = nullptr);
    ~Language() override;

    /// "en", "zh_CN", or empty for the system's.
    void speak(const QString &language);
    /// "en" or "zh_CN"
    [[nodiscard]] const QString &spoken() const { return m_spoken; }

private:
    QTranslator m_words;
    QTranslator m_qtWords;
    QString m_spoken;
};

/// The first of the system's languages that Foyer speaks.
[[nodiscard]] QString systemLanguage(const QStringList &uiLanguages);

} // namespace foyer
