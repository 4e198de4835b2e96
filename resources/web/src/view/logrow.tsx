// SPDX-License-Identifier: GPL-3.0-or-later

import { Component } from 'preact';
import type { KeepingChanged } from '../protocol/messages';
import type { Locale } from '../text/locale';
import type { LogRow } from './logrows';
import { MessageText } from './messagetext';
import { Disc, HostBadge, hueOf, Name } from './nametag';
import { Sentence } from './sentence';

export interface RowProps {
  readonly row: LogRow;
  readonly locale: Locale;
  /** The start of today, for the words on day separators. */
  readonly today: number;
  readonly joined: boolean;
  /** The line that the reader was brought to: pointed out for a moment. */
  readonly marked: number | undefined;
  readonly takeBack: (id: string) => void;
  readonly discard: (id: string) => void;
}

type MessageRow = Extract<LogRow, { kind: 'message' }>;
type NoticeRow = Extract<LogRow, { kind: 'notice' }>;
type LetterRow = Extract<LogRow, { kind: 'letter' }>;

/** One row of the log; drawn anew only when something in it has changed, as there may be two thousand of them. */
export class Row extends Component<RowProps> {
  override shouldComponentUpdate(next: RowProps): boolean {
    const { row, locale, today, joined, marked } = this.props;
    return !sameRow(row, next.row) || locale !== next.locale
      || (row.kind === 'day' && today !== next.today) || (row.kind === 'letter' && joined !== next.joined)
      || isMarked(row, marked) !== isMarked(next.row, next.marked);
  }

  override render({ row, locale, today, marked }: RowProps) {
    switch (row.kind) {
      case 'day': return <h2 class="day"><span>{locale.dayName(row.at, today)}</span></h2>;
      case 'message': return <MessageLine row={row} locale={locale} marked={isMarked(row, marked)} />;
      case 'notice': return <NoticeLine row={row} locale={locale} />;
      case 'letter': return <LetterLine {...this.props} row={row} />;
    }
  }
}

const isMarked = (row: LogRow, marked: number | undefined) => row.kind === 'message' && row.said.seq === marked;

function sameRow(a: LogRow, b: LogRow): boolean {
  switch (a.kind) {
    case 'day': return b.kind === 'day' && a.at === b.at;
    case 'message': return b.kind === 'message' && a.said === b.said && a.own === b.own && a.first === b.first;
    case 'notice': return b.kind === 'notice' && a.line === b.line && a.own === b.own;
    case 'letter': return b.kind === 'letter' && a.letter === b.letter;
  }
}

const Time = ({ at, locale }: { at: number; locale: Locale }) => (
  <time dateTime={new Date(at).toISOString()} title={locale.dateAndTime(at)}>{locale.time(at)}</time>
);

const MessageLine = ({ row: { said, own, first }, locale, marked }: { row: MessageRow; locale: Locale; marked: boolean }) => (
  <article class={`message${own ? ' own' : ''}${first ? ' first' : ''}${marked ? ' marked' : ''}`} data-seq={said.seq}>
    {!own && first && <Disc user={said.user} name={said.name} />}
    {first ? (
      <header class={`by hue-${String(hueOf(said.user))}`}>
        {own ? <span class="unseen">{locale.say('log.you')}</span> : <Name name={said.name} />}
        {!own && <HostBadge role={said.role} />}
        <Time at={said.at} locale={locale} />
      </header>
    ) : <span class="unseen">{own ? locale.say('log.you') : said.name}</span>}
    <div class="bubble" title={first ? undefined : locale.time(said.at)}><MessageText text={said.text} /></div>
  </article>
);

const NoticeLine = ({ row: { line, own }, locale }: { row: NoticeRow; locale: Locale }) => {
  const name = 'name' in line ? line.name ?? '' : '';
  const words = () => {
    switch (line.type) {
      case 'joined': return own ? locale.say('log.joined.you') : <Sentence locale={locale} of="log.joined" name={name} />;
      case 'left': {
        const key = line.why === 'kicked' ? 'log.kicked' : line.why === 'lost' ? 'log.lost' : 'log.left';
        return <Sentence locale={locale} of={key} name={name} />;
      }
      case 'renamed':
        return <Sentence locale={locale} of={own ? 'log.renamed.you' : 'log.renamed'} name={name} was={line.was} />;
      case 'keeping': return <KeepingWords line={line} locale={locale} />;
      case 'room': return <Sentence locale={locale} of="log.room" name={name} />;
      default: return null;
    }
  };
  return <p class="notice" data-seq={line.seq} title={locale.dateAndTime(line.at)}>{words()}</p>;
};

const KeepingWords = ({ line, locale }: { line: KeepingChanged; locale: Locale }) => {
  const name = line.by !== '' ? line.by : locale.say('log.theHost');
  switch (line.mode) {
    case 'nothing': return <Sentence locale={locale} of="log.keeping.nothing" name={name} />;
    case 'until-closed': return <Sentence locale={locale} of="log.keeping.untilClosed" name={name} />;
    case 'days': return <Sentence locale={locale} of={line.days === 1 ? 'log.keeping.day' : 'log.keeping.days'} name={name} count={line.days} />;
    case 'always': return <Sentence locale={locale} of="log.keeping.always" name={name} />;
  }
};

const LetterLine = ({ row: { letter }, locale, joined, takeBack, discard }: RowProps & { row: LetterRow }) => (
  <article class={`message own first letter ${letter.stage}`}>
    <header class="by"><span class="unseen">{locale.say('log.you')}</span></header>
    <div class="bubble"><MessageText text={letter.text} /></div>
    {letter.stage === 'refused' ? (
      <footer class="letter-note warn">
        <span>{locale.say('log.notSent')} · {letter.refusal ? locale.refusal(letter.refusal) : ''}</span>
        <button type="button" class="quiet" onClick={() => { takeBack(letter.id); }}>{locale.say('log.takeBack')}</button>
        <button type="button" class="quiet" onClick={() => { discard(letter.id); }}>{locale.say('log.discard')}</button>
      </footer>
    ) : (
      // What is answered at once shows no note at all: it comes up only after a moment.
      <footer class="letter-note after-a-moment">{locale.say(!joined ? 'log.waiting' : letter.notBefore !== undefined ? 'log.soon' : 'log.sending')}</footer>
    )}
  </article>
);
