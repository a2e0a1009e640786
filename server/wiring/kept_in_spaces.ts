import type { FieldOverrides, PatternFields } from '../../common/settings/fields';
import type { LogonsSeen } from '../../common/settings/kerberos_and_ntlm';
import type { SourceMemory } from '../../common/status/memory';
import type { Problem } from '../../common/status/problems';
import type { Comparing, Rule } from '../../common/rules/rules';
import { createNaming } from '../detect/count/naming';
import { RecentEvents } from '../detect/log/recent_events';
import { KeptAlerts } from '../adapters/storage/kept_alerts';
import { KeptMemory } from './kept_memory';

/** Nothing is kept of a space that had no tick here for this long, ms: it is off, or another Kibana ticks it. */
const IDLE = 30 * 60_000;

/** What decides which events are read, how they are grouped, and with whose rights. */
export interface Basis {
  patterns: string[];
  fields: FieldOverrides;
  patternFields: PatternFields[];
  kerberosAndNtlm: boolean;
  rules: Rule[];
  comparing: Comparing;
  keyId: string | null;
}

interface Entry {
  alerts: KeptAlerts;
  memory: KeptMemory;
  events?: {
    recent: RecentEvents;
    /** The basis that they were read on, as text. */
    on: string;
  };
  logons?: SeenLogons;
  /** The codes of the problems that were told of last, as text. */
  told: string;
  /** Epoch milliseconds. */
  usedAt: number;
}

/** What the last look at the source saw, and what that look was about. */
interface SeenLogons {
  basis: string;
  logons: LogonsSeen | null;
  /** Epoch milliseconds. */
  at: number;
}

/** What another Kibana saw is read this often, ms. */
const LOGONS_KEPT_FOR = 60_000;

/** What this Kibana keeps of each space in which detection is on: its events, its alerts, what was told of it. */
export class KeptInSpaces {
  readonly #spaces = new Map<string, Entry>();

  /**
   * The events that are kept of a space. None yet where the basis changed, which decides what is read. `now`:
   * epoch milliseconds.
   */
  eventsOf(space: string, basis: Basis, now: number): RecentEvents {
    const entry = this.#entryOf(space, now);
    const on = JSON.stringify(basis);
    if (entry.events?.on === on) return entry.events.recent;
    const recent = new RecentEvents(basis.rules, createNaming(basis.comparing));
    entry.events = { recent, on };
    return recent;
  }

  /** The alerts that are kept of a space, also where the basis changed. `now`: epoch milliseconds. */
  alertsOf(space: string, now: number): KeptAlerts {
    return this.#entryOf(space, now).alerts;
  }

  memoryOf(space: string, now: number): KeptMemory {
    return this.#entryOf(space, now).memory;
  }

  /**
   * Who sends failed logons, as the last look at the source saw it; null where nobody looked on this basis. `read`
   * gives the stored look. Where that fails, what was known before holds.
   */
  async logonsOf(
    space: string,
    basis: string,
    now: number,
    read: () => Promise<Pick<SourceMemory, 'basis' | 'logons'> | null>,
  ): Promise<LogonsSeen | null> {
    const { logons: known } = this.#entryOf(space, now);
    const before = known?.basis === basis ? known : undefined;
    if (before && now - before.at < LOGONS_KEPT_FOR) return before.logons;
    const stored = await read().catch(() => null);
    const logons = stored?.basis === basis ? stored.logons : (before?.logons ?? null);
    this.sawLogons(space, { basis, logons, at: now });
    return logons;
  }

  sawLogons(space: string, seen: SeenLogons): void {
    this.#entryOf(space, seen.at).logons = seen;
  }

  /** Whether these problems are others than those of the space's last tick here. A warning that lasts is told of once. */
  areNews(space: string, problems: Problem[], now: number): boolean {
    const entry = this.#entryOf(space, now);
    const codes = JSON.stringify([...new Set(problems.map(({ code }) => code))].sort());
    const areNews = codes !== entry.told;
    entry.told = codes;
    return areNews;
  }

  forget(space: string): void {
    this.#spaces.delete(space);
  }

  #entryOf(space: string, now: number): Entry {
    for (const [name, { usedAt }] of this.#spaces) if (now - usedAt > IDLE) this.#spaces.delete(name);
    const entry = this.#spaces.get(space) ?? {
      alerts: new KeptAlerts(),
      memory: new KeptMemory(),
      told: '[]',
      usedAt: now,
    };
    entry.usedAt = now;
    this.#spaces.set(space, entry);
    return entry;
  }
}
