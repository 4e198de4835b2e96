// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/settingsdialog.h"

#include "ui/dialogs/kickdialog.h"
#include "ui/keepingtext.h"
#include "ui/plainnumber.h"
#include "ui/screenroom.h"
#include "ui/views/invitation.h"
#include "ui/views/plainlabel.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QIntValidator>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QShowEvent>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace foyer {

namespace {

/// Where nobody has chosen a number yet.
constexpr int usualDays = 30;
constexpr int usualMessages = 100'000;

} // namespace

SettingsDialog::SettingsDialog(const Settings &settings, bool roomOpen, QWidget *parent)
    : QDialog(parent)
    , m_settings(settings)
    , m_roomName(new QLineEdit(settings.roomName))
    , m_hostName(new QLineEdit(settings.hostName))
    , m_port(new QLineEdit(QString::number(settings.port)))
    , m_bindAddress(new QLineEdit(settings.bindAddress))
    , m_language(new QComboBox)
    , m_coolingOff(new QComboBox)
    , m_keep(new QComboBox)
    , m_keepDays(new QLineEdit)
    , m_isBounded(new QCheckBox(tr("At most")))
    , m_mostMessages(new QLineEdit)
    , m_keepUnit(new PlainLabel(u"body"_s))
    , m_keepMeaning(new PlainLabel(u"meta"_s))
    , m_joinersSee(new QComboBox)
    , m_guestsMaySearch(new QCheckBox(tr("Everybody in the room may search what was said")))
    , m_survivesPowerLoss(new QCheckBox(tr("Survive power loss (slower disks may feel it)")))
    , m_keepAwake(new QCheckBox(tr("Keep this computer awake while people are in the room")))
    , m_openMetrics(new QCheckBox(tr("Other computers may read the room’s figures at /metrics")))
    , m_scroll(new QScrollArea)
    , m_expected(new PlainLabel(u"danger"_s))
    , m_save(new QPushButton(tr("Save")))
{
    setObjectName(u"settings"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Settings"));
    m_roomName->setObjectName(u"roomName"_s);
    m_roomName->setPlaceholderText(defaultRoomName());
    m_roomName->setMaxLength(64);
    m_hostName->setObjectName(u"hostName"_s);
    m_hostName->setPlaceholderText(tr("How you are called in the room"));
    m_hostName->setMaxLength(64);
    m_port->setObjectName(u"port"_s);
    m_port->setValidator(plainNumber(0, 65535, m_port));
    m_port->setAccessibleName(tr("Port"));
    m_port->setMaximumWidth(96);
    m_bindAddress->setObjectName(u"bindAddress"_s);
    m_bindAddress->setPlaceholderText(tr("Every address of this computer"));
    m_bindAddress->setMinimumWidth(280);
    m_language->setObjectName(u"language"_s);
    m_language->addItem(tr("As the system"), QString());
    m_language->addItem(u"English"_s, u"en"_s);
    m_language->addItem(u"简体中文"_s, u"zh_CN"_s);
    m_language->setCurrentIndex(std::max(0, m_language->findData(settings.language)));
    m_coolingOff->setObjectName(u"coolingOff"_s);
    QList<int> choices{0, 60, 300, 600, 1800, 3600};
    if (!choices.contains(settings.coolingOffSeconds))
        choices.append(settings.coolingOffSeconds);
    std::sort(choices.begin(), choices.end());
    for (const int seconds : choices)
        m_coolingOff->addItem(coolingOffText(seconds), seconds);
    m_coolingOff->setCurrentIndex(int(choices.indexOf(settings.coolingOffSeconds)));
    m_keepAwake->setObjectName(u"keepAwake"_s);
    m_keepAwake->setChecked(settings.keepAwake);
    m_openMetrics->setObjectName(u"openMetrics"_s);
    m_openMetrics->setToolTip(tr("Numbers for monitoring, such as how many people are here and how fast messages go out. "
                                 "No names, addresses or messages."));
    m_openMetrics->setChecked(settings.openMetrics);

    auto *form = new QFormLayout;
    form->setHorizontalSpacing(16);
    form->setVerticalSpacing(10);
    form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    form->addRow(tr("Room"), m_roomName);
    form->addRow(tr("Your name"), m_hostName);
    form->addRow(tr("Port"), m_port);
    form->addRow(tr("Open on"), m_bindAddress);
    form->addRow(tr("Asked to leave, stays out"), m_coolingOff);
    form->addRow(tr("Language"), m_language);
    form->addRow(QString(), m_keepAwake);
    form->addRow(QString(), m_openMetrics);
    addKeeping(form);

    auto *hint = new PlainLabel(u"meta"_s, tr("Your name, port, addresses, cooling-off, figures, power loss, searching and what joiners see take "
                                              "effect when the room is opened the next time."));
    hint->setWordWrap(true);
    hint->setVisible(roomOpen);

    auto *fields = new QWidget;
    auto *fieldsLayout = new QVBoxLayout(fields);
    fieldsLayout->setContentsMargins(0, 0, 0, 0);
    fieldsLayout->setSpacing(16);
    fieldsLayout->addLayout(form);
    fieldsLayout->addWidget(hint);
    m_scroll->setWidget(fields);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus); // the fields have it
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget *, QWidget *now) {
        if (now)
            keepFocusInSight();
    });
    m_expected->setObjectName(u"expected"_s);
    m_expected->setWordWrap(true);

    auto *buttons = new QDialogButtonBox;
    buttons->addButton(m_save, QDialogButtonBox::AcceptRole);
    buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole)->setAutoDefault(false);
    m_save->setObjectName(u"save"_s);
    m_save->setProperty("look", u"primary"_s);
    m_save->setDefault(true);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 20, 24, 20);
    layout->setSpacing(16);
    layout->addWidget(new PlainLabel(u"title"_s, tr("Settings")));
    layout->addWidget(m_scroll);
    layout->addWidget(m_expected);
    layout->addWidget(buttons);
    for (QComboBox *box : {m_language, m_coolingOff, m_keep, m_joinersSee}) {
        box->setFocusPolicy(Qt::StrongFocus);
        box->installEventFilter(this);
    }
    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
        Q_EMIT decided(edited());
        accept();
    });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    for (const QLineEdit *number : {m_port, m_mostMessages})
        connect(number, &QLineEdit::textChanged, this, &SettingsDialog::showExpected);
    connect(m_keep, &QComboBox::currentIndexChanged, this, &SettingsDialog::showDays);
    connect(m_keepDays, &QLineEdit::textChanged, this, &SettingsDialog::showDays);
    connect(m_isBounded, &QCheckBox::toggled, this, &SettingsDialog::showBound);
    showDays();
}

