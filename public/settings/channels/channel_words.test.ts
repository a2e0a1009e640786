import { channelFacts, telegramChannel } from '../../../test/channels';
import type { ChannelStatus } from '../../../common/status/status';
import { channelDetails, channelView, type KnownChannel, removalText } from './channel_words';

const NOW = Date.parse('2026-11-22T03:15:00.000Z');
const saved = telegramChannel('-1001');
const problem = { code: 'c', message: 'Refused.', remedy: 'Do that.', severity: 'error' as const };
const status = (change: Partial<ChannelStatus> = {}): ChannelStatus => ({
  id: 'night',
  kind: 'telegram',
  name: 'Telegram',
  ready: true,
  broken: false,
  waiting: 0,
  refused: 0,
  lastDeliveredAt: NOW - 60_000,
  worksSince: NOW - 2 * 3_600_000,
  problems: [],
  ...change,
});
const known = (change: Partial<KnownChannel> = {}): KnownChannel => ({
  saved,
  facts: channelFacts(),
  status: status(),
  ...change,
});
const muted = (until: number) => ({ ...saved, tell: { ...saved.tell, mutedUntil: until } });

describe('the state of a channel', () => {
  it.each<[string, Partial<KnownChannel>, string, RegExp]>([
    ['delivered and without a problem', {}, 'success', /^Works since .*\(2 h ago\)$/],
    ['nothing arrived since it was changed', { status: status({ worksSince: null }) }, 'success', /^Works$/],
    ['nothing was sent yet', { status: status({ lastDeliveredAt: null }) }, 'primary', /^Ready/],
    ['never saved', { saved: undefined }, 'subdued', /not saved yet/],
    ['without its token', { facts: channelFacts({ secretsSaved: [] }) }, 'warning', /nobody is told/],
    [
      'broken, even while muted',
      { saved: muted(NOW + 1), status: status({ broken: true }) },
      'danger',
      /Takes no/,
    ],
    ['muted', { saved: muted(NOW + 60_000) }, 'subdued', /^Muted until/],
    ['muted until a time that passed', { saved: muted(NOW - 1) }, 'success', /^Works since/],
    ['refused a message', { status: status({ problems: [problem] }) }, 'danger', /Not all/],
    ['late', { status: status({ problems: [{ ...problem, severity: 'warning' }] }) }, 'warning', /Not all/],
    ['not asked yet', { status: undefined }, 'subdued', /Asking/],
  ])('%s', (_case, change, tone, word) => {
    const view = channelView(known(change), NOW);
    expect([view.tone, view.word]).toEqual([tone, expect.stringMatching(word)]);
  });

  it('says the gravest problem', () =>
    expect(channelView(known({ status: status({ broken: true, problems: [problem] }) }), NOW).problem).toBe(
      problem,
    ));

  it('says the last delivery and what waits', () => {
    expect(channelDetails(known({ status: status({ waiting: 2 }) }), NOW)).toEqual([
      expect.stringMatching(/^Last delivery .*1 min ago/),
      '2 messages wait',
    ]);
    expect(channelDetails(known({ status: status({ lastDeliveredAt: null }) }), NOW)).toEqual([]);
  });
});

it('removing says what becomes of what waits', () => {
  expect(removalText('Night', 0)).toContain('No message waits');
  expect(removalText('Night', 1)).toContain('1 message that waits for Night is not sent any more');
  expect(removalText('Night', 3)).toContain('3 messages that wait for Night are not sent');
});
