// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/application.h"
#include "app/settingsstore.h"
#include "server/base/systemclock.h"
#include "tests/support/cunningroom.h"
#include "tests/support/fakeservercontrol.h"
#include "tests/support/patience.h"
#include "ui/client/clientwindow.h"
#include "ui/client/nameprompt.h"
#include "ui/dialogs/aboutdialog.h"
#include "ui/dialogs/joindialog.h"
#include "ui/dialogs/questionbox.h"
#include "ui/dialogs/settingsdialog.h"
#include "ui/dialogs/sharedialog.h"
#include "ui/plainwords.h"
#include "ui/tokens.h"
#include "ui/views/healthline.h"
#include "ui/views/logview.h"
#include "ui/views/noticebar.h"
#include "ui/views/rosterview.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAccessible>
#include <QAction>
#include <QComboBox>
#include <QDateTime>
#include <QGroupBox>
#include <QHelpEvent>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPointer>
#include <QPushButton>
#include <QScrollArea>
#include <QTemporaryDir>
#include <QTest>
#include <QTextBlock>
#include <QTextDocument>
#include <QTextFrame>
#include <QToolButton>
#include <QToolTip>
#include <QWebSocket>
#include <QWebSocketServer>
#include <QWindow>

using namespace Qt::StringLiterals;
using namespace foyer;

namespace {

/// What a text that may be markup looks like to whom it is shown.
QString shown(const QString &text)
{
    if (!Qt::mightBeRichText(text))
        return text;
    QTextDocument document;
    document.setHtml(text);
    return document.toPlainText();
}

/// Whether anything but letters would be drawn: a picture, a link, a table, another font.
bool isFormatted(const QString &text)
{
    if (!Qt::mightBeRichText(text))
        return false;
    QTextDocument document;
    document.setHtml(text);
    if (!document.rootFrame()->childFrames().isEmpty())
        return true;
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        for (auto it = block.begin(); !it.atEnd(); ++it) {
            const QTextCharFormat format = it.fragment().charFormat();
            if (format.isAnchor() || format.isImageFormat() || format.fontWeight() > QFont::Normal
                || format.fontItalic())
                return true;
        }
    }
    return false;
}

/// Looks at everything in a window that shows words, and counts where those of a guest are.
class Inspection final
{
public:
    explicit Inspection(QString words) : m_words(std::move(words)) {}

