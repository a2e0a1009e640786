import type { ElasticsearchClient } from '../../../kibana_contracts/server';
import type { EventQuestion } from '../../detect/events/event_source_port';
import { statusOf } from '../elasticsearch_errors';
import { fromDocuments, planFields, type FieldPlan } from './field_plan';
import type { RequestOptions } from './index_layout';

/** One pattern that takes long to describe must not take the time for reading, ms. */
const CAPABILITIES_TIMEOUT = 5_000;

/** Knows how the fields of a question are best asked for, in all indices behind the patterns. For one tick. */
export class FieldPlanner {
  readonly #client: ElasticsearchClient;
  readonly #patterns: string[];
  readonly #question: EventQuestion;
  readonly #optionsOf: (signal?: AbortSignal) => RequestOptions;
  readonly fromDocuments: FieldPlan;
  #plan: FieldPlan | undefined;

  constructor(
    client: ElasticsearchClient,
    patterns: string[],
    question: EventQuestion,
    optionsOf: (signal?: AbortSignal) => RequestOptions,
  ) {
    [this.#client, this.#patterns, this.#question, this.#optionsOf] = [client, patterns, question, optionsOf];
    this.fromDocuments = fromDocuments(question);
  }

  get timeField(): string {
    return this.#question.timeField;
  }

  /**
   * Searches with the best plan. An index that came since the fields were looked up may map them otherwise
   * and refuse the search (400): then it is repeated with all fields from the documents, and the later ones
   * of the tick are asked so at once.
   */
  async ask<T>(signal: AbortSignal | undefined, search: (plan: FieldPlan) => Promise<T>): Promise<T> {
    const plan = (this.#plan ??= await this.#look(signal));
    if (plan === this.fromDocuments) return search(plan);
    return search(plan).catch((error: unknown) => {
      if (statusOf(error) !== 400) throw error;
      this.#plan = this.fromDocuments;
      return search(this.fromDocuments);
    });
  }

  /** The capabilities only make reading cheaper: where they do not come soon, all is taken from the documents. */
  async #look(signal: AbortSignal | undefined): Promise<FieldPlan> {
    const fields = [...this.#question.fields, this.#question.timeField];
    try {
      const caps = await this.#client.fieldCaps(
        { index: this.#patterns, fields, allow_no_indices: true, ignore_unavailable: true },
        { ...this.#optionsOf(signal), requestTimeout: CAPABILITIES_TIMEOUT, maxRetries: 0 },
      );
      return planFields(this.#question, caps.fields);
    } catch (error) {
      if (signal?.aborted) throw error;
      return this.fromDocuments;
    }
  }
}
