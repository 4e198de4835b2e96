// SPDX-License-Identifier: GPL-3.0-or-later

import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Visit } from '../visit/visit';
import type { VisitState } from '../visit/visitstate';
import type { Refused } from '../protocol/messages';
import { keepingSentence } from '../text/keeping';
import { Card } from './card';
import { linkSentence } from './linksentence';
import { useWords } from './words';

const saidNothing: Refused = { type: 'refused', code: 'name-empty', text: '' };

/** The page's first and only question: a name. */
export const Prompt = ({ visit, state }: { visit: Visit; state: VisitState }) => {
  const { locale } = useWords();
  const { room, stage, link } = state;
  const [name, setName] = useState(state.name);
  const [empty, setEmpty] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const changed = stage.at === 'prompt' && stage.changed;
  const refusal = empty ? saidNothing : stage.at === 'prompt' ? stage.refusal : undefined;
  const joining = stage.at === 'joining';
  const trouble = stage.at === 'joining' && stage.queued ? 'prompt.queued' : linkSentence(link, false);

  useLayoutEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, [refusal]);

  const join = (wanted: string) => {
    const trimmed = wanted.trim();
    setEmpty(trimmed === '');
    if (trimmed !== '') visit.join(trimmed);
  };

  return (
    <Card title={room.known ? room.room : locale.say('app.name')}>
      {room.known && (
        <p class="facts">
          {room.host !== '' && <span><bdi>{locale.say('prompt.hostedBy', { host: room.host })}</bdi></span>}
          <span>{room.here === 0 ? locale.say('prompt.here.zero') : locale.sayCount('prompt.here', room.here)}</span>
        </p>
      )}
      <form class="prompt" noValidate onSubmit={(event) => { event.preventDefault(); join(name); }}>
        <label for="name">{locale.say('prompt.name')}</label>
        <input id="name" class="field" type="text" dir="auto" value={name} autocomplete="nickname" autocapitalize="words" spellcheck={false}
          enterkeyhint="go" aria-describedby="name-note" aria-invalid={refusal !== undefined} ref={field}
          onInput={(event) => { setName(event.currentTarget.value); }} />
        <p id="name-note" class={refusal ? 'note warn' : 'note'} role={refusal ? 'alert' : undefined}>
          {refusal ? <bdi>{locale.refusal(refusal, state.name)}</bdi> : locale.say('prompt.hint')}
        </p>
        {refusal?.suggestion !== undefined && (
          <Suggestion name={refusal.suggestion} use={(suggested) => { setName(suggested); join(suggested); }} />
        )}
        {room.known && (
          <p class={changed ? 'note keeping warn' : 'note keeping'} role={changed ? 'alert' : undefined}>
            {changed && `${locale.say('prompt.keepingChanged')} `}{keepingSentence(room.keeping, locale)}
          </p>
        )}
        <button type="submit" class="primary" aria-busy={joining}>{locale.say(joining ? 'prompt.joining' : 'prompt.join')}</button>
      </form>
      <p class="note" role="status">{trouble && locale.say(trouble)}</p>
    </Card>
  );
};

const Suggestion = ({ name, use }: { name: string; use: (name: string) => void }) => {
  const { locale } = useWords();
  return (
    <button type="button" class="secondary" onClick={() => { use(name); }}>
      <bdi>{locale.say('refused.useSuggestion', { suggestion: name })}</bdi>
    </button>
  );
};