    void inspect(QWidget *window)
    {
        window->show();
        QVERIFY(QTest::qWaitForWindowExposed(window));
        QCoreApplication::processEvents();
        look(window);
        const auto all = window->findChildren<QWidget *>();
        for (QWidget *widget : all)
            look(widget);
        const auto actions = window->findChildren<QAction *>();
        for (const QAction *action : actions) {
            check(action->text(), "an action's tool tip", action->toolTip());
            check(action->text(), "an action's status tip", action->statusTip());
            check(action->text(), "an action's help", action->whatsThis());
            mnemonic(action->text(), "an action");
        }
    }
    [[nodiscard]] int places() const { return m_places; }
    [[nodiscard]] const QStringList &complaints() const { return m_complaints; }

private:
    void complain(const QString &where, const char *what, const QString &text)
    {
        m_complaints.append(u"%1, %2: %3"_s.arg(where, QLatin1String(what), text));
    }
    /// A text that Qt may take for markup.
    void check(const QString &where, const char *what, const QString &text)
    {
        if (isFormatted(text))
            complain(where, what, text);
        if (shown(text).contains(m_words))
            ++m_places;
    }
    void mnemonic(const QString &text, const char *what)
    {
        const QString said = QString(text).replace(u"&&"_s, u"\1"_s).remove(u'&').replace(u'\1', u'&');
        if (!said.contains(m_words))
            return;
        ++m_places;
        if (!QKeySequence::mnemonic(text).isEmpty())
            complain(text, what, u"a key of its own"_s);
    }
    void look(QWidget *widget)
    {
        const QString where = QLatin1String(widget->metaObject()->className()) + u' ' + widget->objectName();
        check(where, "tool tip", widget->toolTip());
        check(where, "status tip", widget->statusTip());
        check(where, "help", widget->whatsThis());
        if (widget->isWindow() && widget->windowHandle()) {
            // As the window system gets it: without what Qt takes for a sign of its own.
            const QString title = widget->windowHandle()->title();
            if (widget->windowTitle().contains(m_words.left(3)) && !title.contains(m_words))
                complain(where, "title", title);
            if (title.contains(m_words))
                ++m_places;
        }
        if (const auto *label = qobject_cast<QLabel *>(widget)) {
            // Not only where guests' words are now: none may guess. Of the labels that a form makes, only our own words
            // are told.
            const bool guesses = label->textFormat() != Qt::PlainText;
            if (label->text().contains(m_words)) {
                ++m_places;
                if (guesses || label->buddy())
                    complain(where, "label", label->text());
            } else if (guesses && isFormatted(label->text())) {
                complain(where, "label", label->text());
            }
        } else if (const auto *button = qobject_cast<QAbstractButton *>(widget)) {
            mnemonic(button->text(), "button");
        } else if (const auto *group = qobject_cast<QGroupBox *>(widget)) {
            mnemonic(group->title(), "group");
        } else if (const auto *edit = qobject_cast<QLineEdit *>(widget)) {
            m_places += edit->text().contains(m_words) ? 1 : 0;
        } else if (const auto *view = qobject_cast<QAbstractItemView *>(widget)) {
            look(*view, where);
        }
        if (const QAccessibleInterface *accessible = QAccessible::queryAccessibleInterface(widget)) {
            for (const QAccessible::Text kind : {QAccessible::Name, QAccessible::Description, QAccessible::Help})
                check(where, "what is read aloud", accessible->text(kind).remove(m_words));
        }
    }
    void look(const QAbstractItemView &view, const QString &where)
    {
        const QAbstractItemModel *model = view.model();
        for (int row = 0; model && row < model->rowCount(); ++row) {
            for (int column = 0; column < model->columnCount(); ++column) {
                const QModelIndex index = model->index(row, column);
                for (const int role : {int(Qt::ToolTipRole), int(Qt::StatusTipRole), int(Qt::WhatsThisRole)})
                    check(where, "an item's tip", index.data(role).toString());
                m_places += index.data(Qt::DisplayRole).toString().contains(m_words) ? 1 : 0;
            }
        }
    }

    const QString m_words;
    QStringList m_complaints;
    int m_places = 0;
};

} // namespace

/// A guest's words are words in every widget: none of Qt's guesses at markup may ever see them.
class tst_RichText final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QApplication::setQuitOnLastWindowClosed(false); }

    void theTestSeesMarkup();
    void plainToolTips_data();
    void plainToolTips();
    void plainTitles_data();
    void plainTitles();

    void everywhere_data();
    void everywhere();
    void inARoomThatIsNotOurs_data() { everywhere_data(); }
    void inARoomThatIsNotOurs();
    void anItemsTipAsItIsShown();
    void aTipAsItIsShown();
    void aLongNameHidesNoButton();
};

/// The inspection finds what it is looking for.
void tst_RichText::theTestSeesMarkup()
{
    const QString words = u"<b>x</b>"_s;
    QWidget window;
    QLabel guessing(words, &window);
    QAction action(u"&x"_s, &window);
    QWidget tipped(&window);
    tipped.setToolTip(words);
    Inspection found(words);
    found.inspect(&window);
    QCOMPARE(found.complaints().size(), 2);

    QAbstractButton *button = new QToolButton(&window);
    button->setText(u"Let a &b in"_s);
    window.setWindowTitle(u"a [*]"_s);
    Inspection mnemonic(u"a b"_s);
    mnemonic.inspect(&window);
    QCOMPARE(mnemonic.complaints().filter(u"a key of its own"_s).size(), 1);
    Inspection title(u"a [*]"_s);
    title.inspect(&window);
    QCOMPARE(title.complaints().filter(u"title"_s).size(), 1);
}

