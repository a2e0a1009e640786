import { RATES } from '../common/bounds';
import { createQuestionLimit } from '../server/adapters/question_limit';
import type { Limits } from '../server/routes/limits_port';

/** As the plugin has them; that of test messages in memory instead of in a document. */
export function limitsInMemory(clock: () => number): Limits {
  const testMessage = createQuestionLimit({ ...RATES.testMessages, atOnce: Infinity }, clock);
  return {
    question: createQuestionLimit(RATES.questions, clock),
    testMessage: async (space) => testMessage(space, 'editor'),
  };
}
