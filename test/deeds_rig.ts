import type { AlertAction } from '../common/alerts/actions';
import { createAlertActions } from '../server/flow/act_on_alerts';
import { tellDeeds, type DeedPorts } from '../server/flow/tell_deeds';
import { alert, SECOND } from './builders';
import { Rig } from './telegram_rig';

export const ALERT = 'a'.repeat(32);
export const ACKNOWLEDGE = { kind: 'acknowledge' } as const;

/** A chat in which people were told of alerts, which others work on in Kibana. */
export class DeedsRig extends Rig {
  deedPorts(overrides: Partial<DeedPorts> = {}): DeedPorts {
    const changedSince = (since: number) =>
      [...this.people.parts.values()].flatMap(({ id, part: { workflow } }) => {
        const at = workflow.changedAt ?? -1;
        return at >= since ? [{ alertId: id, at }] : [];
      });
    return {
      ...this.ports(),
      people: () => this.people,
      recent: {
        since: async (at) => [{ space: 'default', deeds: changedSince(at) }],
      },
      pokeOutbox: () => undefined,
      ...overrides,
    };
  }

  /** People were told of these alerts, each by a message of its own that arrived. */
  async told(...ids: string[]): Promise<void> {
    for (const id of ids) {
      this.people.add(id);
      this.plan({ alert: alert({ id }) });
      await this.drain();
      await this.drain(5 * SECOND);
    }
  }

  /** Anna does something with alerts in Kibana, a moment from now. */
  act(
    action: AlertAction,
    ids: string[] = [ALERT],
    ports = this.deedPorts(),
    people = this.people as Acting,
  ) {
    this.now += 1;
    const actions = createAlertActions(
      people,
      () => this.now,
      (acted) => tellDeeds(ports, 'default', acted),
    );
    return actions.act(
      ids.map((id) => ({ id, revision: null })),
      action,
      'anna',
    );
  }

  /** Of each change of a message, the lines that say what people did. */
  deedLines = () => this.edits.map(({ html = '' }) => html.split('\n').filter((line) => line.includes('👤')));

  /** The planned changes of messages. */
  changes = () => this.all().filter((entry) => entry.edits !== null);
}

type Acting = Parameters<typeof createAlertActions>[0];
