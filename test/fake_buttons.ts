import { joined } from '../server/adapters/storage/buttons_index';
import type { Buttons, MessageButtons, StoredButtons } from '../server/notify/delivery/buttons_port';
import { hashOfNonce, randomWord } from '../server/adapters/telegram/nonce';
import type { AlertWorkPorts } from '../server/flow/outbox_ports';
import type { PeopleStore } from '../server/record/people_port';

/** The buttons of messages in memory, which does what Elasticsearch's does. */
export class FakeButtons implements Buttons {
  readonly stored = new Map<string, StoredButtons>();
  #seqNo = 0;

  async keep(buttons: MessageButtons): Promise<void> {
    const before = this.stored.get(keyOf(buttons))?.buttons.made ?? [];
    this.#put({ ...buttons, made: joined(before, buttons.made) });
  }

  async find(space: string, hash: string): Promise<StoredButtons | null> {
    const all = [...this.stored.values()].filter(({ buttons }) => buttons.space === space);
    return all.find(({ buttons: { made } }) => made.some((one) => one.hash === hash)) ?? null;
  }

  async write({ buttons, revision }: StoredButtons): Promise<boolean> {
    if (this.stored.get(keyOf(buttons))?.revision.seqNo !== revision.seqNo) return false;
    this.#put(buttons);
    return true;
  }

  #put(buttons: MessageButtons): void {
    this.#seqNo += 1;
    this.stored.set(keyOf(buttons), { buttons, revision: { seqNo: this.#seqNo, primaryTerm: 1 } });
  }
}

const keyOf = ({ space, entryId }: MessageButtons) => `${space}/${entryId}`;

/** What makes buttons, in memory. By default nothing is known of any alert, so that messages have none. */
export const fakeWork = (
  people: Pick<PeopleStore, 'read'> = { read: async () => [] },
  buttons = new FakeButtons(),
): AlertWorkPorts => ({ people: () => people, buttons, randomWord, hashOf: hashOfNonce });
