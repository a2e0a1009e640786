import { i18n } from '@kbn/i18n';
import { severityWord } from '../../../common/rules/rule_words';
import type { Severity } from '../../../common/rules/rules';
import { fitted } from '../../../common/text/fitted_text';
import { dailyWords, isAllQuiet, isWrong } from '../message/daily_words';
import type {
  AttackMessage,
  ChannelMessage,
  DailyMessage,
  NoticeMessage,
  SummaryMessage,
  TestMessage,
} from '../message/message';
import { noticeWords } from '../message/notice_words';
import { summarySpan, summaryTitle } from '../message/summary_words';
import { atSecond } from '../message/values';
import { attackFacts, newsOf, titleOf } from './attack_words';
import type { Fact } from './fact';
import { FIELD_MAX, named, shortId } from './values';

/** What a message says, in plain text. Each preset shows it in its own form, and has to show values as text. */
export interface Card {
  /** Our own words alone. */
  title: string;
  /** A sentence of our own words; empty where there is none. */
  intro: string;
  facts: Fact[];
  /** How loud it is; null where there is nothing to do about it. */
  severity: Severity | null;
  /** An http or https address; null where there is none. */
  link: string | null;
}

/** Makes the card of any message. */
export function cardOf(message: ChannelMessage): Card {
  switch (message.kind) {
    case 'attack':
      return attackCard(message);
    case 'summary':
      return summaryCard(message);
    case 'notice':
      return noticeCard(message);
    case 'daily':
      return dailyCard(message);
    case 'test':
      return testCard(message);
  }
}

/** The card as plain text, for phones and for the page of deliveries. */
export function plainText(card: Card): string {
  const lines = [card.title, ...bodyLines(card), card.link ?? ''];
  return lines.filter((line) => line !== '').join('\n');
}

/** The lines below the title, without the link. */
export const bodyLines = ({ intro, facts }: Card): string[] =>
  [intro, ...facts.map(({ name, value }) => `${name}: ${value}`)].filter((line) => line !== '');

const attackCard = (message: AttackMessage): Card => ({
  title: titleOf(message),
  intro: newsOf(message),
  facts: attackFacts(message),
  severity: message.severity,
  link: linkOf(message.link),
});

function summaryCard(message: SummaryMessage): Card {
  const { attacks, gravest, link } = message;
  const more = attacks - gravest.length;
  return {
    title: summaryTitle(message),
    intro: summarySpan(message),
    facts: [...gravest.map(attackFact), ...(more > 0 ? [moreFact(more)] : [])],
    severity: gravest[0]?.severity ?? null,
    link: linkOf(link),
  };
}

function noticeCard(message: NoticeMessage): Card {
  const { title, lines, facts } = noticeWords(message);
  return {
    title,
    intro: lines.join(' '),
    facts,
    severity: message.state === 'began' ? 'high' : null,
    link: linkOf(message.link),
  };
}

function dailyCard(message: DailyMessage): Card {
  const { title, lines, facts } = dailyWords(message);
  return {
    title,
    intro: lines.join(' '),
    facts,
    severity: isAllQuiet(message) ? null : isWrong(message) ? 'high' : 'medium',
    link: linkOf(message.link),
  };
}

const testCard = ({ askedBy, at, channel, space }: TestMessage): Card => ({
  title: i18n.translate('bruteForceAlerts.webhookText.testTitle', { defaultMessage: 'Test message' }),
  intro: i18n.translate('bruteForceAlerts.webhookText.testIntro', {
    defaultMessage: 'Alerts about password guessing will arrive here. Nothing is wrong.',
  }),
  facts: [
    {
      name: i18n.translate('bruteForceAlerts.webhookText.spaceName', { defaultMessage: 'Kibana space' }),
      value: named(space),
    },
    {
      name: i18n.translate('bruteForceAlerts.webhookText.channelName', { defaultMessage: 'Channel' }),
      value: named(channel),
    },
    {
      name: i18n.translate('bruteForceAlerts.webhookText.askedName', { defaultMessage: 'Asked for' }),
      value: askedBy === null ? `${atSecond(at)} UTC` : `${atSecond(at)} UTC, ${named(askedBy)}`,
    },
  ],
  severity: null,
  link: null,
});

const attackFact = ({ severity, group, attempts, alertId }: AttackMessage): Fact => ({
  name: severityWord(severity),
  value: i18n.translate('bruteForceAlerts.webhookText.summaryAttack', {
    defaultMessage: '{group}, {attempts} attempts, alert {id}',
    values: { group: named(group.value), attempts: String(attempts), id: shortId(alertId) },
  }),
});

const moreFact = (more: number): Fact => ({
  name: i18n.translate('bruteForceAlerts.webhookText.moreName', { defaultMessage: 'More' }),
  value: i18n.translate('bruteForceAlerts.webhookText.more', {
    defaultMessage: '{more, number}, in Kibana',
    values: { more },
  }),
});

/** The address as a browser would write it; null where it is none, or longer than a message should carry. */
export function linkOf(link: string | null): string | null {
  if (link === null || link.length > FIELD_MAX.link || !URL.canParse(link)) return null;
  const { protocol, href } = new URL(link);
  return ['http:', 'https:'].includes(protocol) && href.length <= FIELD_MAX.link
    ? fitted(href, FIELD_MAX.link)
    : null;
}
