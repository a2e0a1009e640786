import { alert, MINUTE, NOW } from '../../test/builders';
import type { AlertWithDeliveries } from '../../common/api/api';
import { USUAL_COLUMNS } from './list/column_choice';
import { contentOf, type TableContent } from './table_content';

const HOUR = 60 * MINUTE;
const shown = (change: Partial<AlertWithDeliveries> = {}): AlertWithDeliveries => ({
  ...alert(change),
  deliveries: [],
  held: null,
  ...change,
});
const table = (change: Partial<TableContent> = {}): TableContent => ({
  alerts: [shown()],
  columns: USUAL_COLUMNS,
  loading: false,
  now: NOW,
  ...change,
});

it('is the same while only a few seconds pass', () =>
  expect(contentOf(table({ now: NOW + 5_000 }))).toBe(contentOf(table())));

const { workflow } = alert();
const snoozed = [shown({ workflow: { ...workflow, snoozedUntil: NOW + MINUTE } })];

it.each<[string, TableContent, TableContent]>([
  ['an alert comes', table(), table({ alerts: [shown({ id: 'a2' }), shown()] })],
  ['a column is chosen', table(), table({ columns: ['attacked'] })],
  ['another list loads', table(), table({ loading: true })],
  ['an attack is over, though nobody wrote it down', table(), table({ now: NOW + HOUR })],
  ['a snooze ends', table({ alerts: snoozed }), table({ alerts: snoozed, now: NOW + MINUTE })],
  ['the day is another one', table({ now: NOW + 2 * HOUR }), table({ now: NOW + 48 * HOUR })],
])('is another one when %s', (_case, before, after) => expect(contentOf(after)).not.toBe(contentOf(before)));
