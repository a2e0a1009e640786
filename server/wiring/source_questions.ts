import type { FieldOverrides } from '../../common/settings/fields';
import { NOTHING_HIDDEN } from '../../common/settings/hidden';
import type { Problem } from '../../common/status/problems';
import type { ElasticsearchClient } from '../../kibana_contracts/server';
import { describeFields } from '../adapters/source_health/field_report';
import { findHidden, hiddenProblems } from '../adapters/source_health/hidden_data';
import { inspectSource } from '../adapters/source_health/source_inspector';
import type { EventQuestion } from '../detect/events/event_source_port';
import { createQuestion } from '../detect/events/question';
import type { Services } from '../routes/services';

type SourceQuestions = Pick<Services, 'inspect' | 'testKey' | 'hidden' | 'describeFields'>;

/** What is asked, and with whose rights. */
interface Asked {
  client: ElasticsearchClient;
  patterns: string[];
  question: EventQuestion;
}

/** What routes ask about index patterns, each with the rights of whoever's client it is. */
export function sourceQuestions(securityOn: () => boolean, clock: () => number): SourceQuestions {
  const askedOf = (client: ElasticsearchClient, patterns: string[], fields: FieldOverrides): Asked => ({
    client,
    patterns,
    question: createQuestion(fields, { kerberosAndNtlm: false }),
  });
  const hidden = async ({ client, patterns, question }: Asked) =>
    securityOn() ? findHidden(client, patterns, question) : NOTHING_HIDDEN;
  const test = ({ client, ...rest }: Asked) => inspectSource(client, { ...rest, securityOn: securityOn() });
  const describe = ({ client, ...rest }: Asked) => describeFields(client, { ...rest, now: clock() });
  /** What is hidden comes first: it is why fields are missing. */
  async function unhiding<T extends { problems: Problem[] }>(
    asked: Asked,
    ask: (asked: Asked) => Promise<T>,
  ): Promise<T> {
    const unseen = hiddenProblems(await hidden(asked), asked.question);
    const answer = await ask(asked);
    return { ...answer, problems: [...unseen, ...answer.problems] };
  }
  return {
    testKey: (...asked) => test(askedOf(...asked)),
    hidden: (...asked) => hidden(askedOf(...asked)),
    inspect: (...asked) => unhiding(askedOf(...asked), test),
    describeFields: (...asked) => unhiding(askedOf(...asked), describe),
  };
}