void tst_RichText::plainToolTips_data()
{
    QTest::addColumn<QString>("text");
    for (const QString &text :
         {u"Ada"_s, u"a & b"_s, u"a &amp; b"_s, u"&lt;b&gt;"_s, u"<b>x</b>"_s, u"x <b>x</b>"_s, u"1 < 2"_s,
          u"<img src=\"file:///etc/passwd\">"_s, u"<table><tr><td>x"_s, u"<!DOCTYPE html><i>x</i>"_s,
          u"<?xml version=\"1.0\"?><b>x</b>"_s, u"two\nlines <b>x</b>"_s, u"“quoted” \"too\""_s, u"<qt>x"_s})
        QTest::newRow(qPrintable(text)) << text;
}

void tst_RichText::plainToolTips()
{
    QFETCH(const QString, text);
    QCOMPARE(shown(plainToolTip(text)), text);
    QVERIFY(!isFormatted(plainToolTip(text)));
}

void tst_RichText::plainTitles_data()
{
    QTest::addColumn<QString>("text");
    for (const QString &text : {u"Class 7b"_s, u"[*]"_s, u"[*][*]"_s, u"a [*] b [*]"_s, u"[[*]]"_s, u"<b>x</b> & y"_s})
        QTest::newRow(qPrintable(text)) << text;
}

void tst_RichText::plainTitles()
{
    QFETCH(const QString, text);
    for (const bool modified : {false, true}) {
        QWidget window;
        window.setWindowTitle(plainTitle(text));
        window.setWindowModified(modified);
        window.show();
        QCOMPARE(window.windowHandle()->title(), text);
    }
}

void tst_RichText::everywhere_data()
{
    QTest::addColumn<QString>("words");
    for (const QString &words :
         {u"<b>x</b>"_s, u"<img src=\"file:///etc/passwd\">"_s, u"<a href=\"http://evil\">x</a>"_s,
          u"<table><tr><td>x</td></tr></table>"_s, u"a &amp; b"_s, u"&lt;b&gt;x"_s, u"&Run & &Hide"_s,
          u"[*] %1 %2 %L1 %n"_s, u"<!-- x"_s, u"<h1>"_s})
        QTest::newRow(qPrintable(words)) << words;
}

