import type { ElasticsearchClient } from '../../../kibana_contracts/server';
import { SuccessesRefusedError } from '../../../common/status/successes_refused';
import type { LogonEvent } from '../../../common/alerts/events';
import type { EventQuestion, EventSource, Reading, Take } from '../../detect/events/event_source_port';
import { countUpTo, readBehind, readPosition, type Asking } from './arrivals';
import { readBusiestGroups } from './busiest_groups';
import { statusOf } from '../elasticsearch_errors';
import { ONCE_MORE } from '../once_more';
import { FieldPlanner } from './field_planner';
import { withPointInTime, type ReadOne } from './whole_reading';
import { readLayout } from './index_layout';
import { readStringFields } from './string_fields';
import { readSuccessesOf } from './successes';

/** A search that takes longer has failed. */
const REQUEST_TIMEOUT = 20_000;

/**
 * Reads logon events behind `patterns` with the rights of `client`. For one tick: the indices and their
 * fields are looked up once.
 */
export function createEventSource(
  client: ElasticsearchClient,
  patterns: string[],
  question: EventQuestion,
  clock: () => number,
): EventSource {
  const optionsOf = (signal?: AbortSignal) => ({ signal, requestTimeout: REQUEST_TIMEOUT, ...ONCE_MORE });
  const layout = once((signal?: AbortSignal) => readLayout(client, patterns, optionsOf(signal)));
  const stringFields = once((signal?: AbortSignal) =>
    readStringFields(client, patterns, question.accountFields, optionsOf(signal)),
  );
  const planner = new FieldPlanner(client, patterns, question, optionsOf);
  const asking = async (signal?: AbortSignal): Promise<Asking | null> => {
    const places = await layout(signal);
    return places && { client, patterns, question, planner, layout: places, options: optionsOf(signal) };
  };
  const located = async <T>(signal: AbortSignal | undefined, work: (by: Asking) => Promise<T>) => {
    const by = await asking(signal);
    return by && work(by);
  };
  const whole = <T>(signal: AbortSignal | undefined, work: (readOne: ReadOne) => Promise<T>) =>
    withPointInTime({ client, patterns, question, planner, options: optionsOf(signal) }, work);
  return {
    read(span, deadline, take, signal) {
      const query = question.query(span.from, span.to);
      const isTimeUp = () => clock() >= deadline;
      return whole(signal, (readOne) => readOne(query, span, isTimeUp, take));
    },

    position: (span, signal) => located(signal, (by) => readPosition(by, span)),

    readArrivals: (since, span, deadline, signal) =>
      located(signal, (by) => readBehind(by, since, span, () => clock() >= deadline)),

    count: async (position, span, signal) =>
      (await located(signal, (by) => countUpTo(by, position, span))) ?? 0,

    readBusiest: (kinds, span, signal) =>
      readBusiestGroups({ client, patterns, question, options: optionsOf(signal) }, kinds, span),

    async readSuccesses(accounts, span, deadline, { since, signal } = {}) {
      if (accounts.length === 0) return { events: [], readTo: span.to };
      const isTimeUp = () => clock() >= deadline;
      return readSuccessesOf(accounts, span, {
        question,
        asking: await asking(signal),
        since,
        stringFields: () => stringFields(signal),
        isTimeUp,
        inWhole: (read) =>
          whole(signal, (readOne) =>
            read((query) => together((take) => readOne(query, span, isTimeUp, take))),
          ),
      }).catch(throwRefusal);
    },
  };
}

/** All events of a reading. Some may have happened after `readTo`: who puts readings together drops them. */
async function together(read: (take: Take) => Promise<number>): Promise<Reading> {
  const events: LogonEvent[] = [];
  const readTo = await read(async (part) => {
    for (const event of part.events) events.push(event);
  });
  return { events, readTo };
}

/**
 * Throws SuccessesRefusedError for a 400, and any other error as it is. A 400 concerns successes alone: the
 * query for failures has no regular expressions and far fewer clauses.
 */
function throwRefusal(error: unknown): never {
  if (statusOf(error) !== 400) throw error;
  throw new SuccessesRefusedError('the question for successes was refused', { cause: error });
}

/** Asks once, and again only where that failed. */
function once<T>(ask: (signal?: AbortSignal) => Promise<T>): (signal?: AbortSignal) => Promise<T> {
  let answer: Promise<T> | undefined;
  return (signal) =>
    (answer ??= ask(signal).catch((error: unknown) => {
      answer = undefined;
      throw error;
    }));
}
