import { i18n } from '@kbn/i18n';
import type { TestChannelResponse, TestFailure } from '../../../common/api/api';
import type { Problem } from '../../../common/status/problems';

export type FailedTest = Exclude<TestChannelResponse, { outcome: 'delivered' | 'waiting' }>;

/** What became of a test message that was not delivered, with the far side's words and what to do. */
export const testProblem = ({ outcome, code, said, remedy }: FailedTest): Problem => ({
  code,
  severity: outcome === 'refused' ? 'error' : 'warning',
  message: MESSAGES[outcome](said),
  remedy,
});

/** Why a test message that is tried again did not arrive yet. */
export const lateTestProblem = ({ code, said, remedy }: TestFailure): Problem => ({
  code,
  severity: 'warning',
  message: i18n.translate('bruteForceAlerts.channels.testLateErrorMessage', {
    defaultMessage: 'It did not arrive yet and is tried again, for ten minutes. The last answer: {said}',
    values: { said },
  }),
  remedy,
});

const MESSAGES: Record<FailedTest['outcome'], (said: string) => string> = {
  refused: (said) =>
    i18n.translate('bruteForceAlerts.channels.testRefusedErrorMessage', {
      defaultMessage: 'It was refused: {said}',
      values: { said },
    }),
  deferred: (said) =>
    i18n.translate('bruteForceAlerts.channels.testDeferredErrorMessage', {
      defaultMessage: 'It was not sent. The answer: {said}',
      values: { said },
    }),
  unknown: (said) =>
    i18n.translate('bruteForceAlerts.channels.testUnknownErrorMessage', {
      defaultMessage: 'It may have arrived: no answer came. {said}',
      values: { said },
    }),
};
