import { NO_HISTORY, UNTOUCHED, type Workflow } from '../common/alerts/workflow';
import type { PeopleStore, StoredPart, Unwritten } from '../server/record/people_port';

/** What people did to alerts, in memory, which does what Elasticsearch's does. */
export class FakePeople implements PeopleStore {
  readonly parts = new Map<string, StoredPart>();
  readonly #partsOf = new Map<string, string[]>();
  /** Called before each write: what somebody else does at that moment. */
  beforeWrite: () => void = () => undefined;
  #seqNo = 0;

  /** An alert that nobody touched, but for what is given. `parts`: the ids of the alerts that are part of it. */
  add(id: string, workflow: Partial<Workflow> = {}, parts: string[] = []): void {
    this.#partsOf.set(id, parts);
    this.#put({
      id,
      part: { workflow: { ...UNTOUCHED, ...workflow }, comments: [], history: NO_HISTORY },
      quietSince: null,
      revision: { seqNo: 0, primaryTerm: 1 },
    });
  }

  of(id: string): StoredPart['part'] {
    return this.#stored(id).part;
  }

  /** The attack is over; its last failed logon was at `quietSince`, epoch ms. */
  end(id: string, quietSince: number): void {
    this.#put({ ...this.#stored(id), quietSince });
  }

  async read(ids: string[]): Promise<StoredPart[]> {
    return ids.flatMap((id) => this.parts.get(id) ?? []);
  }

  async partsOf(ids: string[]): Promise<Map<string, string[]>> {
    return new Map(ids.flatMap((id) => (this.#partsOf.has(id) ? [[id, this.#partsOf.get(id) ?? []]] : [])));
  }

  async write(parts: StoredPart[]): Promise<Unwritten> {
    this.beforeWrite();
    const collided = parts.filter(
      ({ id, revision }) => this.parts.get(id)?.revision.seqNo !== revision.seqNo,
    );
    for (const part of parts) if (!collided.includes(part)) this.#put(part);
    return { collided: collided.map(({ id }) => id), failed: [] };
  }

  #stored(id: string): StoredPart {
    const stored = this.parts.get(id);
    if (!stored) throw new Error(`There is no alert ${id}.`);
    return stored;
  }

  #put(part: StoredPart): void {
    this.#seqNo += 1;
    this.parts.set(part.id, { ...part, revision: { seqNo: this.#seqNo, primaryTerm: 1 } });
  }
}

/** What is asked where nothing can be read. */
export const refusingPeople = (said: string): Pick<PeopleStore, 'read' | 'partsOf'> => ({
  read: () => Promise.reject(new Error(said)),
  partsOf: () => Promise.reject(new Error(said)),
});
