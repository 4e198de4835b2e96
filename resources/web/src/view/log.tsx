// SPDX-License-Identifier: GPL-3.0-or-later

import { Component, createRef } from 'preact';
import type { RoomState, Way } from '../state/roomstate';
import type { Outbox } from '../state/outbox';
import { startOfDay } from '../text/locale';
import type { Locale } from '../text/locale';
import { DownIcon } from './icons';
import { Row } from './logrow';
import { logRows } from './logrows';

export interface LogProps {
  readonly room: RoomState;
  readonly outbox: Outbox;
  readonly joined: boolean;
  readonly locale: Locale;
  readonly fetchLines: (way: Way) => void;
  readonly skipToEnd: () => void;
  readonly lookAt: (seq: number | undefined) => void;
  readonly takeBack: (id: string) => void;
  readonly discard: (id: string) => void;
}

interface LogState {
  /** Messages of others that came in below what is on screen. */
  readonly missed: number;
  readonly atEnd: boolean;
  /** The line that the reader was brought to just now. */
  readonly marked: number | undefined;
  /** There is more than fits on screen. */
  readonly scrolls: boolean;
}

/**
 * A line on screen and where it ends: what must not move when rows come or go above it. Its end, as its beginning may change:
 * a line that was the first of somebody's loses its header when lines of the same person come before it.
 */
interface Anchor {
  readonly element: HTMLElement;
  readonly bottom: number;
}

/** Near enough to the end to be taken along by what comes. */
const endPx = 48;
/**
 * The conversation. Follows its end while the reader is there, and stays put under their eyes otherwise: whatever comes or goes
 * above or below, and however wide or high it becomes.
 */
export class Log extends Component<LogProps, LogState> {
  override state: LogState = { missed: 0, atEnd: true, marked: undefined, scrolls: false };
  private readonly pane = createRef<HTMLDivElement>();
  private readonly rows = createRef<HTMLDivElement>();
  private resize: ResizeObserver | undefined;
  /** Kept beside the state: a scroll in the same turn has to see it at once. */
  private following = true;
  /** Where the eye was when all was at rest: after a change of size it can no longer be asked. */
  private eye: Anchor | undefined;
  /** How far the pane was scrolled then. */
  private eyeAt = 0;

  override componentDidMount(): void {
    this.settleAtEnd();
    this.resize = new ResizeObserver(this.resized);
    for (const part of [this.pane, this.rows]) if (part.current) this.resize.observe(part.current);
    this.wantLines();
  }

  override componentWillUnmount(): void {
    this.resize?.disconnect();
  }

  override shouldComponentUpdate(next: LogProps, nextState: LogState): boolean {
    const { room, outbox, joined, locale } = this.props;
    return nextState !== this.state || room.lines !== next.room.lines || room.older !== next.room.older || room.ahead !== next.room.ahead
      || room.asked !== next.room.asked || room.sought !== next.room.sought || room.you !== next.room.you || outbox !== next.outbox || joined !== next.joined
      || locale !== next.locale;
  }

  override getSnapshotBeforeUpdate(): Anchor | undefined {
    if (this.following) return undefined;
    // Something beside the log may have come or gone since all was at rest, and nobody has scrolled: what counts is where the eye was.
    return this.eye?.element.isConnected && this.pane.current?.scrollTop === this.eyeAt ? this.eye : this.anchor();
  }

  override componentDidUpdate(before: LogProps, _: LogState, anchor: Anchor | undefined): void {
    const { room, outbox } = this.props;
    const wrote = outbox.length > before.outbox.length;
    // Where nothing of what was on screen is left, other lines have taken its place: the latest.
    const replaced = anchor !== undefined && !anchor.element.isConnected;
    if (room.sought !== before.room.sought && room.sought?.stage === 'here' && this.goTo(room.sought.seq)) this.setState({ marked: room.sought.seq });
    else if (wrote || replaced || this.following) this.toEnd();
    else this.hold(anchor);
    if (!this.following && room.heard > before.room.heard) this.setState({ missed: this.state.missed + room.heard - before.room.heard });
    this.wantLines();
  }

