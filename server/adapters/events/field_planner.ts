import type { ElasticsearchClient } from '../../../kibana_contracts/server';
import type { EventQuestion, Hit } from '../../detect/events/event_source_port';
import { statusOf } from '../elasticsearch_errors';
import {
  fromDocuments,
  hasList,
  parentsOf,
  planFields,
  planLeading,
  type FieldPlan,
  type LeadingPlan,
} from './field_plan';
import type { RequestOptions } from './index_layout';

/** One pattern that takes long to describe must not take the time for reading, ms. */
const CAPABILITIES_TIMEOUT = 5_000;
/** The share of documents that the leading fields may fail to tell: each of these is read twice. */
const UNTOLD_MAX = 0.05;

/** Knows how the fields of a question are best asked for, in all indices behind the patterns. For one tick. */
export class FieldPlanner {
  readonly #client: ElasticsearchClient;
  readonly #patterns: string[];
  readonly #question: EventQuestion;
  readonly #optionsOf: (signal?: AbortSignal) => RequestOptions;
  readonly fromDocuments: FieldPlan;
  #plan: FieldPlan | undefined;
  /** Tried first, until it told too few documents. */
  #leading: LeadingPlan | null = null;

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
    const whole = (this.#plan ??= await this.#look(signal));
    const plan = this.#leading?.plan ?? whole;
    if (plan === this.fromDocuments) return search(plan);
    return search(plan).catch((error: unknown) => {
      if (statusOf(error) !== 400) throw error;
      this.#plan = this.fromDocuments;
      this.#leading = null;
      return search(this.fromDocuments);
    });
  }

  /**
   * The hits of a plan's answer that are to be read once more from their documents: those with lists, and those of which
   * the leading fields tell too little. Where these are many, all fields are asked for from now on.
   */
  toAskAgain<T extends Hit>(hits: readonly T[], plan: FieldPlan): T[] {
    const leading = plan === this.#leading?.plan ? this.#leading : null;
    const untold = new Set(leading ? hits.filter((hit) => !leading.isTold(hit)) : []);
    if (untold.size > hits.length * UNTOLD_MAX) this.#leading = null;
    return hits.filter((hit) => untold.has(hit) || hasList(hit, plan));
  }

  /** The capabilities only make reading cheaper: where they do not come soon, all is taken from the documents. */
  async #look(signal: AbortSignal | undefined): Promise<FieldPlan> {
    const read = [...this.#question.fields, this.#question.timeField];
    const fields = [...read, ...parentsOf(read)];
    try {
      const caps = await this.#client.fieldCaps(
        { index: this.#patterns, fields, allow_no_indices: true, ignore_unavailable: true },
        { ...this.#optionsOf(signal), requestTimeout: CAPABILITIES_TIMEOUT, maxRetries: 0 },
      );
      this.#leading = planLeading(this.#question, caps.fields);
      return planFields(this.#question, caps.fields);
    } catch (error) {
      if (signal?.aborted) throw error;
      return this.fromDocuments;
    }
  }
}
