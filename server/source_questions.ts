import { NOTHING_HIDDEN } from '../common/hidden';
import { findHidden, hiddenProblems } from './adapters/hidden_data';
import { inspectSource } from './adapters/source_inspector';
import { FAILED_LOGONS } from './detect/failed_logon_search';
import type { Services } from './routes/services';

type SourceQuestions = Pick<Services, 'inspect' | 'testKey' | 'hidden'>;

/** What routes ask about index patterns, each with the rights of whoever's client it is. */
export function sourceQuestions(securityOn: () => boolean): SourceQuestions {
  const question = FAILED_LOGONS;
  const testKey: SourceQuestions['testKey'] = (client, patterns) =>
    inspectSource(client, { patterns, question, securityOn: securityOn() });
  const hidden: SourceQuestions['hidden'] = async (client, patterns) =>
    securityOn() ? findHidden(client, patterns, question) : NOTHING_HIDDEN;
  return {
    testKey,
    hidden,
    async inspect(client, patterns) {
      // What is hidden first: it is why fields are missing.
      const unseen = hiddenProblems(await hidden(client, patterns), question);
      const { problems, ...check } = await testKey(client, patterns);
      return { ...check, problems: [...unseen, ...problems] };
    },
  };
}
