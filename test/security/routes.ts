import { API, type SettingsView } from '../../common/api/api';
import { GROUP_CHAT } from '../e2e/harness';
import type { TestSpace } from './place';

/** What a request is made of: the space as it is now. */
export interface Moment {
  space: TestSpace;
  alertId: string;
  /** Of a test message that arrived. */
  testId: string;
  version: string;
}

export interface Route {
  method: 'GET' | 'POST' | 'PUT';
  /** As in `API`. */
  path: string;
  /** The privilege that lets in. */
  needs: 'read' | 'all';
  query?: string;
  /** A body that would have its effect, if the caller were let in. */
  body?(moment: Moment): unknown;
}

const version = (moment: Moment) => ({ version: moment.version });
const chat = () => ({ chatId: GROUP_CHAT });
/** A pairing that is over, or never was, is an answer too. */
const noPairing = () => ({ id: 'A'.repeat(22) });
const channel = ({ space }: Moment) => ({ channel: space.settings().channels[0] });
/** Of a host that kibana.yml does not list: it is answered, and nothing is called. */
const heartbeat = () => ({ method: 'get', url: 'https://unlisted.example/x' });
/** Another cooldown than the one that is saved. */
const otherSettings = ({ space, version }: Moment) => ({
  settings: space.settings({ cooldown: '16m' }),
  version,
});

/** Every route. In this order each finds the space as it needs it, where somebody is let in. */
export const ROUTES: Route[] = [
  { method: 'GET', path: API.settings, needs: 'read' },
  { method: 'PUT', path: API.settings, needs: 'all', body: otherSettings },
  {
    method: 'POST',
    path: API.checkSource,
    needs: 'all',
    body: ({ space }) => ({ indexPatterns: [space.index] }),
  },
  {
    method: 'POST',
    path: API.fieldReport,
    needs: 'all',
    body: ({ space }) => ({ indexPatterns: [space.index] }),
  },
  { method: 'POST', path: API.checkToken, needs: 'all', body: () => ({}) },
  { method: 'POST', path: API.checkChat, needs: 'all', body: chat },
  { method: 'POST', path: API.startPairing, needs: 'all', body: () => ({}) },
  { method: 'POST', path: API.pairingState, needs: 'all', body: noPairing },
  { method: 'POST', path: API.confirmPairing, needs: 'all', body: noPairing },
  { method: 'POST', path: API.cancelPairing, needs: 'all', body: noPairing },
  { method: 'POST', path: API.testChannel, needs: 'all', body: channel },
  { method: 'GET', path: API.channelTest, needs: 'all' },
  { method: 'POST', path: API.testHeartbeat, needs: 'all', body: heartbeat },
  { method: 'POST', path: API.previewMessages, needs: 'read', body: channel },
  { method: 'GET', path: API.alerts, needs: 'read' },
  { method: 'GET', path: API.alert, needs: 'read' },
  { method: 'GET', path: API.exportAlerts, needs: 'read' },
  { method: 'GET', path: API.deliveries, needs: 'read' },
  { method: 'POST', path: API.actOnAlert, needs: 'all', body: () => ({ action: 'acknowledge' }) },
  {
    method: 'POST',
    path: API.bulkAlerts,
    needs: 'all',
    body: ({ alertId }) => ({ action: 'close', reason: 'other', alerts: [{ id: alertId }] }),
  },
  { method: 'GET', path: API.status, needs: 'read' },
  { method: 'GET', path: API.metrics, needs: 'read' },
  { method: 'GET', path: API.detect, query: '?notify=false', needs: 'read' },
  { method: 'GET', path: API.detect, needs: 'all' },
  { method: 'POST', path: API.renewKey, needs: 'all', body: version },
  { method: 'POST', path: API.turnOff, needs: 'all', body: version },
  { method: 'POST', path: API.turnOn, needs: 'all', body: version },
];

export const pathOf = ({ path, query = '' }: Route, { alertId, testId }: Moment): string =>
  `${path.replace('{id}', path === API.channelTest ? testId : alertId)}${query}`;

export async function momentOf(known: Omit<Moment, 'version'>): Promise<Moment> {
  const view = await known.space.kibana.expect<SettingsView>('GET', API.settings);
  return { ...known, version: view.version ?? '' };
}
