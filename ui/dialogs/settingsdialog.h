// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/settings.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLineEdit;
class QPushButton;
class QScrollArea;

namespace foyer {

class PlainLabel;

/// Edits a copy of the settings and gives it back.
class SettingsDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SettingsDialog)

public:
    /// `roomOpen`: what takes effect at the next start says so.
    SettingsDialog(const Settings &settings, bool roomOpen, QWidget *parent = nullptr);

Q_SIGNALS:
    void decided(const foyer::Settings &settings);

protected:
    void showEvent(QShowEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    [[nodiscard]] Settings edited() const;
    [[nodiscard]] Keeping::Mode keepingMode() const;
    [[nodiscard]] Keeping keeping() const;
    [[nodiscard]] int keepMessages() const;
    void addKeeping(QFormLayout *form);
    void addBound(QFormLayout *form);
    void showDays();
    void showBound();
    [[nodiscard]] QString expected() const;
    void showExpected();
    void keepFocusInSight();
    void makeRoom();

    Settings m_settings;
    QLineEdit *m_roomName;
    QLineEdit *m_hostName;
    QLineEdit *m_port;
    QLineEdit *m_bindAddress;
    QComboBox *m_language;
    QComboBox *m_coolingOff;
    QComboBox *m_keep;
    QLineEdit *m_keepDays;
    QCheckBox *m_isBounded;
    QLineEdit *m_mostMessages;
    PlainLabel *m_keepUnit;
    PlainLabel *m_keepMeaning; ///< of what is chosen
    QComboBox *m_joinersSee;
    QCheckBox *m_guestsMaySearch;
    QCheckBox *m_survivesPowerLoss;
    QCheckBox *m_keepAwake;
    QCheckBox *m_openMetrics;
    QScrollArea *m_scroll; ///< of all of them
    PlainLabel *m_expected; ///< where a number is not one that can be
    QPushButton *m_save;
};

} // namespace foyer
