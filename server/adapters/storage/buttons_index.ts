import type { ElasticsearchClient } from '../../../kibana_contracts/server';
import { ConflictError } from '../../../common/settings/conflict';
import type { Buttons, MadeButton, MessageButtons, StoredButtons } from '../../notify/delivery/buttons_port';
import { overRevision, revisionOf, unlessWritten, type FoundDocument } from './compare_and_set';
import { both } from './query_parts';
import { hashOf, stateIndex } from './own_indices';

/** How often the buttons of a message are added while others write them. A press is the only other writer. */
const TRIES = 5;

/**
 * How many buttons of a message are kept: those that it has now, and those of its last two changes, which somebody may be
 * about to press while a change is on its way.
 */
const BUTTONS_KEPT = 9;

/** The buttons that are kept where `newer` follow `older`. */
export const joined = (older: MadeButton[], newer: MadeButton[]): MadeButton[] =>
  [...older, ...newer].slice(-BUTTONS_KEPT);

type Source = { buttons: MessageButtons };

/** The buttons of messages: a document a message in the index of its space, written by compare-and-set. */
export function createButtons(client: ElasticsearchClient, setUp: () => Promise<void>): Buttons {
  const target = ({ space, entryId }: MessageButtons) => ({
    index: stateIndex(space),
    id: hashOf('buttons', entryId),
  });
  const write = ({ buttons, revision }: { buttons: MessageButtons; revision?: StoredButtons['revision'] }) =>
    unlessWritten(
      client.index({
        ...target(buttons),
        ...overRevision(revision),
        refresh: true,
        document: toDocument(buttons),
      }),
    );
  return {
    async keep(buttons) {
      await setUp();
      for (let n = 0; n < TRIES; n += 1) {
        const found: FoundDocument<Source> = await client.get<Source>(target(buttons), { ignore: [404] });
        const made = joined(found._source?.buttons.made ?? [], buttons.made);
        const revision = found._source && revisionOf(found);
        if (await write({ buttons: { ...buttons, made }, ...(revision ? { revision } : {}) })) return;
      }
      throw new ConflictError('The buttons of a message are written by others again and again.');
    },

    async find(space, hash) {
      const { hits } = await client.search<Source>({
        index: stateIndex(space),
        ignore_unavailable: true,
        size: 1,
        seq_no_primary_term: true,
        query: both({ term: { kind: 'buttons' } }, { term: { button_hashes: hash } }),
      });
      const [hit] = hits.hits;
      return hit?._source ? { buttons: hit._source.buttons, revision: revisionOf(hit) } : null;
    },

    write,
  };
}

const toDocument = (buttons: MessageButtons) => ({
  kind: 'buttons',
  space: buttons.space,
  channel_id: buttons.channelId,
  entry_id: buttons.entryId,
  alert_id: buttons.alertId,
  planned_at: buttons.madeAt,
  button_hashes: buttons.made.map(({ hash }) => hash),
  buttons,
});
