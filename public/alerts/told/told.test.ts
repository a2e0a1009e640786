import type { Verdict } from '../../../common/alerts/verdicts';
import type { Delivery } from '../../../common/deliveries/deliveries';
import { NOW } from '../../../test/builders';
import { delivery } from '../../../test/deliveries';
import { toldOf } from './told';

const CHANNELS = [
  { id: 'night', name: 'Night shift' },
  { id: 'mail', name: 'Mail' },
];
const hold = (reason: 'quiet_hours' | 'muted'): Verdict => ({ decision: 'hold', reason });
const FIRST: Verdict = { decision: 'notify', reason: 'first' };
const telling = (channelId: string, verdict: Verdict, digest: string | null = null) => ({
  channelId,
  verdict,
  at: NOW,
  digest: digest === null ? null : { id: digest, cause: 'flood' as const },
  severity: null,
});
const through = (id: string, changes: Partial<Delivery> = {}) =>
  delivery({ channel: { id, kind: 'telegram', name: `${id} then` }, ...changes });

describe('what each channel told of an alert', () => {
  it('keeps the failure of one channel beside what another one sent', () => {
    const refused = through('mail', { id: 'b', status: 'refused' });
    const told = toldOf(
      {
        tellings: [telling('mail', FIRST), telling('night', FIRST)],
        deliveries: [refused, through('night')],
      },
      CHANNELS,
    );
    expect(
      told.map(({ channels, deliveries }) => [channels, deliveries.map(({ status }) => status)]),
    ).toEqual([
      [['Night shift'], ['delivered']],
      [['Mail'], ['refused']],
    ]);
  });

  it('says a reason once for all channels that hold for it', () => {
    const tellings = [telling('night', hold('muted')), telling('mail', hold('muted'))];
    expect(toldOf({ tellings, deliveries: [] }, CHANNELS)).toEqual([
      { channels: ['Night shift', 'Mail'], held: { reason: 'muted', at: NOW }, digest: null, deliveries: [] },
    ]);
  });

  it.each<[string, ReturnType<typeof telling>[], Delivery[]]>([
    ['other reasons', [telling('night', hold('muted')), telling('mail', hold('quiet_hours'))], []],
    ['another digest', [telling('night', hold('muted'), 'd1'), telling('mail', hold('muted'))], []],
    ['a message', [telling('night', hold('muted')), telling('mail', hold('muted'))], [through('mail')]],
  ])('keeps channels apart that have %s', (_what, tellings, deliveries) =>
    expect(toldOf({ tellings, deliveries }, CHANNELS)).toHaveLength(2),
  );

  it('calls a removed channel as its last message does, and by its id where it sent none', () => {
    const tellings = [telling('gone', FIRST), telling('lost', hold('muted'))];
    const told = toldOf({ tellings, deliveries: [through('gone')] }, CHANNELS);
    expect(told.map(({ channels }) => channels)).toEqual([['gone then'], ['lost']]);
  });

  it('has nothing of a channel about which nothing was decided', () =>
    expect(toldOf({ tellings: [], deliveries: [] }, CHANNELS)).toEqual([]));
});
