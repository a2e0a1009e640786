import type { EntryReason } from '../../../common/deliveries/outbox';
import type { Severity } from '../../../common/rules/rules';
import { priorityOf } from './priority';

const MESSAGE = null;
const placeOf = (reason: EntryReason, severity: Severity, edits: string | null = MESSAGE) =>
  priorityOf({ reason, edits }, severity);

it('what waits for a channel goes in this order', () => {
  const order: Array<[EntryReason, Severity, (string | null)?]> = [
    ['summary', 'low'],
    ['test', 'low'],
    ['first', 'critical'],
    ['first', 'high'],
    ['severity', 'high'],
    ['reminder', 'critical'],
    ['ended', 'critical'],
    ['digest', 'critical'],
    ['digest', 'critical', 'a digest'],
    ['growing', 'critical', 'a message'],
  ];
  const priorities = order.map((one) => placeOf(...one));
  expect([...priorities].sort((a, b) => a - b)).toEqual(priorities);
  expect(new Set(priorities).size).toBe(order.length);
});

it.each<[string, EntryReason, Severity, EntryReason, Severity]>([
  ['an attack that became critical goes with those that are', 'severity', 'critical', 'first', 'critical'],
  ['a first message of any other severity is like any other', 'first', 'low', 'first', 'high'],
  ['a reminder of a critical one is a reminder', 'reminder', 'critical', 'reminder', 'low'],
])('%s', (_what, reason, severity, other, otherSeverity) => {
  expect(placeOf(reason, severity)).toBe(placeOf(other, otherSeverity));
});

it('what people did goes like any other edit', () => {
  expect(placeOf('worked_on', 'critical', 'a message')).toBe(placeOf('growing', 'low', 'a message'));
});

it('that it ended, as an edit, goes like any other edit', () => {
  expect(placeOf('ended', 'critical', 'a message')).toBe(placeOf('growing', 'low', 'a message'));
});
