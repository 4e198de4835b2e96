// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/lossquestion.h"

#include "server/base/clock.h"
#include "ui/keepingtext.h"
#include "ui/questions.h"

#include <QPointer>
#include <QStringList>
#include <QWidget>

#include <limits>

namespace foyer {

namespace {

constexpr qint64 always = std::numeric_limits<qint64>::max();

} // namespace

void LossQuestion::ask(QWidget *window, const Settings &present, const Settings &wanted, const std::function<void(const Settings &)> &decided)
{
    HistoryLoss loss;
    QStringList sentences;
    if (const QString lost = KeepingText::loss(present.keeping, wanted.keeping); !lost.isEmpty()) {
        sentences.append(lost);
        loss.beforeMs = wanted.keeping.mode == Keeping::Mode::Days ? wanted.keeping.fromMs(m_clock.wallMs()) : always;
    }
    if (present.keeping.keepsAnything() && wanted.keeping.keepsAnything()) {
        if (const QString lost = KeepingText::loss(present.keepMessages, wanted.keepMessages); !lost.isEmpty()) {
            sentences.append(lost);
            loss.beyond = static_cast<quint64>(KeptMessages::left(wanted.keepMessages));
        }
    }
    // Where all goes, people's comings and goings do, too, even if nobody has said a word.
    const bool isMoreThanMessages = loss.beforeMs == always;
    const bool isLater = wanted.keeping.mode == Keeping::Mode::UntilClosed && loss.beyond == 0;
    const auto told = [this, window = QPointer<QWidget>(window), present, wanted, sentences, isMoreThanMessages, isLater, decided](std::optional<quint64> messages) {
        if (!window)
            return;
        if (messages == 0 && !isMoreThanMessages) {
            decided(wanted);
            return;
        }
        QStringList text = sentences;
        text.append(tr("Who was here in that time, and what you did about people, is deleted with it."));
        if (messages.value_or(0) > 0) {
            text.append(tr("At the moment that is %n message(s).", nullptr, static_cast<int>(*messages)));
            text.append(tr("To have it all the same, go on keeping and export it first."));
        }
        m_questions.ask(window, {tr("Delete what is no longer to be kept?"), text.join(QLatin1Char('\n')), isLater ? tr("Delete it then") : tr("Delete it"), tr("Go on keeping")},
                        [present, wanted, decided](bool yes) {
                            Settings settled = wanted;
                            if (!yes) {
                                settled.keeping = present.keeping;
                                settled.keepMessages = present.keepMessages;
                            }
                            decided(settled);
                        });
    };
    if (sentences.isEmpty() || !m_count || !m_count(loss, told))
        decided(wanted);
}

} // namespace foyer