void SettingsDialog::addKeeping(QFormLayout *form)
{
    const Keeping &kept = m_settings.keeping;
    m_keep->setObjectName(u"keep"_s);
    for (const Keeping::Mode mode : {Keeping::Mode::Nothing, Keeping::Mode::UntilClosed, Keeping::Mode::Days, Keeping::Mode::Always}) {
        const int days = mode != Keeping::Mode::Days ? 0 : kept.mode == mode ? kept.days : usualDays;
        m_keep->addItem(KeepingText::choice({mode, days}), int(mode));
    }
    m_keep->setCurrentIndex(m_keep->findData(int(kept.mode)));
    m_keep->setToolTip(tr("Everybody reads this before they come in."));
    m_keepDays->setObjectName(u"keepDays"_s);
    m_keepDays->setValidator(plainNumber(1, Keeping::mostDays, m_keepDays));
    m_keepDays->setText(QString::number(kept.mode == Keeping::Mode::Days ? kept.days : usualDays));
    m_keepDays->setAccessibleName(tr("Days"));
    m_keepDays->setMaximumWidth(64);
    m_keepMeaning->setObjectName(u"keepMeaning"_s);
    m_keepMeaning->setWordWrap(true);
    m_keepMeaning->setContentsMargins(0, 0, 0, 4); // the script of another font may reach lower
    m_joinersSee->setObjectName(u"joinersSee"_s);
    m_joinersSee->addItem(tr("The last lines"), true);
    m_joinersSee->addItem(tr("Nothing from before they came"), false);
    m_joinersSee->setCurrentIndex(m_joinersSee->findData(m_settings.joinersSeeLatest));
    m_guestsMaySearch->setObjectName(u"guestsMaySearch"_s);
    m_guestsMaySearch->setChecked(m_settings.guestsMaySearch);
    m_survivesPowerLoss->setObjectName(u"survivesPowerLoss"_s);
    m_survivesPowerLoss->setChecked(m_settings.survivesPowerLoss);

    auto *choice = new QHBoxLayout;
    choice->setSpacing(8);
    choice->addWidget(m_keep, 1);
    choice->addWidget(m_keepDays);
    choice->addWidget(m_keepUnit);
    auto *section = new PlainLabel(u"section"_s, tr("WHAT IS KEPT"));
    section->setContentsMargins(0, 8, 0, 0);
    form->setWidget(form->rowCount(), QFormLayout::SpanningRole, section);
    form->addRow(tr("What is said"), choice);
    form->addRow(QString(), m_keepMeaning);
    addBound(form);
    form->addRow(tr("Joiners see"), m_joinersSee);
    form->addRow(QString(), m_guestsMaySearch);
    form->addRow(QString(), m_survivesPowerLoss);
}

