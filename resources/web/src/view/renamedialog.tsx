// SPDX-License-Identifier: GPL-3.0-or-later

import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Visit } from '../visit/visit';
import type { VisitState } from '../visit/visitstate';
import { Dialog } from './dialog';
import { useWords } from './words';

/** Asks for another name, and closes when the room has taken it. */
export const RenameDialog = ({ visit, state, close }: { visit: Visit; state: VisitState; close: () => void }) => {
  const { locale } = useWords();
  const { stage, refusal } = state.renaming;
  const [name, setName] = useState(state.name);
  const field = useRef<HTMLInputElement>(null);

  useLayoutEffect(() => { field.current?.select(); }, []);
  useEffect(() => { if (stage === 'done') close(); }, [stage, close]);

  const change = (wanted: string) => {
    const trimmed = wanted.trim();
    setName(trimmed);
    if (trimmed === state.name) {
      close();
      return;
    }
    visit.rename(trimmed);
  };

  const note = !state.joined ? locale.say('rename.offline') : refusal ? locale.refusal(refusal, name) : '';
  return (
    <Dialog title={locale.say('rename.title')} kind="box" close={close}>
      <form class="prompt" noValidate onSubmit={(event) => { event.preventDefault(); change(name); }}>
        <label for="new-name">{locale.say('prompt.name')}</label>
        <input id="new-name" class="field" type="text" dir="auto" value={name} autocomplete="nickname" spellcheck={false} ref={field}
          aria-describedby="new-name-note" aria-invalid={refusal !== undefined} onInput={(event) => { setName(event.currentTarget.value); }} />
        <p id="new-name-note" class="note warn" role="alert"><bdi>{note}</bdi></p>
        {refusal?.suggestion !== undefined && (
          <button type="button" class="secondary" onClick={() => { change(refusal.suggestion ?? ''); }}>
            <bdi>{locale.say('refused.useSuggestion', { suggestion: refusal.suggestion })}</bdi>
          </button>
        )}
        <div class="choices">
          <button type="button" class="secondary" onClick={close}>{locale.say('rename.cancel')}</button>
          <button type="submit" class="primary" aria-busy={stage === 'pending'} aria-disabled={!state.joined}>{locale.say('rename.save')}</button>
        </div>
      </form>
    </Dialog>
  );
};
