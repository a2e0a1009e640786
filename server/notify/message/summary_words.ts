import { i18n } from '@kbn/i18n';
import type { SummaryMessage } from './message';
import { atSecond } from './values';

type Words = { title(attacks: number): string; span(values: { since: string; until: string }): string };

const WORDS: Record<SummaryMessage['cause'], Words> = {
  broken: {
    title: (attacks) =>
      i18n.translate('bruteForceAlerts.summary.brokenTitle', {
        defaultMessage: '{attacks, plural, one {# attack was} other {# attacks were}} held back',
        values: { attacks },
      }),
    span: ({ since }) =>
      i18n.translate('bruteForceAlerts.summary.brokenSpan', {
        defaultMessage: 'Since {since} UTC this channel could not be told. It can be again.',
        values: { since },
      }),
  },
  flood: {
    title: (attacks) =>
      i18n.translate('bruteForceAlerts.summary.floodTitle', {
        defaultMessage: '{attacks, plural, one {# more attack} other {# more attacks}}',
        values: { attacks },
      }),
    span: (values) =>
      i18n.translate('bruteForceAlerts.summary.floodSpan', {
        defaultMessage: 'Too many to tell one by one. Found from {since} to {until} UTC.',
        values,
      }),
  },
  schedule: {
    title: (attacks) =>
      i18n.translate('bruteForceAlerts.summary.scheduleTitle', {
        defaultMessage: 'Digest: {attacks, plural, one {# attack} other {# attacks}}',
        values: { attacks },
      }),
    span: (values) =>
      i18n.translate('bruteForceAlerts.summary.scheduleSpan', {
        defaultMessage: 'Found from {since} to {until} UTC.',
        values,
      }),
  },
  quiet: {
    title: (attacks) =>
      i18n.translate('bruteForceAlerts.summary.quietTitle', {
        defaultMessage: '{attacks, plural, one {# attack} other {# attacks}} while this channel was quiet',
        values: { attacks },
      }),
    span: (values) =>
      i18n.translate('bruteForceAlerts.summary.quietSpan', {
        defaultMessage: 'Found from {since} to {until} UTC, in quiet hours or while muted.',
        values,
      }),
  },
};

/** How many attacks, and why they are told together. */
export const summaryTitle = ({ cause, attacks }: SummaryMessage): string => WORDS[cause].title(attacks);

/** Of which time a summary tells, in UTC. */
export const summarySpan = ({ cause, since, until }: SummaryMessage): string =>
  WORDS[cause].span({ since: atSecond(since), until: atSecond(until) });