void tst_RichText::everywhere()
{
    QFETCH(const QString, words);
    using namespace scene;
    QTemporaryDir folder;
    SettingsStore store(folder.path());
    Settings settings;
    settings.roomName = settings.hostName = words;
    QVERIFY(store.save(settings));
    FakeServerControl server;
    Overrides overrides;
    overrides.language = u"en"_s;
    overrides.roomName = words;
    Application application(server, store, overrides);
    MainWindow &window = application.window();
    Inspection inspection(words);

    application.startRoom();
    ServerStatus failed;
    failed.state = ServerStatus::State::Failed;
    failed.failure = ServerStatus::Failure::Other;
    failed.detail = words;
    server.become(failed);
    inspection.inspect(&window);
    QVERIFY(window.findChild<NoticeBar *>()->sentence().contains(words));
    QVERIFY(inspection.places() >= 3); // the room's name, the notice, its tip

    application.startRoom();
    server.open();
    ServerStatus open = server.status();
    open.addresses = {{words, words, LanAddress::Kind::Wired}, {words, words, LanAddress::Kind::Other}};
    server.become(open);
    const qint64 later = QDateTime::currentMSecsSinceEpoch() + 60000;
    server.happen({joined(1, words + u'1', 1, Role::Operator, ConnectionKind::App, words),
                   joined(2, words, 2, Role::Guest, ConnectionKind::Browser, words),
                   joined(3, words + u'3', 3, Role::Guest, ConnectionKind::TextClient, words), said(2, words, words),
                   of(Renamed{UserId{2}, words, words}), of(RoomRenamed{words}), kicked(3, words, 1, later, words),
                   left(3, words, 2, LeaveReason::Kicked), passing(Knock{CoolingId{1}, words}),
                   of(LetIn{CoolingId{1}, words + u"other"_s}), passing(Typing{UserId{2}})});
    server.refuse({}, {}, words);
    RoomHealth health;
    server.feel(health);
    Inspection open1(words);
    open1.inspect(&window);
    QVERIFY2(open1.complaints().isEmpty(), qPrintable(open1.complaints().join(u'\n')));
    // The title, the room's name, the addresses, two people in three cells, eight lines, who cools off, why, and who
    // knocks.
    QVERIFY2(open1.places() >= 18, qPrintable(QString::number(open1.places())));
    QVERIFY(window.windowHandle()->title().contains(words));
    inspection.inspect(window.findChild<HealthLine *>()->menu());
    window.findChild<HealthLine *>()->menu()->close();

    // What opens from a person and from a line.
    for (const bool person : {true, false}) {
        auto *view =
            person ? static_cast<QAbstractItemView *>(window.findChild<RosterView *>()) : window.findChild<LogView *>();
        const auto *model = view->model();
        for (int row = 0; row < model->rowCount(); ++row) {
            const int role = person ? int(RosterModel::UserRole) : int(LiveLogModel::UserRole);
            if (model->index(row, 0).data(role).toULongLong() != 2)
                continue;
            if (person)
                Q_EMIT window.findChild<RosterView *>()->menuWanted(model->index(row, 0), {});
            else
                Q_EMIT window.findChild<LogView *>()->menuWanted(model->index(row, 0), {});
            break;
        }
        QPointer<QMenu> menu = window.findChild<QMenu *>(u"peopleMenu"_s);
        QVERIFY(menu);
        inspection.inspect(menu);
        menu->findChild<QAction *>(u"kickAction"_s)->trigger();
        auto *kick = window.findChild<QDialog *>(u"kick"_s);
        QVERIFY(kick);
        const int before = inspection.places();
        inspection.inspect(kick);
        QVERIFY(inspection.places() > before);
        delete kick;
        delete menu.data();
    }
    ShareDialog share(words, words, &window);
    JoinDialog join(words, &window);
    SettingsDialog set(settings, true, &window);
    AboutDialog about(&window);
    for (QWidget *dialog : std::initializer_list<QWidget *>{&share, &join, &set, &about}) {
        dialog->setAttribute(Qt::WA_DeleteOnClose, false);
        const int before = inspection.places();
        inspection.inspect(dialog);
        QVERIFY2(inspection.places() > before || dialog == &about, dialog->metaObject()->className());
        dialog->close();
    }
    QuestionBox().ask(&window, {words, words, words, words}, [](bool) {});
    auto *question = window.findChild<QDialog *>(u"question"_s);
    const int before = inspection.places();
    inspection.inspect(question);
    QVERIFY(inspection.places() >= before + 5);
    delete question;
    QVERIFY2(inspection.complaints().isEmpty(), qPrintable(inspection.complaints().join(u'\n')));
    if (const QString shots = qEnvironmentVariable("FOYER_SHOTS"); !shots.isEmpty()) {
        for (const bool dark : {false, true}) {
            application.theme().wear(dark ? darkTokens() : lightTokens());
            window.resize(1100, 720);
            QCoreApplication::processEvents();
            const QString row = QString::fromLatin1(QByteArray(QTest::currentDataTag()).toPercentEncoding());
            QVERIFY(window.grab().save(shots + u'/' + row + (dark ? u"-dark.png"_s : u"-light.png"_s)));
        }
    }
}