void SettingsDialog::showEvent(QShowEvent *event)
{
    if (!event->spontaneous())
        makeRoom();
    QDialog::showEvent(event);
}

/// For every field, whatever is chosen (nothing moves then), as far as the screen goes; what is more is scrolled to.
void SettingsDialog::makeRoom()
{
    const QWidget *fields = m_scroll->widget();
    const int chosen = m_keep->currentIndex();
    const auto largest = [this](auto measure) {
        int most = 0;
        for (int row = 0; row < m_keep->count(); ++row) {
            m_keep->setCurrentIndex(row);
            layout()->activate();
            most = std::max(most, measure());
        }
        return most;
    };
    m_scroll->setMinimumWidth(largest([fields] { return fields->minimumSizeHint().width(); }) + m_scroll->verticalScrollBar()->sizeHint().width());
    m_keepMeaning->setMinimumHeight(largest([this] { return m_keepMeaning->heightForWidth(m_keepMeaning->width()); }));
    const int wanted = largest([this, fields] { return fields->heightForWidth(m_scroll->viewport()->width()); });
    m_keep->setCurrentIndex(chosen);
    resize(withinScreen({width(), height() + std::max(0, wanted - m_scroll->viewport()->height())}, *this));
}

/// A wheel that turns scrolls, and changes nothing that happens to lie under it.
bool SettingsDialog::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::Wheel)
        return QDialog::eventFilter(watched, event);
    event->ignore();
    return true;
}

/// How many messages, whatever else is chosen.
void SettingsDialog::addBound(QFormLayout *form)
{
    const int most = m_settings.keepMessages;
    m_isBounded->setObjectName(u"isBounded"_s);
    m_isBounded->setChecked(most > 0);
    m_isBounded->setToolTip(tr("What is older than the newest so many messages is deleted for good."));
    m_mostMessages->setObjectName(u"mostMessages"_s);
    m_mostMessages->setValidator(plainNumber(KeptMessages::least, KeptMessages::most, m_mostMessages));
    m_mostMessages->setText(QString::number(most > 0 ? most : usualMessages));
    m_mostMessages->setAccessibleName(tr("Messages"));
    m_mostMessages->setMaximumWidth(96);
    auto *bound = new QHBoxLayout;
    bound->setSpacing(8);
    bound->addWidget(m_isBounded);
    bound->addWidget(m_mostMessages);
    bound->addWidget(new PlainLabel(u"body"_s, tr("messages, the newest")), 1);
    form->addRow(QString(), bound);
}

