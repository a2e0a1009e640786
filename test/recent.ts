import type { GroupBy } from '../common/rules/rules';
import type { EventWindow } from '../server/detect/log/window';
import type { LogonEvent } from '../common/alerts/events';
import type { Rule } from '../common/rules/rules';
import type { EventSource } from '../server/detect/events/event_source_port';
import { createNaming } from '../server/detect/count/naming';
import { RecentEvents, type LogView } from '../server/detect/log/recent_events';
import { nextScan, type Scan } from '../server/detect/join/scan';
import { longest } from '../server/flow/read_slice';
import { comparing, rule, successRule } from './builders';
import { FakeSpace } from './fakes';

type Calls = {
  [K in keyof EventSource]: jest.SpyInstance<ReturnType<EventSource[K]>, Parameters<EventSource[K]>>;
};

/** One Kibana that reads what a space has, and the log of what it asked for. */
export class Reader {
  readonly space = new FakeSpace();
  readonly source: EventSource;
  readonly asked: Calls;
  readonly rules: Rule[];
  readonly recent: RecentEvents;

  constructor({ rules = [rule(), successRule()], most }: { rules?: Rule[]; most?: number } = {}) {
    this.rules = rules;
    this.recent = new RecentEvents(rules, createNaming(comparing()), { most });
    this.source = this.space.ports().events;
    this.asked = {
      read: jest.spyOn(this.source, 'read'),
      readSuccesses: jest.spyOn(this.source, 'readSuccesses'),
      position: jest.spyOn(this.source, 'position'),
      readArrivals: jest.spyOn(this.source, 'readArrivals'),
      count: jest.spyOn(this.source, 'count'),
      readBusiest: jest.spyOn(this.source, 'readBusiest'),
    };
  }

  /** A reading at `now`, of the slice of a run that follows closely on another. */
  readAt(now: number, scan: Partial<Scan> = {}, deadline = Infinity): Promise<LogView> {
    this.space.now = now;
    const wanted = { ...nextScan(now, longest(this.rules), now), ...scan };
    return this.recent.catchUp(this.source, wanted, { deadline, clock: () => this.space.now });
  }

  /** Reads, and then reads the successes of suspects. `unread`: of how many accounts they could not be read. */
  async readAllAt(now: number, deadline = Infinity): Promise<{ caught: LogView; unread: number }> {
    const caught = await this.readAt(now);
    const unread = await this.recent.readSuccesses(
      this.source,
      { from: caught.from, to: now },
      { deadline, clock: () => this.space.now },
    );
    return { caught, unread };
  }

  /** Forgets what was asked for up to now. */
  forgetAsked(): void {
    for (const calls of Object.values(this.asked)) calls.mockClear();
  }

  /** How often each question was asked. */
  get counts(): Record<keyof EventSource, number> {
    const of = (name: keyof EventSource) => this.asked[name].mock.calls.length;
    return {
      read: of('read'),
      readSuccesses: of('readSuccesses'),
      position: of('position'),
      readArrivals: of('readArrivals'),
      count: of('count'),
      readBusiest: of('readBusiest'),
    };
  }
}

/** All events of a group in a window, whatever they are. */
export function eventsIn(window: EventWindow, kind: GroupBy, key: string): LogonEvent[] {
  const { failures, successes, lockouts } = window.group(kind, key);
  return [...failures, ...successes, ...lockouts];
}

/** Ids of an account's events in the window, sorted. */
export const idsOf = ({ window }: LogView, account = 'guest'): string[] =>
  sorted(eventsIn(window, 'account', account));
export const sorted = (events: LogonEvent[]): string[] => events.map(({ id }) => id).sort();