/// The operator's client may visit anybody's room, and everything that it shows there is that room's to say.
void tst_RichText::inARoomThatIsNotOurs()
{
    QFETCH(const QString, words);
    CunningRoom room;
    QVERIFY(room.listens());
    SystemClock clock;
    ClientWindow window({room.url(), words, {}}, clock);
    window.open();
    QVERIFY(room.isVisited());
    room.greet(words);
    room.say({{u"type"_s, u"refused"_s},
              {u"to"_s, u"join"_s},
              {u"code"_s, u"name-taken"_s},
              {u"text"_s, words},
              {u"suggestion"_s, words}});
    QVERIFY(comesTrue([&window] { return window.client().state() == RoomClient::State::Refused; }));
    Inspection refused(words);
    refused.inspect(&window);
    QVERIFY2(refused.complaints().isEmpty(), qPrintable(refused.complaints().join(u'\n')));
    QVERIFY(refused.places() >= 2); // the sentence and the name that is offered

    window.client().openAs(words);
    QVERIFY(room.isVisited());
    room.greet(words);
    const QJsonObject person{{u"user"_s, 1},        {u"name"_s, words}, {u"role"_s, u"operator"_s},
                             {u"kind"_s, u"app"_s}, {u"since"_s, 1},    {u"away"_s, false}};
    const QJsonObject line{{u"type"_s, u"said"_s}, {u"seq"_s, 1},      {u"at"_s, qint64(scene::startMs)},
                           {u"user"_s, 1},         {u"name"_s, words}, {u"role"_s, u"operator"_s},
                           {u"text"_s, words},     {u"id"_s, u"m1"_s}};
    room.say(
        {{u"type"_s, u"welcome"_s},
         {u"you"_s, QJsonObject{{u"user"_s, 2}, {u"name"_s, words}, {u"role"_s, u"guest"_s}}},
         {u"device"_s, u"d"_s},
         {u"resume"_s, u"r"_s},
         {u"epoch"_s, u"e"_s},
         {u"seq"_s, 1},
         {u"room"_s, words},
         {u"host"_s, words},
         {u"language"_s, u"en"_s},
         {u"keeping"_s, QJsonObject{{u"mode"_s, u"always"_s}}},
         {u"search"_s, false},
         {u"resumed"_s, false},
         {u"gap"_s, false},
         {u"lines"_s, QJsonArray{line}},
         {u"more"_s, false},
         {u"people"_s,
          QJsonObject{{u"total"_s, 1}, {u"listed"_s, true}, {u"more"_s, false}, {u"rows"_s, QJsonArray{person}}}}});
    room.say({{u"type"_s, u"typing"_s}, {u"user"_s, 1}});
    room.say({{u"type"_s, u"refused"_s}, {u"to"_s, u"rename"_s}, {u"code"_s, u"name-taken"_s}, {u"text"_s, words}});
    QVERIFY(comesTrue([&] {
        return window.client().state() == RoomClient::State::Here
               && !window.findChild<NoticeBar *>()->sentence().isEmpty();
    }));
    Inspection here(words);
    here.inspect(&window);
    QVERIFY2(here.complaints().isEmpty(), qPrintable(here.complaints().join(u'\n')));
    // The title, the room's name, the line, the person, who is writing, the notice, and who one is.
    QVERIFY2(here.places() >= 7, qPrintable(QString::number(here.places())));

    room.say({{u"type"_s, u"bye"_s},
              {u"code"_s, 4001},
              {u"why"_s, u"kicked"_s},
              {u"text"_s, words},
              {u"retryAfterMs"_s, 60000}});
    room.close(4001);
    QVERIFY(comesTrue([&window] { return window.client().state() == RoomClient::State::Removed; }));
    Inspection removed(words);
    removed.inspect(&window);
    QVERIFY2(removed.complaints().isEmpty(), qPrintable(removed.complaints().join(u'\n')));
    QVERIFY(window.findChild<NamePrompt *>()->findChild<QLabel *>()->text().contains(words));
}

