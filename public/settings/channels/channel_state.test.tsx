import React from 'react';
import type { Problem } from '../../../common/status/problems';
import { NOW } from '../../../test/builders';
import { channelFacts, telegramChannel } from '../../../test/channels';
import { wordsOf } from '../../../test/rendered';
import { ChannelState } from './channel_state';

const LEFT_OUT: Problem = {
  code: 'recipients_left_out',
  severity: 'warning',
  message: 'The newest message of Telegram did not arrive everywhere that it should have: 550.',
  remedy: 'Take the address out of the channel.',
};
const known = (problems: Problem[]) => ({
  saved: telegramChannel('-1001'),
  facts: channelFacts(),
  status: {
    ...{ id: 'night', kind: 'telegram', name: 'Telegram', ready: true, broken: false },
    ...{ waiting: 0, refused: 0, lastDeliveredAt: NOW, worksSince: NOW, problems },
  },
});

describe('the state of a channel on its page', () => {
  it('says that its newest message left recipients out, and what to do', () => {
    const words = wordsOf(<ChannelState known={known([LEFT_OUT])} />);
    expect(words).toMatch(/^Not all messages arrived/);
    expect(words).toContain(`${LEFT_OUT.message} ${LEFT_OUT.remedy}`);
  });

  it('says nothing of it where the newest message arrived everywhere', () => {
    expect(wordsOf(<ChannelState known={known([])} />)).toMatch(/^Works since [^.]*$/);
  });
});
