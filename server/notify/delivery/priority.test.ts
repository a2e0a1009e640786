import type { EntryReason } from '../../../common/deliveries/outbox';
import type { Severity } from '../../../common/rules/rules';
import { priorityOf } from './priority';

it('what waits for a channel goes in this order', () => {
  const order: Array<[EntryReason, Severity]> = [
    ['summary', 'low'],
    ['first', 'critical'],
    ['first', 'high'],
    ['severity', 'high'],
    ['reminder', 'critical'],
  ];
  const priorities = order.map(([reason, severity]) => priorityOf(reason, severity));
  expect([...priorities].sort((a, b) => a - b)).toEqual(priorities);
  expect(new Set(priorities).size).toBe(order.length);
});

it.each<[string, EntryReason, Severity, EntryReason, Severity]>([
  ['an attack that became critical goes with those that are', 'severity', 'critical', 'first', 'critical'],
  ['a first message of any other severity is like any other', 'first', 'low', 'first', 'high'],
  ['a reminder of a critical one is a reminder', 'reminder', 'critical', 'reminder', 'low'],
])('%s', (_what, reason, severity, other, otherSeverity) => {
  expect(priorityOf(reason, severity)).toBe(priorityOf(other, otherSeverity));
});
