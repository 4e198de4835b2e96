// SPDX-License-Identifier: GPL-3.0-or-later

import { Component, createRef } from 'preact';
import type { KeptEvent } from '../protocol/messages';
import { maxLines } from '../state/roomstate';
import type { RoomState } from '../state/roomstate';
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
  readonly olderPending: boolean;
  readonly locale: Locale;
  readonly fetchOlder: () => void;
  readonly takeBack: (id: string) => void;
  readonly discard: (id: string) => void;
}

interface LogState {
  /** Messages of others that came in below what is on screen. */
  readonly missed: number;
  readonly atEnd: boolean;
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
/** Near enough to the beginning to want what was before. */
const beginningPx = 240;

/** The conversation. Follows its end while the reader is there, and stays put under their eyes otherwise. */
export class Log extends Component<LogProps, LogState> {
  override state: LogState = { missed: 0, atEnd: true };
  private readonly pane = createRef<HTMLDivElement>();
  private readonly rows = createRef<HTMLDivElement>();
  private resize: ResizeObserver | undefined;
  /** Kept beside the state: a scroll in the same turn has to see it at once. */
  private following = true;

  override componentDidMount(): void {
    this.toEnd();
    this.resize = new ResizeObserver(() => { if (this.following) this.toEnd(); });
    for (const part of [this.pane, this.rows]) if (part.current) this.resize.observe(part.current);
    this.wantOlder();
  }

  override componentWillUnmount(): void {
    this.resize?.disconnect();
  }

  override shouldComponentUpdate(next: LogProps, nextState: LogState): boolean {
    const { room, outbox, joined, olderPending, locale } = this.props;
    return nextState !== this.state || room.lines !== next.room.lines || room.older !== next.room.older
      || room.you !== next.room.you || outbox !== next.outbox || joined !== next.joined || olderPending !== next.olderPending
      || locale !== next.locale;
  }

  override getSnapshotBeforeUpdate(): Anchor | undefined {
    return this.following ? undefined : this.anchor();
  }

  override componentDidUpdate(before: LogProps, _: LogState, anchor: Anchor | undefined): void {
    const wrote = this.props.outbox.length > before.outbox.length;
    if (this.following || wrote) this.toEnd();
    else if (anchor) this.hold(anchor);
    this.countMissed(before.room.lines, this.props.room);
    this.wantOlder();
  }

  private anchor(): Anchor | undefined {
    const pane = this.pane.current;
    const rows = this.rows.current;
    if (!pane || !rows) return undefined;
    const top = pane.getBoundingClientRect().top;
    for (const element of rows.querySelectorAll<HTMLElement>('[data-seq]')) {
      const { bottom } = element.getBoundingClientRect();
      if (bottom > top) return { element, bottom };
    }
    return undefined;
  }

  private hold({ element, bottom }: Anchor): void {
    const pane = this.pane.current;
    if (pane && element.isConnected) pane.scrollTop += element.getBoundingClientRect().bottom - bottom;
  }

  private readonly toEnd = (): void => {
    const pane = this.pane.current;
    if (pane) pane.scrollTop = pane.scrollHeight;
    this.reached(true);
  };

  private reached(end: boolean): void {
    this.following = end;
    const missed = end ? 0 : this.state.missed;
    if (this.state.atEnd !== end || this.state.missed !== missed) this.setState({ atEnd: end, missed });
  }

  private countMissed(before: readonly KeptEvent[], { lines, you }: RoomState): void {
    if (this.following || lines === before) return;
    const last = before[before.length - 1]?.seq ?? 0;
    const fresh = lines.filter((line) => line.seq > last && line.type === 'said' && line.user !== you?.user).length;
    if (fresh > 0) this.setState({ missed: this.state.missed + fresh });
  }

  private wantOlder(): void {
    const pane = this.pane.current;
    if (pane && pane.clientHeight > 0 && pane.scrollTop < beginningPx) this.props.fetchOlder();
  }

  private readonly scrolled = (): void => {
    const pane = this.pane.current;
    if (!pane) return;
    this.reached(pane.scrollHeight - pane.scrollTop - pane.clientHeight <= endPx);
    this.wantOlder();
  };

  override render({ room, outbox, joined, olderPending, locale, takeBack, discard }: LogProps, { atEnd, missed }: LogState) {
    const today = startOfDay(Date.now());
    return (
      <div class="log-frame">
        <div class="log" role="log" aria-label={locale.say('log.label')} aria-live="polite" aria-busy={olderPending} tabIndex={0}
          ref={this.pane} onScroll={this.scrolled}>
          <div class="log-rows" ref={this.rows}>
            <p class="beginning">{this.beginning()}</p>
            {logRows(room.lines, outbox, room.you?.user).map((row) => (
              <Row key={row.key} row={row} locale={locale} today={today} joined={joined} takeBack={takeBack} discard={discard} />
            ))}
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

  private beginning(): string {
    const { room, olderPending, locale } = this.props;
    if (olderPending) return locale.say('log.olderPending');
    if (room.lines.length >= maxLines) return locale.say('log.cap', { count: maxLines });
    if (room.older) return '';
    return locale.say(room.lines.some((line) => line.type === 'said') ? 'log.beginning' : 'log.empty');
  }
}
