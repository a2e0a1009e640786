import type { Alert } from '../common/alerts/alerts';
import type { Delivery } from '../common/deliveries/deliveries';
import type { OutboxEntry } from '../common/deliveries/outbox';
import { planTest } from '../server/notify/message/test_entry';
import type { DigestDelivery } from '../server/record/plans_port';
import type { AlertRow, FoundAlerts } from '../server/record/alert_store_port';
import type { AlertActions } from '../server/record/people_port';
import type { Services } from '../server/routes/services';
import { NOW } from './builders';

/** What routes find in a space. */
interface Given {
  alerts: Alert[];
  found: Pick<FoundAlerts, 'after' | 'summary'>;
  rows: AlertRow[];
  /** Messages about one alert each. */
  deliveries: Delivery[];
  digests: DigestDelivery[];
  acted: Awaited<ReturnType<AlertActions['act']>>;
  /** Test messages that wait in the outbox. */
  tests: Array<OutboxEntry<unknown>>;
}

/** The alerts of a space and their deliveries, in memory. `note` is told of each call, before it has its effect. */
export const alertServices = (
  given: Given,
  note: (line: string) => Promise<void>,
): Pick<
  Services,
  'alerts' | 'alertActions' | 'channelTests' | 'channelChanged' | 'deliveries' | 'undeliveredTexts'
> => ({
  alerts: () => ({
    find: async (wanted) => {
      await note(`find ${JSON.stringify(wanted)}`);
      return { alerts: given.alerts, total: given.alerts.length, ...given.found };
    },
    rows: async (search, order, most) => {
      await note(`rows ${JSON.stringify([search, order])}`);
      return given.rows.slice(0, most);
    },
    get: async (id) => {
      await note(`get ${id}`);
      return given.alerts.find((alert) => alert.id === id);
    },
  }),
  alertActions: () => ({
    act: async (targets, action, by) => {
      await note(`act ${JSON.stringify([targets, action, by])}`);
      return given.acted;
    },
  }),
  channelTests: (space) => ({
    send: async (channel, askedBy) => {
      await note(`test ${space} ${channel.id}`);
      const message = { kind: 'test', askedBy, at: NOW, channel: channel.name, space } as const;
      const test = planTest(channel, message, String(given.tests.length));
      given.tests.push(test);
      return test;
    },
    find: async (id) => given.tests.find((test) => test.id === id) ?? null,
  }),
  undeliveredTexts: async (_space, deliveries) =>
    new Map(deliveries.map(({ id, channel }) => [id, `what ${channel.name} will show`])),
  channelChanged: ({ channelId }) => note(`changed ${channelId}`),
  deliveries: () => ({
    ofAlerts: async (ids) =>
      new Map(ids.map((id) => [id, given.deliveries.filter(({ alertId }) => alertId === id)])),
    ofDigests: async (entryIds) => given.digests.filter(({ id }) => entryIds.includes(id)),
    find: async (wanted) => {
      await note(`deliveries ${JSON.stringify(wanted)}`);
      return { deliveries: [], total: 0, after: null };
    },
    overview: async () => [],
  }),
});
