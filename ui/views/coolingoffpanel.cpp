// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/coolingoffpanel.h"

#include "ui/models/coolingoffmodel.h"
#include "ui/plainwords.h"
#include "ui/theme.h"
#include "ui/views/plainlabel.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace foyer {

namespace {

constexpr int widestName = 120; ///< px, on a button

} // namespace

CoolingOffPanel::CoolingOffPanel(CoolingOffModel &model, QWidget *parent)
    : QFrame(parent)
    , m_model(model)
    , m_title(new PlainLabel(u"section"_s))
    , m_layout(new QVBoxLayout(this))
{
    setProperty("look", u"card"_s);
    setObjectName(u"coolings"_s);
    m_layout->setContentsMargins(14, 12, 14, 12);
    m_layout->setSpacing(6);
    m_layout->addWidget(m_title);

    connect(&model, &QAbstractItemModel::rowsInserted, this, &CoolingOffPanel::rebuild);
    connect(&model, &QAbstractItemModel::rowsRemoved, this, &CoolingOffPanel::rebuild);
    connect(&model, &QAbstractItemModel::modelReset, this, &CoolingOffPanel::rebuild);
    connect(&model, &QAbstractItemModel::dataChanged, this,
            [this](const QModelIndex &, const QModelIndex &, const QList<int> &roles) {
                if (roles.contains(CoolingOffModel::WaitingRole))
                    rebuild();
                else
                    countDown();
            });
    rebuild();
}

void CoolingOffPanel::rebuild()
{
    if (m_rows) {
        m_rows->hide();
        m_rows->deleteLater(); // a press on one of its buttons may be what leads here
    }
    m_remaining.clear();
    m_rows = new QWidget;
    auto *rows = new QVBoxLayout(m_rows);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(10);
    m_layout->addWidget(m_rows);
    for (int row = 0; row < m_model.rowCount(); ++row)
        addRow(m_model.index(row));
    m_title->setText(tr("COOLING OFF  %1").arg(m_model.rowCount()));
    setVisible(m_model.rowCount() > 0);
}

void CoolingOffPanel::addRow(const QModelIndex &index)
{
    const CoolingId id{index.data(CoolingOffModel::CoolingRole).toULongLong()};
    const QString name = index.data(CoolingOffModel::NameRole).toString();

    auto *who = new PlainLabel(u"body"_s, name);
    who->setFont(sized(font(), 14, QFont::DemiBold));
    who->setMinimumWidth(24);
    who->setObjectName(u"who"_s);
    auto *left = new PlainLabel(u"muted"_s, index.data(CoolingOffModel::RemainingRole).toString());
    left->setFont(tabular(left->font()));
    m_remaining.append(left);
    auto *back = new QPushButton(tr("Let back in"));
    back->setObjectName(u"letBackIn"_s);
    back->setProperty("look", u"small"_s);
    back->setAccessibleName(tr("Let %1 back in").arg(name));

    auto *line = new QHBoxLayout;
    line->setSpacing(8);
    line->addWidget(who, 1);
    line->addWidget(left);
    line->addWidget(back);
    auto *rows = static_cast<QVBoxLayout *>(m_rows->layout());
    rows->addLayout(line);
    connect(back, &QPushButton::clicked, this, [this, id] { Q_EMIT letInWanted(id, {}); });

    if (const QString reason = index.data(CoolingOffModel::ReasonRole).toString(); !reason.isEmpty()) {
        auto *why = new PlainLabel(u"meta"_s, tr("“%1”").arg(reason));
        why->setWordWrap(true);
        rows->addWidget(why);
    }
    const QStringList waiting = index.data(CoolingOffModel::WaitingRole).toStringList();
    if (waiting.isEmpty())
        return;
    auto *hint = new PlainLabel(u"meta"_s, tr("Waiting at the same address:"));
    hint->setWordWrap(true);
    rows->addWidget(hint);
    for (const QString &newcomer : waiting) {
        // A name must not make the panel so wide that other buttons are out of sight.
        const QString shown = fontMetrics().elidedText(newcomer, Qt::ElideRight, widestName);
        auto *let = new QPushButton(withoutMnemonic(tr("Let %1 in").arg(shown)));
        let->setToolTip(plainToolTip(newcomer));
        let->setAccessibleName(tr("Let %1 in").arg(newcomer));
        let->setObjectName(u"letIn"_s);
        let->setProperty("look", u"small"_s);
        rows->addWidget(let);
        connect(let, &QPushButton::clicked, this, [this, id, newcomer] { Q_EMIT letInWanted(id, newcomer); });
    }
}

void CoolingOffPanel::countDown()
{
    for (int row = 0; row < m_model.rowCount() && row < int(m_remaining.size()); ++row)
        m_remaining.at(row)->setText(m_model.index(row).data(CoolingOffModel::RemainingRole).toString());
}

void CoolingOffPanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        rebuild();
    QFrame::changeEvent(event);
}

} // namespace foyer
