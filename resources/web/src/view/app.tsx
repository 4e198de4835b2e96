// SPDX-License-Identifier: GPL-3.0-or-later

import { useEffect, useLayoutEffect, useMemo, useState } from 'preact/hooks';
import type { Language } from '../text/catalog';
import { Locale } from '../text/locale';
import { Key } from '../visit/keepsakes';
import type { Keepsakes } from '../visit/keepsakes';
import type { Visit } from '../visit/visit';
import type { VisitState } from '../visit/visitstate';
import { HeldOut, LeftRoom, OnTheWay, Stuck } from './endings';
import { Prompt } from './prompt';
import { RoomPage } from './roompage';
import { WordsContext } from './words';

interface AppProps {
  readonly visit: Visit;
  readonly keepsakes: Keepsakes;
  readonly language: Language;
  /** Calls back once when it is time to draw, however often it was asked. */
  readonly drawSoon: (draw: () => void) => () => void;
}

/** The whole page: follows the visit, and shows what belongs to its stage. */
export const App = ({ visit, keepsakes, language: first, drawSoon }: AppProps) => {
  const [state, setState] = useState(visit.current);
  const [language, setLanguage] = useState(first);
  const locale = useMemo(() => new Locale(language), [language]);

  useEffect(() => {
    const draw = drawSoon(() => { setState(visit.current); });
    draw();
    return visit.watch(draw);
  }, [visit, drawSoon]);

  useLayoutEffect(() => {
    document.documentElement.lang = language;
    document.title = title(state, locale);
  });

  const speak = (wanted: Language) => {
    keepsakes.local.write(Key.language, wanted);
    setLanguage(wanted);
  };
  return (
    <WordsContext.Provider value={{ locale, speak }}>
      <StageView visit={visit} state={state} keepsakes={keepsakes} />
    </WordsContext.Provider>
  );
};

const StageView = ({ visit, state, keepsakes }: { visit: Visit; state: VisitState; keepsakes: Keepsakes }) => {
  switch (state.stage.at) {
    case 'prompt': return <Prompt visit={visit} state={state} />;
    case 'joining': return state.stage.again ? <OnTheWay visit={visit} state={state} /> : <Prompt visit={visit} state={state} />;
    case 'inside': return <RoomPage visit={visit} state={state} tab={keepsakes.tab} />;
    case 'held': return <HeldOut visit={visit} held={state.stage} />;
    case 'left': return <LeftRoom visit={visit} />;
    case 'stuck': return <Stuck />;
  }
};

function title({ room, unread }: VisitState, locale: Locale): string {
  if (!room.known) return locale.say('app.name');
  return unread > 0 ? locale.say('title.unread', { count: unread, room: room.room }) : locale.say('title', { room: room.room });
}
