// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/history/talk.h"

#include <algorithm>
#include <cmath>
#include <iterator>

using namespace Qt::StringLiterals;

namespace foyer {

namespace {

/// Written as such languages are, made of their syllables: what counts is which letters come, and how often.
struct Language
{
    QStringList syllables;
    int share; ///< of a hundred lines
    bool hasSpaces;
};

const QList<Language> &languages()
{
    static const QList<Language> all{
        {u"the of and to in is it you that he was for on are with as they be at one have this from or had by hot but some what there we can out other were all your "
          "when up use word how said an each she which do their time if will way about many then them would write like so these her long make thing see him two has"_s.split(u' '),
         40, true},
        {u"der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an wer hat aus bei schön größ über ver ge lich keit ung be ent stra ße "
          "haus bau werk zeug gel end tag uhr"_s.split(u' '),
         15, true},
        {u"的 一 是 不 了 人 我 在 有 他 这 为 之 大 来 以 个 中 上 们 到 说 国 和 地 也 子 时 道 出 而 要 于 就 下 得 可 你 年 生 自 会 那 后 能 对 着 事 其 里 所 去 行 过 家 十 用 发 天 如 "
          "然 作 方 成 者 多 日 都 三 小 军 二 无 同 么 经 法 当 起 与 好 看 学 进 种 将 还 分 此 心 前 面 又 定 见 只 主 没 公 从"_s.split(u' '),
         30, false},
        {u"の に は を た が で て と し れ さ ある いる も する から な こと として い や など なっ ない この ため その 日 本 人 語 学 生 先 時 間 カ タ ナ テ ス ト サ ー バ"_s.split(u' '), 5, false},
        {u"и в не на я быть он с что а по это она к но мы как из у то за свой весь год от так о для ты же все тот мочь вы чело век один еще бы та кой толь ко се бя при вет"_s.split(u' '),
         7, true},
        {u"이 그 는 을 를 에 의 가 고 하 다 나 로 한 지 도 서 기 사 아 있 어 만 보 시 대 라 리 자 수 전 일 안 녕 세 요 감 합 니"_s.split(u' '), 3, true},
    };
    return all;
}

} // namespace

Talk::Talk(int messages) : m_chance(20260701), m_isHere(people, false), m_messages(messages)
{
    for (int language = 0; language < Talk::languages; ++language) {
        const QStringList &syllables = foyer::languages()[language].syllables;
        QStringList all = syllables; // the commonest are short
        while (all.size() < words) {
            QString word;
            for (int i = 1 + m_chance.bounded(foyer::languages()[language].hasSpaces ? 4 : 3); i >= 0; --i)
                word += syllables[m_chance.bounded(int(syllables.size()))];
            all.append(word);
        }
        m_words.append(all);
    }
}

QString Talk::word(int language, int rank) const
{
    return m_words[language][rank];
}

QString Talk::name(int person)
{
    static const QStringList names{u"Ada"_s, u"小明"_s, u"Benedikt"_s, u"Zoë"_s, u"李雷"_s, u"🦊 fox"_s, u"Sam"_s, u"Мария"_s, u"민수"_s, u"さくら"_s};
    return u"%1 %2"_s.arg(names[person % int(names.size())]).arg(person);
}

/// The n-th comes half as often as the n/2-th.
int Talk::zipf(int below)
{
    return std::min(below - 1, int(std::exp(m_chance.generateDouble() * std::log(double(below) + 1))) - 1);
}

QString Talk::sentence(int language)
{
    QString text;
    const bool hasSpaces = languages > language && foyer::languages()[language].hasSpaces;
    for (int i = 1 + zipf(hasSpaces ? 40 : 25); i >= 0; --i) {
        if (hasSpaces && !text.isEmpty())
            text += u' ';
        text += m_words[language][zipf(words)];
    }
    if (m_chance.bounded(20) == 0)
        text += u" 👍"_s;
    if (m_chance.bounded(50) == 0)
        text += u" https://example.org/%1/%2"_s.arg(m_words[0][zipf(words)]).arg(m_chance.bounded(10'000));
    return text;
}

Event Talk::said()
{
    int language = 0;
    for (int share = m_chance.bounded(100); share >= foyer::languages()[language].share; ++language)
        share -= foyer::languages()[language].share;
    const int person = zipf(people);
    ++m_said;
    Event event;
    event.seq = ++m_seq;
    event.atMs = m_nowMs;
    event.body = Said{UserId{quint64(person) + 1}, name(person), Role::Guest, sentence(language), u"c%1"_s.arg(m_seq)};
    return event;
}

Event Talk::comingOrGoing()
{
    const int person = m_chance.bounded(people);
    const UserId user{quint64(person) + 1};
    const bool wasHere = m_isHere[person];
    m_isHere[person] = !wasHere;
    const auto here = quint32(std::count(m_isHere.begin(), m_isHere.end(), true));
    Event event;
    event.seq = ++m_seq;
    event.atMs = m_nowMs;
    if (wasHere)
        event.body = Left{user, name(person), LeaveReason::Left, here};
    else
        event.body = Joined{{user, name(person), Role::Guest, ConnectionKind::Browser, m_nowMs, false, u"192.168.1.%1"_s.arg(person % 250), 0}, here};
    return event;
}

QList<Event> Talk::next(int events)
{
    QList<Event> list;
    while (list.size() < events && !isOver()) {
        m_nowMs = firstMs + qint64(double(m_said) / m_messages * days * 86'400'000.0);
        list.append(m_chance.bounded(12) == 0 ? comingOrGoing() : said());
    }
    return list;
}

} // namespace foyer