void SettingsDialog::showBound()
{
    const bool keepsAnything = keepingMode() != Keeping::Mode::Nothing;
    m_isBounded->setEnabled(keepsAnything);
    m_mostMessages->setEnabled(keepsAnything && m_isBounded->isChecked());
    showExpected();
}

/// Of the first field in use that holds something else; empty: there is none.
QString SettingsDialog::expected() const
{
    for (const QLineEdit *field : {m_port, m_keepDays, m_mostMessages}) {
        const bool isInUse = field->isEnabled() && !field->isHidden();
        if (!isInUse || field->hasAcceptableInput())
            continue;
        const auto *range = static_cast<const QIntValidator *>(field->validator());
        return tr("%1: a number from %2 to %3.").arg(field->accessibleName()).arg(range->bottom()).arg(range->top());
    }
    return {};
}

/// Until then nothing can be saved.
void SettingsDialog::showExpected()
{
    const QString sentence = expected();
    m_expected->setText(sentence);
    m_expected->setVisible(!sentence.isEmpty());
    m_save->setEnabled(sentence.isEmpty());
    layout()->activate();
    keepFocusInSight(); // the line takes room from the fields
}

/// From the buttons, too.
void SettingsDialog::keepFocusInSight()
{
    QWidget *focus = focusWidget();
    if (focus && focus->hasFocus() && m_scroll->widget()->isAncestorOf(focus))
        m_scroll->ensureWidgetVisible(focus);
}

/// The choice reads as what guests will read.
void SettingsDialog::showDays()
{
    const bool days = keepingMode() == Keeping::Mode::Days;
    m_keepDays->setVisible(days);
    m_keepUnit->setVisible(days);
    m_keepUnit->setText(tr("day(s)", nullptr, m_keepDays->text().toInt()));
    m_keepMeaning->setText(KeepingText::meaning(keepingMode()));
    if (m_keepDays->hasAcceptableInput())
        m_keep->setItemText(m_keep->findData(int(Keeping::Mode::Days)), KeepingText::choice({Keeping::Mode::Days, m_keepDays->text().toInt()}));
    m_guestsMaySearch->setEnabled(keepingMode() != Keeping::Mode::Nothing);
    m_survivesPowerLoss->setEnabled(keepingMode() != Keeping::Mode::Nothing);
    showBound();
}

Keeping::Mode SettingsDialog::keepingMode() const
{
    return Keeping::Mode(m_keep->currentData().toInt());
}

Keeping SettingsDialog::keeping() const
{
    const Keeping::Mode mode = keepingMode();
    return {mode, mode == Keeping::Mode::Days ? m_keepDays->text().toInt() : 0};
}

int SettingsDialog::keepMessages() const
{
    if (!m_isBounded->isChecked())
        return 0;
    // Where nothing is kept it is not in use and may hold anything.
    return m_mostMessages->hasAcceptableInput() ? m_mostMessages->text().toInt() : m_settings.keepMessages;
}

Settings SettingsDialog::edited() const
{
    Settings settings = m_settings;
    settings.roomName = m_roomName->text().trimmed();
    settings.hostName = m_hostName->text().trimmed();
    settings.port = m_port->text().toUShort();
    settings.bindAddress = m_bindAddress->text().trimmed();
    settings.language = m_language->currentData().toString();
    settings.coolingOffSeconds = m_coolingOff->currentData().toInt();
    settings.keeping = keeping();
    settings.keepMessages = keepMessages();
    settings.joinersSeeLatest = m_joinersSee->currentData().toBool();
    settings.guestsMaySearch = m_guestsMaySearch->isChecked();
    settings.survivesPowerLoss = m_survivesPowerLoss->isChecked();
    settings.keepAwake = m_keepAwake->isChecked();
    settings.openMetrics = m_openMetrics->isChecked();
    return settings;
}

} // namespace foyer
