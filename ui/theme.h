// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>
#include <QObject>

class QApplication;

namespace foyer {

struct Tokens;

/// Dresses the whole application in Foyer's tokens, light or dark as the system is.
class Theme final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Theme)

public:
    explicit Theme(QApplication &application);
    ~Theme() override;

    /// Looks at the system's palette anew.
    void followSystem();
    void wear(const Tokens &tokens);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QApplication &m_application;
    const Tokens *m_worn = nullptr;
    bool m_changing = false;
};

/// The same font with figures of one width, where the font has them.
[[nodiscard]] QFont tabular(QFont font);
/// The window's font in another size, in px.
[[nodiscard]] QFont sized(QFont font, int pixels, QFont::Weight weight = QFont::Normal);

} // namespace foyer
