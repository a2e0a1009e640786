import { NOTHING_HIDDEN } from '../common/hidden';
import { describeFields } from './adapters/field_report';
import { findHidden, hiddenProblems } from './adapters/hidden_data';
import { inspectSource } from './adapters/source_inspector';
import { createQuestion } from './detect/fields/question';
import type { Services } from './routes/services';

type SourceQuestions = Pick<Services, 'inspect' | 'testKey' | 'hidden' | 'describeFields'>;

/** What routes ask about index patterns, each with the rights of whoever's client it is. */
export function sourceQuestions(securityOn: () => boolean, clock: () => number): SourceQuestions {
  const questionOf = (fields = {}) => createQuestion(fields, { kerberosAndNtlm: false });
  const testKey: SourceQuestions['testKey'] = (client, patterns, fields) =>
    inspectSource(client, { patterns, question: questionOf(fields), securityOn: securityOn() });
  const hidden: SourceQuestions['hidden'] = async (client, patterns, fields) =>
    securityOn() ? findHidden(client, patterns, questionOf(fields)) : NOTHING_HIDDEN;
  return {
    testKey,
    hidden,
    async inspect(client, patterns, fields) {
      // What is hidden first: it is why fields are missing.
      const unseen = hiddenProblems(await hidden(client, patterns, fields), questionOf(fields));
      const { problems, ...check } = await testKey(client, patterns, fields);
      return { ...check, problems: [...unseen, ...problems] };
    },
    async describeFields(client, patterns, fields) {
      const question = questionOf(fields);
      const unseen = hiddenProblems(await hidden(client, patterns, fields), question);
      const { problems, ...report } = await describeFields(client, { patterns, question, now: clock() });
      return { ...report, problems: [...unseen, ...problems] };
    },
  };
}
