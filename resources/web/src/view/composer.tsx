// SPDX-License-Identifier: GPL-3.0-or-later

import { useLayoutEffect, useRef } from 'preact/hooks';
import { codePointCount } from '../text/codepoints';
import { SendIcon } from './icons';
import { useWords } from './words';

export interface ComposerProps {
  readonly draft: string;
  readonly limit: number;
  readonly change: (draft: string) => void;
  readonly send: (text: string) => void;
}

/** The counter comes up when this share of the limit is used. */
const counterFrom = 0.9;

/** Safari ends the composition before the key that ended it comes; only the old key code still tells. */
function endsComposition(event: KeyboardEvent): boolean {
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- nothing else tells it
  return event.keyCode === 229;
}

/** Where a message is written. Enter sends, Shift+Enter begins a new line, and neither cuts an unfinished word of an input method. */
export const Composer = ({ draft, limit, change, send }: ComposerProps) => {
  const { locale } = useWords();
  const field = useRef<HTMLTextAreaElement>(null);
  const count = codePointCount(draft);
  const tooMany = Math.max(0, count - limit);
  const sendable = tooMany === 0 && draft.trim() !== '';

  useLayoutEffect(() => {
    const area = field.current;
    if (!area) return;
    // The height follows the text; the style sheet sets where it ends and scrolls instead.
    area.style.height = 'auto';
    area.style.height = `${String(area.scrollHeight + 2)}px`;
  }, [draft]);

  const submit = () => {
    field.current?.focus();
    if (sendable) send(draft);
  };

  const key = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || endsComposition(event)) return;
    event.preventDefault();
    submit();
  };

  return (
    <form class="composer" onSubmit={(event) => { event.preventDefault(); submit(); }}>
      <p class={tooMany > 0 ? 'counter warn' : 'counter'} role="status">
        {tooMany > 0 ? locale.sayCount('compose.tooLong', tooMany)
          : count >= limit * counterFrom ? locale.say('compose.counter', { count, limit }) : ''}
      </p>
      <div class="composer-line">
        <textarea class="field" rows={1} dir="auto" value={draft} ref={field} enterkeyhint="send" aria-label={locale.say('compose.label')}
          placeholder={locale.say('compose.placeholder')} title={locale.say('compose.hint')} aria-invalid={tooMany > 0}
          onInput={(event) => { change(event.currentTarget.value); }} onKeyDown={key} />
        <button type="submit" class="primary send" aria-disabled={!sendable}>
          <SendIcon /><span class="send-word">{locale.say('compose.send')}</span>
        </button>
      </div>
    </form>
  );
};
