// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/history/historypage.h"

#include <QTimer>

class QLineEdit;

namespace foyer {

class Clock;
class HistoryLineModel;
class HistoryList;
class PeriodPicker;
class PlainLabel;

/// Looks for what was said: words, person and period above, what was found below, and beside it what was said around the chosen message.
class HistorySearchPage final : public HistoryPage
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HistorySearchPage)

public:
    /// How many lines are shown on each side of the chosen one.
    static constexpr int linesAround = 20;

    HistorySearchPage(HistoryControl &history, const Clock &clock, QWidget *parent = nullptr);

    /// Of anybody at any time; refresh() looks for them.
    void setWords(const QString &words);
    /// Looks for what stands in the fields; where that is what is shown, what is shown stays until then, and the reader's place and choice after that.
    void refresh() override;
    [[nodiscard]] bool hasRows() const override;
    void focusWords();
    [[nodiscard]] QString author() const;
    [[nodiscard]] const PeriodPicker &period() const { return *m_period; }

protected:
    void changeEvent(QEvent *event) override;

private:
    [[nodiscard]] HistoryQuery queryOfTheFields() const;
    void ask();
    void askForMore();
    void askAnew();
    void takeAnew(const HistoryHits &hits);
    void take(quint64 number, const HistoryHits &hits);
    void askAround(quint64 seq);
    void takeAround(quint64 number, const HistoryContext &context);
    void showState() override;
    void retranslate();
    [[nodiscard]] QString emptyWords() const;

    HistoryQuery m_query;                  ///< of what is shown
    HistoryControl::Number m_askedAround = 0; ///< 0: no answer is awaited
    quint64 m_around = 0;                  ///< seq
    bool m_isFirstPage = true;
    bool m_isAnew = false;       ///< what is read takes the place of what is shown,
    QList<HistoryLine> m_fresh;  ///< as soon as it is here
    quint64 m_downTo = 0;        ///< down to this seq
    bool m_isAroundAnew = false; ///< the same lines once more
    HistoryHits m_last; ///< without its lines
    QTimer m_pause;     ///< in typing

    HistoryLineModel *m_lines;
    HistoryLineModel *m_surroundings;
    QLineEdit *m_words;
    QLineEdit *m_author;
    PeriodPicker *m_period;
    PlainLabel *m_state;
    PlainLabel *m_note;
    HistoryList *m_results;
    PlainLabel *m_aroundTitle;
    HistoryList *m_context;
};

} // namespace foyer