  /** The first line of which something is on screen. */
  private anchor(): Anchor | undefined {
    const pane = this.pane.current;
    const rows = this.rows.current;
    if (!pane || !rows) return undefined;
    const top = pane.getBoundingClientRect().top;
    const lines = rows.querySelectorAll<HTMLElement>('[data-seq]');
    const endOf = (index: number) => lines[index]?.getBoundingClientRect().bottom ?? Number.POSITIVE_INFINITY;
    let low = 0;
    let high = lines.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (endOf(middle) > top) high = middle;
      else low = middle + 1;
    }
    const element = lines[low];
    return element && { element, bottom: endOf(low) };
  }

  private hold(anchor: Anchor | undefined): void {
    const pane = this.pane.current;
    if (!pane || !anchor) return;
    const moved = anchor.element.getBoundingClientRect().bottom - anchor.bottom;
    if (moved !== 0) pane.scrollTop += moved;
    this.rest();
  }

  /** Brings that line to the middle; false where there is none. */
  private goTo(seq: number): boolean {
    const pane = this.pane.current;
    const line = this.rows.current?.querySelector(`[data-seq="${String(seq)}"]`);
    if (!pane || !line) return false;
    const [around, own] = [pane.getBoundingClientRect(), line.getBoundingClientRect()];
    // A line higher than the pane is read from its beginning.
    pane.scrollTop += own.top - around.top - Math.max(0, (around.height - own.height) / 2);
    this.reached(this.isAtEnd(pane));
    this.rest();
    return true;
  }

  private readonly pointedOut = ({ animationName }: AnimationEvent): void => {
    if (animationName === 'point-out') this.setState({ marked: undefined });
  };

  /** Takes note of where the eye is, and tells it. */
  private rest(): void {
    this.eye = this.following ? undefined : this.anchor();
    this.eyeAt = this.pane.current?.scrollTop ?? 0;
    const seq = this.eye?.element.dataset['seq'];
    this.props.lookAt(seq === undefined ? undefined : Number(seq));
  }

  private readonly resized = (changes: readonly ResizeObserverEntry[]): void => {
    if (this.following) this.toEnd();
    // The rows alone change by what comes and goes: they have been held already.
    else if (this.eye?.element.isConnected && changes.some(({ target }) => target === this.pane.current)) this.hold(this.eye);
    this.wantLines();
  };

  /** To the latest message, wherever the reader is. */
  private readonly toEnd = (): void => {
    if (this.props.room.ahead) this.props.skipToEnd();
    else this.settleAtEnd();
  };

  private settleAtEnd(): void {
    const pane = this.pane.current;
    if (pane) pane.scrollTop = pane.scrollHeight;
    this.reached(true);
    this.rest();
  }

  private reached(end: boolean): void {
    this.following = end;
    const missed = end ? 0 : this.state.missed;
    if (this.state.atEnd !== end || this.state.missed !== missed) this.setState({ atEnd: end, missed });
  }

  private wantLines(): void {
    const pane = this.pane.current;
    if (!pane || pane.clientHeight === 0) return;
    const scrolls = pane.scrollHeight > pane.clientHeight;
    if (scrolls !== this.state.scrolls) this.setState({ scrolls });
    // What would come on screen next is there before it does.
    if (pane.scrollTop < pane.clientHeight) this.props.fetchLines('older');
    if (this.toScroll(pane) < pane.clientHeight) this.props.fetchLines('newer');
  }

  /** Pixels below what is on screen. */
  private toScroll(pane: HTMLElement): number {
    return pane.scrollHeight - pane.scrollTop - pane.clientHeight;
  }

  private isAtEnd(pane: HTMLElement): boolean {
    return this.toScroll(pane) <= endPx && this.props.room.ahead === undefined;
  }

  private readonly scrolled = (): void => {
    const pane = this.pane.current;
    if (!pane) return;
    this.reached(this.isAtEnd(pane));
    this.rest();
    this.wantLines();
  };

  override render({ room, outbox, joined, locale, takeBack, discard }: LogProps, { atEnd, missed, marked, scrolls }: LogState) {
    const today = startOfDay(Date.now());
    // What is on its way has its place at the end, where that is in sight.
    const letters = room.ahead ? [] : outbox;
    return (
      <div class={atEnd ? 'log-frame' : 'log-frame away'}>
        <div class="log" role="log" aria-label={locale.say('log.label')} aria-live="polite" aria-busy={room.asked !== undefined} tabIndex={0}
          ref={this.pane} onScroll={this.scrolled}>
          <div class="log-rows" ref={this.rows} onAnimationEnd={this.pointedOut}>
            <p class="beginning" key="beginning">{this.beginning(scrolls)}</p>
            {logRows(room.lines, letters, room.you?.user).map((row) => (
              <Row key={row.key} row={row} locale={locale} today={today} joined={joined} marked={marked} takeBack={takeBack} discard={discard} />
            ))}
            {room.ahead && <p class="more" key="more">{room.asked?.way === 'newer' && this.pending('log.newerPending')}</p>}
          </div>
        </div>
        {!atEnd && (
          <button type="button" class="to-end" onClick={this.toEnd}>
            <DownIcon />{missed > 0 ? locale.sayCount('log.new', missed) : <span class="unseen">{locale.say('log.toEnd')}</span>}
          </button>
        )}
      </div>
    );
  }

  private beginning(scrolls: boolean) {
    const { room, locale } = this.props;
    if (room.asked?.way === 'older') return this.pending('log.olderPending');
    if (room.older) return '';
    if (!room.lines.some((line) => line.type === 'said')) return locale.say('log.empty');
    // Where all is in sight it goes without saying.
    return scrolls ? locale.say('log.beginning') : '';
  }

  private pending(of: 'log.olderPending' | 'log.newerPending') {
    return <span class="after-a-moment">{this.props.locale.say(of)}</span>;
  }
}
