// SPDX-License-Identifier: GPL-3.0-or-later

import type { Visit } from '../visit/visit';
import type { Stage, VisitState } from '../visit/visitstate';
import { minutesAndSeconds } from '../text/locale';
import { Card } from './card';
import { useRemaining } from './countdown';
import { linkSentence } from './linksentence';
import { useWords } from './words';

type Held = Extract<Stage, { at: 'held' }>;

/** Kept out for a while: by whom, why, for how long, and the way back. */
export const HeldOut = ({ visit, held }: { visit: Visit; held: Held }) => {
  const { locale } = useWords();
  const remaining = useRemaining(held.until);
  const address = held.code === 'address-cooling-off';
  const over = remaining === 0;
  return (
    <Card title={locale.say(address ? 'held.address' : 'held.kicked')} announce>
      {address && <p>{locale.say('held.address.sentence')}</p>}
      {!address && held.reason !== '' && <p class="reason"><bdi>{locale.say('held.reason', { reason: held.reason })}</bdi></p>}
      <p class="countdown" role="timer">
        {over ? locale.say('held.now') : locale.say('held.countdown', { time: minutesAndSeconds(remaining) })}
      </p>
      <button type="button" class={over ? 'primary' : 'secondary'} onClick={() => { visit.comeBack(); }}>
        {locale.say(over ? 'held.comeBack' : 'held.trySooner')}
      </button>
      {!over && <p class="note">{locale.say('held.soonerHint')}</p>}
    </Card>
  );
};

export const LeftRoom = ({ visit }: { visit: Visit }) => {
  const { locale } = useWords();
  return (
    <Card title={locale.say('left.title')} announce>
      <p>{locale.say('left.sentence')}</p>
      <button type="button" class="primary" onClick={() => { visit.askForName(); }}>{locale.say('left.comeBack')}</button>
    </Card>
  );
};

export const Stuck = () => {
  const { locale } = useWords();
  return (
    <Card title={locale.say('stuck.title')} announce>
      <p>{locale.say('stuck.sentence')}</p>
      <button type="button" class="primary" onClick={() => { location.reload(); }}>{locale.say('stuck.reload')}</button>
    </Card>
  );
};

/** On the way back in: says nothing for a moment, as it mostly takes no longer than that. */
export const OnTheWay = ({ visit, state }: { visit: Visit; state: VisitState }) => {
  const { locale } = useWords();
  const waiting = state.link.stage === 'waiting';
  const queued = state.stage.at === 'joining' && state.stage.queued;
  return (
    <div class="after-a-moment">
      <Card title={state.room.known ? state.room.room : locale.say('app.name')}>
        <p role="status">{locale.say(linkSentence(state.link, false) ?? (queued ? 'prompt.queued' : 'prompt.joining'))}</p>
        {waiting && <button type="button" class="secondary" onClick={() => { visit.tryNow(); }}>{locale.say('link.tryNow')}</button>}
      </Card>
    </div>
  );
};
