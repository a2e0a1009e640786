import type { Client, estypes } from '@elastic/elasticsearch';
import { ensureHiddenIndex } from '../hidden_index';
import { decorate, SavedObjectsError } from '../saved_objects/errors';

/** One for all sandboxes on an Elasticsearch, as Kibana's is one for all Kibanas. */
const INDEX = '.kibana_task_manager_sandbox';

/** A task as it is stored. Times are ISO 8601. */
export interface StoredTask {
  taskType: string;
  status: 'idle' | 'running';
  interval: string;
  /** JSON: never searched, and of any shape. */
  params: string;
  state: string;
  runAt: string;
  startedAt: string | null;
  /** When a run that never reported back is taken for dead. */
  retryAt: string | null;
  ownerId: string | null;
}

/** A task with what a compare-and-set needs. */
export interface TaskDocument {
  id: string;
  task: StoredTask;
  version: { if_seq_no: number; if_primary_term: number };
}

/** Tasks in Elasticsearch: they outlive the process, and several processes share them. */
export class TaskStore {
  constructor(private readonly client: Client) {}

  async prepare(): Promise<void> {
    const keyword = { type: 'keyword' as const };
    const date = { type: 'date' as const };
    const properties = { taskType: keyword, status: keyword, runAt: date, retryAt: date };
    await ensureHiddenIndex(this.client, { index: INDEX, mappings: { dynamic: false, properties } });
  }

  /** False where the task exists. */
  async create(id: string, document: StoredTask): Promise<boolean> {
    const outcome = await this.asking(id, () => this.client.create({ index: INDEX, id, document }));
    return outcome !== 'conflict';
  }

  async get(id: string): Promise<TaskDocument> {
    const hit = await this.asking(id, () => this.client.get<StoredTask>({ index: INDEX, id }));
    if (hit === 'conflict' || !hit._source)
      throw new SavedObjectsError(404, `Saved object [task/${id}] not found`);
    return present(hit);
  }

  /** False where somebody else changed or removed the task since it was read. */
  async replace(id: string, document: StoredTask, version: TaskDocument['version']): Promise<boolean> {
    const outcome = await this.asking(id, () =>
      this.client.index({ index: INDEX, id, document, ...version }),
    );
    return outcome !== 'conflict';
  }

  /** Tasks of the given types that are due, or whose run counts as dead. */
  async findDue(types: string[], now: string, size: number): Promise<TaskDocument[]> {
    await this.client.indices.refresh({ index: INDEX });
    const { hits } = await this.client.search<StoredTask>({
      index: INDEX,
      query: {
        bool: { filter: [{ terms: { taskType: types } }], should: dueAt(now), minimum_should_match: 1 },
      },
      sort: [{ runAt: 'asc' }],
      size,
      seq_no_primary_term: true,
    });
    return hits.hits.map(present);
  }

  private async asking<R>(id: string, question: () => Promise<R>): Promise<R | 'conflict'> {
    try {
      return await question();
    } catch (error) {
      const told = decorate(error, 'task', id);
      if (told instanceof SavedObjectsError && told.output.statusCode === 409) return 'conflict';
      throw told;
    }
  }
}

type Hit = Pick<estypes.SearchHit<StoredTask>, '_id' | '_source' | '_seq_no' | '_primary_term'>;

function present({ _id, _source, _seq_no, _primary_term }: Hit): TaskDocument {
  const version = { if_seq_no: Number(_seq_no), if_primary_term: Number(_primary_term) };
  return { id: String(_id), task: _source as StoredTask, version };
}

const dueAt = (now: string): estypes.QueryDslQueryContainer[] => [
  { bool: { filter: [{ term: { status: 'idle' } }, { range: { runAt: { lte: now } } }] } },
  { bool: { filter: [{ term: { status: 'running' } }, { range: { retryAt: { lte: now } } }] } },
];