namespace {

/// The label in which Qt shows the tip that is up.
QLabel *tipLabel()
{
    const auto all = QApplication::topLevelWidgets();
    for (QWidget *widget : all) {
        if (widget->inherits("QTipLabel") && widget->isVisible())
            return qobject_cast<QLabel *>(widget);
    }
    return nullptr;
}

void hover(QWidget *widget, const QPoint &at)
{
    QHelpEvent help(QEvent::ToolTip, at, widget->mapToGlobal(at));
    QApplication::sendEvent(widget, &help);
}

} // namespace

void tst_RichText::anItemsTipAsItIsShown()
{
    const QString words = u"a & b <img src=\"file:///etc/passwd\">"_s;
    QTemporaryDir folder;
    SettingsStore store(folder.path());
    FakeServerControl server;
    Application application(server, store, {});
    application.show();
    application.startRoom();
    server.open();
    server.happen({scene::joined(2, words, 1, Role::Guest, ConnectionKind::Browser, words)});
    auto *people = application.window().findChild<RosterView *>();
    QVERIFY(QTest::qWaitForWindowExposed(&application.window()));
    QTRY_COMPARE(people->model()->rowCount(), 1);
    hover(people->viewport(), people->visualRect(people->model()->index(0, 0)).center());
    QTRY_VERIFY(tipLabel());
    QVERIFY2(shown(tipLabel()->text()).contains(words), qPrintable(tipLabel()->text()));
    QVERIFY(!isFormatted(tipLabel()->text()));
    QToolTip::hideText();
}

void tst_RichText::aTipAsItIsShown()
{
    const QString words = u"<b>open</b> a & b: &lt;no&gt;"_s;
    NoticeBar notice;
    notice.tell(u"It could not be opened."_s);
    notice.setDetail(words);
    notice.show();
    QVERIFY(QTest::qWaitForWindowExposed(&notice));
    auto *sentence = notice.findChild<QLabel *>(u"sentence"_s);
    hover(sentence, sentence->rect().center());
    QTRY_VERIFY(tipLabel());
    QCOMPARE(shown(tipLabel()->text()), words);
    QVERIFY(!isFormatted(tipLabel()->text()));
    QToolTip::hideText();
}

/// Nor may the length of a name take away what the host could press.
void tst_RichText::aLongNameHidesNoButton()
{
    const QString longest(32, u'W');
    QTemporaryDir folder;
    SettingsStore store(folder.path());
    FakeServerControl server;
    Application application(server, store, {});
    application.show();
    application.startRoom();
    server.open();
    MainWindow &window = application.window();
    window.resize(720, 480);
    const qint64 later = QDateTime::currentMSecsSinceEpoch() + 60000;
    server.happen({scene::kicked(3, longest, 1, later, longest), scene::passing(Knock{CoolingId{1}, longest})});
    auto *panel = window.findChild<QWidget *>(u"coolings"_s);
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    QTRY_VERIFY(panel->isVisible());
    auto *area = window.findChild<QScrollArea *>();
    QVERIFY(area && area->isAncestorOf(panel));
    QTRY_COMPARE(panel->findChildren<QPushButton *>().size(), 2);
    for (const QPushButton *button : panel->findChildren<QPushButton *>()) {
        QTRY_VERIFY(button->width() >= button->minimumSizeHint().width());
        const int right = button->mapTo(area->viewport(), QPoint(button->width(), 0)).x();
        QVERIFY2(right <= area->viewport()->width(), qPrintable(button->text()));
    }
    // The whole name is there for whoever asks.
    const auto *letIn = panel->findChild<QPushButton *>(u"letIn"_s);
    QVERIFY(letIn->toolTip().contains(longest) && letIn->accessibleName().contains(longest));
}

QTEST_MAIN(tst_RichText)
#include "tst_richtext.moc"
