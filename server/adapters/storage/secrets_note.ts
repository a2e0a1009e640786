import type { SecretsNote } from '../../../common/status/memory';
import type { ElasticsearchClient } from '../../../kibana_contracts/server';
import type { SecretsNotes } from '../../record/secrets_port';
import { stateIndex } from './own_indices';

const ID = 'secrets';
/** A note that nobody made again for this long does not count, ms: that Kibana is gone. */
const LASTS = 5 * 60_000;
/** How often a note is made again, ms. */
const AGAIN_AFTER = 30_000;

interface Input {
  client: ElasticsearchClient;
  setUp(): Promise<void>;
  /** Identifies this Kibana, also after a restart. */
  kibana: string;
  /** Epoch milliseconds. */
  clock(): number;
}

/** One document a space. Two Kibanas that are both unable to write over each other, which says the same. */
export function createSecretsNotes({ client, setUp, kibana, clock }: Input): SecretsNotes {
  /** By space, when this Kibana made its note; null where it can decrypt and left none. */
  const said = new Map<string, number | null>();

  const stored = async (space: string): Promise<SecretsNote | null> => {
    const answer = await client.get<{ secrets: SecretsNote }>(
      { index: stateIndex(space), id: ID },
      { ignore: [404] },
    );
    return answer.found && answer._source ? answer._source.secrets : null;
  };
  const isFresh = ({ at }: SecretsNote) => clock() - at < LASTS;

  const removeOwn = async (space: string) => {
    if ((await stored(space))?.by === kibana)
      await client.delete({ index: stateIndex(space), id: ID, refresh: false }, { ignore: [404] });
    said.set(space, null);
  };

  const write = async (space: string) => {
    await setUp();
    const before = await stored(space);
    const at = clock();
    const since = before && isFresh(before) ? before.since : at;
    const document = { kind: 'secrets', space, secrets: { by: kibana, since, at } };
    await client.index({ index: stateIndex(space), id: ID, document });
    said.set(space, clock());
  };

  return {
    async read(space) {
      const note = await stored(space);
      return note && isFresh(note) ? note : null;
    },
    async saw(space, isReadable) {
      const before = said.get(space);
      if (isReadable) {
        if (before !== null) await removeOwn(space);
      } else if (typeof before !== 'number' || clock() - before >= AGAIN_AFTER) await write(space);
    },
  };
}
