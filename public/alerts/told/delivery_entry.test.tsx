import React from 'react';
import type { Delivery } from '../../../common/deliveries/deliveries';
import { NOW } from '../../../test/builders';
import { delivery } from '../../../test/deliveries';
import { wordsOf } from '../../../test/rendered';
import { DeliveryEntry } from './delivery_entry';

const FAILED = {
  lastErrorCode: 'recipients_left_out',
  lastError: 'bert@mail.example: 550 No such user',
  remedy: 'Take the address out of the channel.',
};
const words = (overrides: Partial<Delivery>) =>
  wordsOf(<DeliveryEntry delivery={delivery(overrides)} now={NOW} isTextOpen={false} />);

describe('what became of a message', () => {
  it.each<[string, Partial<Delivery>, string]>([
    [
      'arrived, but not at all recipients',
      { ...FAILED, detour: true },
      'Delivered, but not everywhere that it should be: bert@mail.example: 550 No such user',
    ],
    [
      'waits for its next try',
      { ...FAILED, status: 'pending', deliveredAt: null },
      'Last attempt failed: bert@mail.example: 550 No such user',
    ],
  ])('that %s says what went wrong and what to do', (_what, overrides, title) => {
    expect(words(overrides)).toContain(`${title} Take the address out of the channel.`);
  });

  it('that arrived after failed tries says nothing of them', () => {
    expect(words(FAILED)).not.toContain('550 No such user');
  });
});
