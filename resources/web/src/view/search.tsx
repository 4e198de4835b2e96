// SPDX-License-Identifier: GPL-3.0-or-later

import { useLayoutEffect, useRef } from 'preact/hooks';
import type { FoundLine } from '../protocol/messages';
import type { Sought } from '../state/roomstate';
import type { SearchState } from '../state/search';
import type { Locale } from '../text/locale';
import { markedPieces } from '../text/marks';
import type { Searching } from '../visit/searching';
import { CloseIcon, SearchIcon } from './icons';
import { hueOf, Name } from './nametag';
import { walkResults } from './searchkeys';
import { useWords } from './words';

interface SearchPanelProps {
  readonly searching: Searching;
  readonly search: SearchState;
  readonly joined: boolean;
  /** Only a guest is told that everybody may search: for the host that need not be so. */
  readonly guest: boolean;
  readonly sought: Sought | undefined;
  readonly goTo: (seq: number) => void;
  readonly close: () => void;
}

/** What was said in the room, looked for by words, by who said it and by day. */
export const SearchPanel = ({ searching, search, joined, guest, sought, goTo, close }: SearchPanelProps) => {
  const { locale } = useWords();
  const panel = useRef<HTMLElement>(null);
  const words = useRef<HTMLInputElement>(null);
  const { wish, rows } = search;

  useLayoutEffect(() => {
    words.current?.focus();
    words.current?.select();
  }, []);

  useLayoutEffect(() => {
    const pane = panel.current;
    if (!pane) return undefined;
    // What would come on screen next is there before it does.
    const wantMore = () => {
      if (pane.clientHeight > 0 && pane.scrollHeight - pane.scrollTop - pane.clientHeight < pane.clientHeight) searching.goOn();
    };
    const resize = new ResizeObserver(wantMore);
    resize.observe(pane);
    pane.addEventListener('scroll', wantMore);
    wantMore();
    return () => {
      resize.disconnect();
      pane.removeEventListener('scroll', wantMore);
    };
  }, [searching, search]);

  const key = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    if (event.key === 'Escape') {
      event.preventDefault();
      close();
    } else if (panel.current) {
      walkResults(event, panel.current);
    }
  };

  return (
    <section class="search" role="search" aria-labelledby="search-title" ref={panel} onKeyDown={key}>
      <form class="search-fields" noValidate onSubmit={(event) => { event.preventDefault(); searching.askNow(); }}>
        <div class="search-top">
          <div class="dialog-head">
            <h2 id="search-title">{locale.say('search.title')}</h2>
            <button type="button" class="icon-button" aria-label={locale.say('search.close')} onClick={close}><CloseIcon /></button>
          </div>
          <label for="search-words">{locale.say('search.words')}</label>
          <div class="search-line">
            <input id="search-words" class="field" type="search" dir="auto" value={wish.words} ref={words} enterkeyhint="search" autocomplete="off"
              spellcheck={false} placeholder={locale.say('search.wordsHint')} aria-invalid={search.refusal !== undefined} aria-describedby="search-note"
              onInput={(event) => { searching.wishFor({ words: event.currentTarget.value }); }} />
            <button type="submit" class="icon-button" aria-label={locale.say('search.go')}><SearchIcon /></button>
          </div>
        </div>
        <div class="search-more">
          <label for="search-author">{locale.say('search.author')}</label>
          <label for="search-day">{locale.say('search.day')}</label>
          <input id="search-author" class="field" type="text" dir="auto" value={wish.author} autocomplete="off" spellcheck={false}
            placeholder={locale.say('search.authorHint')} onInput={(event) => { searching.wishFor({ author: event.currentTarget.value }); }} />
          <input id="search-day" class="field" type="date" value={wish.day}
            onInput={(event) => { searching.wishFor({ day: event.currentTarget.value }); }} />
        </div>
      </form>
      <p id="search-note" class={search.stage === 'refused' ? 'note warn' : 'note'} role="status">{standing(search, joined, guest, locale)}</p>
      <p class="note warn" role="status">{sought?.stage === 'gone' && rows.some(({ seq }) => seq === sought.seq) ? locale.say('search.gone') : ''}</p>
      {!search.complete && <p class="note">{locale.say('search.incomplete')}</p>}
      {rows.length > 0 && (
        <ul class="results" aria-label={locale.say('search.results')} aria-busy={isPending(search)}>
          {rows.map((line) => <li key={line.seq}><Result line={line} locale={locale} isCurrent={sought?.seq === line.seq} goTo={goTo} /></li>)}
        </ul>
      )}
      {search.cut && <p class="note">{locale.say('search.cut', { count: rows.length })}</p>}
    </section>
  );
};

/** Nothing found yet and more to ask for: that is under way as well. */
function isPending({ stage, rows, next }: SearchState): boolean {
  return stage === 'due' || stage === 'asked' || (stage === 'answered' && rows.length === 0 && next !== undefined);
}

/** How the search stands, in one sentence. */
function standing(search: SearchState, joined: boolean, guest: boolean, locale: Locale): string {
  const { stage, rows, next, refusal } = search;
  if (stage === 'resting') return locale.say(guest ? 'search.hint.everybody' : 'search.hint');
  if (refusal) return locale.refusal(refusal);
  if (isPending(search) && !joined) return locale.say('search.offline');
  // While older ones are fetched, what is there already is what counts.
  if (isPending(search) && (rows.length === 0 || next === undefined)) return locale.say('search.pending');
  if (rows.length === 0) return locale.say('search.nothing');
  return locale.sayCount(next === undefined && !search.cut ? 'search.found' : 'search.foundSoFar', rows.length);
}

interface ResultProps {
  readonly line: FoundLine;
  readonly locale: Locale;
  readonly isCurrent: boolean;
  readonly goTo: (seq: number) => void;
}

const Result = ({ line, locale, isCurrent, goTo }: ResultProps) => (
  <button type="button" class="result" aria-current={isCurrent ? 'true' : undefined} onClick={() => { goTo(line.seq); }}>
    <span class={`by hue-${String(hueOf(line.user))}`}>
      <Name name={line.name} />
      <time dateTime={new Date(line.at).toISOString()} title={locale.dateAndTime(line.at)}>{locale.moment(line.at, Date.now())}</time>
    </span>
    <span class="text" dir="auto">
      {markedPieces(line.text, line.marks).map(({ text, marked }, index) => (marked ? <mark key={index}>{text}</mark> : text))}
    </span>
  </button>
);
