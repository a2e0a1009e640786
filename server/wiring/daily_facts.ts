import { NEWEST_FIRST, type AlertSearch } from '../../common/alerts/search';
import type { Problem } from '../../common/status/problems';
import type { Trouble } from '../../common/status/trouble';
import { durationMs } from '../../common/time';
import { createAlertReader } from '../adapters/storage/alert_reader';
import { createDailyStore } from '../adapters/storage/daily_document';
import { createDeliveryReader } from '../adapters/storage/delivery_reader';
import { createHeartbeatStore } from '../adapters/storage/heartbeat_document';
import { createPlans } from '../adapters/storage/plans_index';
import { createTroubleStore } from '../adapters/storage/troubles_document';
import type { DailyPorts } from '../flow/tell_daily';
import { isWell } from '../judge/trouble/heartbeat';
import type { DailyReport } from '../notify/message/daily';
import { silentSource } from '../notify/message/notice_words';
import { countsOfDay } from '../record/read_counts';
import type { SettingsAttributes } from '../routes/settings/settings_port';
import { toStatus } from '../routes/status/status_view';
import type { Background } from './background';
import { channelFacts, remembered } from './trouble_facts';

const DAY = 86_400_000;

interface Parts {
  background: Background;
  canEncrypt: boolean;
  /** The address of the plugin's page. */
  linkOf: DailyPorts['linkOf'];
}

/** The ports of the daily message, on the parts of this Kibana. */
export function dailyPorts({ background, canEncrypt, linkOf }: Parts): DailyPorts {
  const { internalClient, setUpIndices, settings, logger, clock } = background;
  return {
    async spaces() {
      const spaces = await settings.spacesTurnedOn();
      return spaces
        .filter(({ attributes }) => isWanted(attributes))
        .map(({ space, attributes }) => ({
          space,
          channels: () => channelFacts(background, space, attributes),
          report: () => reportOf(background, canEncrypt, space, attributes),
        }));
    },
    storeOf: (space) => createDailyStore(internalClient, space, setUpIndices),
    add: (space, entries) => createPlans(internalClient, space, setUpIndices).add(entries),
    linkOf,
    poke: background.pokeOutbox,
    clock,
    log: (line) => logger.warn(line),
  };
}

const isWanted = ({ settings }: SettingsAttributes): boolean =>
  settings.channels.some(({ tell }) => tell.allQuiet !== null);

/** Of what is stored already, and two counts of the plugin's own index of alerts. */
async function reportOf(
  background: Background,
  canEncrypt: boolean,
  space: string,
  attributes: SettingsAttributes,
): Promise<DailyReport> {
  const { internalClient, setUpIndices, clock } = background;
  const now = clock();
  const { memory, source } = await remembered(background, space, attributes);
  const status = toStatus({
    attributes,
    memory: { ...memory, source },
    secrets: await background.secrets.read(space),
    deliveries: await createDeliveryReader(internalClient, space).overview(now - DAY),
    heartbeat: await createHeartbeatStore(internalClient, space, setUpIndices).read(),
    canEncrypt,
    securityOn: background.authority.securityOn(),
    now,
  });
  const { troubles } = await createTroubleStore(internalClient, space, setUpIndices).read();
  const { state, lastGoodTickAt: lastGoodRunAt } = status;
  const interval = durationMs(attributes.settings.interval);
  const count = (search: AlertSearch) => countOf(background, space, search);
  return {
    ...countsOfDay(memory.counts, now),
    until: now,
    attacks: await count({ from: now - DAY, parts: false }),
    open: await count({ workflow: ['open'], parts: false }),
    // A run that reads a part is nothing to tell of where one read everything a moment ago.
    state: state === 'catching_up' && isWell({ state, lastGoodRunAt, interval, now }) ? 'running' : state,
    problems: [...status.problems.filter(({ severity }) => severity === 'error'), ...silent(troubles)],
  };
}

/** A source that fell silent is a warning in the status, since many rest at night; here it was told of as trouble. */
const silent = (troubles: Trouble[]): Array<Pick<Problem, 'code' | 'message'>> =>
  troubles
    .filter(({ code, over }) => code === 'source_silent' && over === null)
    .map(({ code, name }) => ({ code, message: silentSource(name ?? '') }));

async function countOf(
  { internalClient, clock }: Background,
  space: string,
  search: AlertSearch,
): Promise<number> {
  const reader = createAlertReader(internalClient, space, clock);
  const wanted = { search, order: NEWEST_FIRST, perPage: 1, after: null, withSummary: false };
  return (await reader.find(wanted)).total;
}
