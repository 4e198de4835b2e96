// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/contract/serverstatus.h"

#include <QFrame>

class QPushButton;
class QToolButton;
class QVBoxLayout;

namespace foyer {

class PlainLabel;
class QrCodeView;

/// Where people come in: the chosen address large with its QR code, and all the others.
class AddressPanel final : public QFrame
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AddressPanel)

public:
    explicit AddressPanel(QWidget *parent = nullptr);

    /// Keeps the chosen address while people can reach it; else the first is chosen.
    void follow(const ServerStatus &status);
    [[nodiscard]] QString chosenUrl() const;
    void choose(int index);

Q_SIGNALS:
    void shareWanted(const QString &url);
    void copied(const QString &url);
    /// Another address is chosen, or its way here has come or gone.
    void chosenChanged();

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void copy(const QString &url);
    void showChosen();
    void sayWhyNobodyComes();
    void fitAddress();
    void listOthers();
    void retranslate();
    [[nodiscard]] static QString kindOf(const LanAddress &address);

    ServerStatus m_status; ///< no more of it than port and addresses
    int m_chosen = 0;
    bool m_byHand = false; ///< a person has chosen it
    PlainLabel *m_title;
    PlainLabel *m_address;
    PlainLabel *m_kind;
    PlainLabel *m_nobody; ///< where there is no way in: that nobody can come, why, and what to do
    PlainLabel *m_remedy;
    PlainLabel *m_hereOnly;
    QrCodeView *m_code;
    QPushButton *m_copy;
    QPushButton *m_share;
    PlainLabel *m_othersTitle;
    QWidget *m_others;
    QVBoxLayout *m_othersLayout;
};

} // namespace foyer
