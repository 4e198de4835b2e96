// SPDX-License-Identifier: GPL-3.0-or-later

import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { isOffered } from '../state/search';
import type { Way } from '../state/roomstate';
import { keepingSentence } from '../text/keeping';
import { Key } from '../visit/keepsakes';
import type { Shelf } from '../visit/keepsakes';
import type { Visit } from '../visit/visit';
import type { VisitState } from '../visit/visitstate';
import { Composer } from './composer';
import { Dialog } from './dialog';
import { SearchIcon } from './icons';
import { linkSentence } from './linksentence';
import { Log } from './log';
import { Menu } from './menu';
import { RenameDialog } from './renamedialog';
import { Roster } from './roster';
import { SearchPanel } from './search';
import { TypingLine } from './typingline';
import { useSearchPanel } from './usesearchpanel';
import { useWide } from './wide';
import { useWords } from './words';

interface RoomPageProps {
  readonly visit: Visit;
  readonly state: VisitState;
  /** Where the draft outlives a reload. */
  readonly tab: Shelf;
}

/** The room itself. */
export const RoomPage = ({ visit, state, tab }: RoomPageProps) => {
  const { locale, speak } = useWords();
  const { room } = state;
  const wide = useWide();
  const [open, setOpen] = useState<'people' | 'rename' | undefined>(undefined);
  const [draft, setDraft] = useState(() => tab.read(Key.draft) ?? '');

  const offered = isOffered(room);
  const searching = useSearchPanel(visit, state, offered && open === undefined, wide);

  // A row of the log is not drawn anew while somebody writes, and yet has to add to what is written by now.
  const written = useRef(draft);

  const keep = (text: string) => {
    written.current = text;
    setDraft(text);
    tab.write(Key.draft, text === '' ? undefined : text);
  };
  const [actions] = useState(() => ({
    fetchLines: (way: Way) => { visit.fetchLines(way); },
    skipToEnd: () => { visit.skipToEnd(); },
    lookAt: (seq: number | undefined) => { visit.lookAt(seq); },
    discard: (id: string) => { visit.takeBack(id); },
    close: () => {
      visit.forgetRenaming();
      setOpen(undefined);
    },
  }));

  useLayoutEffect(() => {
    // On a phone the keyboard would cover half of what one came to read.
    if (matchMedia('(pointer: fine)').matches) document.querySelector<HTMLElement>('.composer textarea')?.focus();
  }, []);

  const write = (text: string) => {
    keep(text);
    if (text.trim() !== '') visit.writing();
  };
  const send = (text: string) => {
    keep('');
    visit.say(text);
  };
  const takeBack = (id: string) => {
    const text = visit.takeBack(id) ?? '';
    keep(written.current.trim() === '' ? text : `${text}\n${written.current}`);
    document.querySelector<HTMLElement>('.composer textarea')?.focus();
  };

  const other = locale.language === 'en' ? 'zh-CN' : 'en';
  const here = locale.sayCount('link.here', room.here);
  return (
    <div class={state.search.open ? 'room searching' : 'room'}>
      <header class="bar">
        <h1 dir="auto">{room.room}</h1>
        {wide ? <span class={state.joined ? 'state open' : 'state'}>{state.joined ? here : ''}</span> : (
          <button type="button" class={state.joined ? 'state open here' : 'state here'} aria-label={`${locale.say('people.open')}. ${here}`}
            onClick={() => { setOpen('people'); }}>{locale.count(room.here)}</button>
        )}
        {offered && (
          <button type="button" class="icon-button find" aria-label={locale.say('search.open')} aria-expanded={state.search.open}
            aria-keyshortcuts="Control+F Meta+F" onClick={searching.toggle}><SearchIcon /></button>
        )}
        <Menu note={keepingSentence(room.keeping, locale)} items={[
          { label: locale.say('menu.rename'), run: () => { setOpen('rename'); } },
          { label: locale.say('menu.language'), lang: other, run: () => { speak(other); } },
          { label: locale.say('menu.leave'), run: () => { visit.leave(); } },
        ]} />
      </header>
      <Banner visit={visit} state={state} />
      <main class="talk">
        <Log room={room} outbox={state.outbox} joined={state.joined} locale={locale} fetchLines={actions.fetchLines} skipToEnd={actions.skipToEnd}
          lookAt={actions.lookAt} takeBack={takeBack} discard={actions.discard} />
        <TypingLine room={room} />
        <Composer draft={draft} limit={room.limits.textCodePoints} change={write} send={send} />
      </main>
      {state.search.open && (
        <SearchPanel searching={visit.searching} search={state.search} joined={state.joined} guest={room.you?.role !== 'operator'}
          sought={room.sought} goTo={searching.goTo} close={searching.close} />
      )}
      {wide && !state.search.open && (
        <aside class="people" aria-label={locale.say('people.title')}>
          <h2>{locale.say('people.title')} <span class="number">{locale.count(room.here)}</span></h2>
          <Roster room={room} />
        </aside>
      )}
      {open === 'people' && !wide && (
        <Dialog title={`${locale.say('people.title')} ${locale.count(room.here)}`} kind="drawer" close={actions.close}><Roster room={room} /></Dialog>
      )}
      {open === 'rename' && <RenameDialog visit={visit} state={state} close={actions.close} />}
    </div>
  );
};

const gapSentences = { missed: 'gap.missed', anew: 'gap.anew', lost: 'gap.lost', earlier: 'gap.earlier' } as const;

/** How the connection is, in words, whenever it is not simply there. */
const Banner = ({ visit, state }: { visit: Visit; state: VisitState }) => {
  const { locale } = useWords();
  const [wasAway, setWasAway] = useState(false);
  useEffect(() => { if (!state.joined) setWasAway(true); }, [state.joined]);
  const trouble = state.joined ? undefined : linkSentence(state.link, true) ?? 'link.connecting';
  const { gap } = state.room;
  if (trouble === undefined && gap !== undefined) {
    return (
      <div class="banner calm">
        <p role="status">{locale.say(gapSentences[gap])}</p>
        <button type="button" class="quiet" onClick={() => { visit.closeGap(); }}>{locale.say('gap.close')}</button>
      </div>
    );
  }
  return (
    <div class={trouble === undefined ? 'banner well' : 'banner'}>
      <p role="status">{trouble !== undefined ? locale.say(trouble) : wasAway ? <span class="unseen">{locale.say('link.backAgain')}</span> : ''}</p>
      {state.link.stage === 'waiting' && (
        <button type="button" class="quiet" onClick={() => { visit.tryNow(); }}>{locale.say('link.tryNow')}</button>
      )}
    </div>
  );
};
