import { NO_PLANS } from '../../server/record/plans_port';
import { EMPTY_MEMORY, type Memory } from '../../common/status/memory';
import type { StoredAlert } from '../../server/record/alert_store_port';
import type { TickPorts } from '../../server/flow/tick';

/** A space's memory and alerts, kept in this process only. An evaluation stores nothing and tells nobody. */
export class MemorySpace {
  readonly #alerts = new Map<string, StoredAlert>();
  #memory: Memory = EMPTY_MEMORY;

  alerts(): StoredAlert[] {
    return [...this.#alerts.values()];
  }

  /** Moves the watermark, as if ticks up to then had found nothing. Epoch ms. */
  skipTo(watermark: number): void {
    this.#memory = { ...this.#memory, watermark };
  }

  ports(): Pick<TickPorts, 'alerts' | 'plans' | 'memory' | 'toAlertId'> {
    return {
      alerts: {
        recent: async (since) =>
          this.alerts().filter(({ alert }) => alert.status === 'active' || alert.evidence.last >= since),
        lastOrdinals: async () => this.#ordinals(),
        save: async (alerts) => alerts.forEach((stored) => this.#alerts.set(stored.alert.id, stored)),
      },
      plans: {
        plannedFor: async () => ({ of: () => [] }),
        ofChannels: async () => NO_PLANS,
        add: async () => undefined,
        replace: async () => undefined,
      },
      memory: {
        read: async () => this.#memory,
        write: async (memory) => void (this.#memory = memory),
        forget: async () => void (this.#memory = EMPTY_MEMORY),
      },
      toAlertId: (ruleId, groupKey, ordinal) => JSON.stringify([ruleId, groupKey, ordinal]),
    };
  }

  /**
   * The last ordinals of the groups, as ticks ask for them. Each call counts on, because one simulated tick spans more
   * time than a real one and may find two attacks on one group.
   */
  #ordinals(): { of(ruleId: string, groupKey: string): number } {
    const given = new Map<string, number>();
    for (const { alert } of this.#alerts.values()) {
      const place = JSON.stringify([alert.rule.id, alert.group.key]);
      given.set(place, Math.max(given.get(place) ?? 0, alert.ordinal));
    }
    return {
      of: (ruleId, groupKey) => {
        const place = JSON.stringify([ruleId, groupKey]);
        const last = given.get(place) ?? 0;
        given.set(place, last + 1);
        return last;
      },
    };
  }
}
