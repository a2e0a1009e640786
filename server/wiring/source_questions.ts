import { NOTHING_HIDDEN } from '../../common/settings/hidden';
import { fieldsByPattern } from '../../common/settings/fields';
import type { SourceSettings } from '../../common/settings/settings';
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
  source: SourceSettings;
}

/** What routes ask about index patterns, each with the rights of whoever's client it is. */
export function sourceQuestions(securityOn: () => boolean, clock: () => number): SourceQuestions {
  const askedOf = (client: ElasticsearchClient, source: SourceSettings): Asked => ({
    client,
    patterns: source.indexPatterns,
    question: createQuestion(source.fields, {
      kerberosAndNtlm: false,
      patternFields: fieldsByPattern(source.indexPatterns, source.patternFields),
    }),
    source,
  });
  const hidden = async ({ client, patterns, question }: Asked) =>
    securityOn() ? findHidden(client, patterns, question) : NOTHING_HIDDEN;
  const test = ({ client, patterns, question }: Asked) =>
    inspectSource(client, { patterns, question, securityOn: securityOn() });
  const inspect = ({ client, patterns, question, source: { kerberosAndNtlm } }: Asked) =>
    inspectSource(client, {
      patterns,
      question,
      securityOn: securityOn(),
      logons: { kerberosAndNtlm, now: clock() },
    });
  const describe = ({ client, patterns, question }: Asked) =>
    describeFields(client, { patterns, question, now: clock() });
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
    inspect: (...asked) => unhiding(askedOf(...asked), inspect),
    describeFields: (...asked) => unhiding(askedOf(...asked), describe),
  };
}
