import type { AlertRow } from '../../record/alert_store_port';

/** The most names of a list that stand in one cell. */
const NAMES = 20;

/** The columns, in their order. Names are those of the API, so that programs find them in every language. */
const COLUMNS: Array<[string, (row: AlertRow) => string | number | null]> = [
  ['fired_at', ({ firedAt }) => firedAt],
  ['severity', ({ severity }) => severity],
  ['status', ({ status }) => status],
  ['workflow', ({ workflow }) => workflow],
  ['closed_because', ({ closedBecause }) => closedBecause],
  ['assignee', ({ assignee }) => assignee],
  ['what', ({ sentence }) => sentence],
  ['attempts', ({ attempts }) => attempts],
  ['accounts', ({ accounts }) => some(accounts)],
  ['sources', ({ sources }) => some(sources)],
  ['hosts', ({ hosts }) => some(hosts)],
  ['first_at', ({ firstAt }) => firstAt],
  ['last_at', ({ lastAt }) => lastAt],
  ['rule', ({ rule }) => rule],
  ['technique', ({ technique }) => technique],
  ['group', ({ groupKind }) => groupKind],
  ['not_told_because', ({ held }) => held],
  ['id', ({ id }) => id],
];

const some = (names: string[]) =>
  names.length > NAMES ? `${names.slice(0, NAMES).join('; ')}; … (${names.length})` : names.join('; ');

/** Rows that are written at a time: some 5 ms. */
const AT_ONCE = 500;

/**
 * A table as RFC 4180 has it, with a byte order mark, without which Excel takes UTF-8 for something else. Names come from
 * attackers: a cell that a spreadsheet would take for a formula begins with an apostrophe. `pause` is called between pieces
 * of ten thousand rows, which would hold the event loop for long.
 */
export async function toCsv(rows: AlertRow[], pause: () => Promise<void>): Promise<string> {
  const pieces = [`\ufeff${linesOf([COLUMNS.map(([name]) => name)])}`];
  for (let start = 0; start < rows.length; start += AT_ONCE) {
    const some = rows.slice(start, start + AT_ONCE);
    pieces.push(linesOf(some.map((row) => COLUMNS.map(([, of]) => of(row)))));
    await pause();
  }
  return pieces.join('');
}

const linesOf = (lines: Array<Array<string | number | null>>): string =>
  lines.map((cells) => `${cells.map(cellOf).join(',')}\r\n`).join('');

/** What spreadsheets take for the beginning of a formula, also behind blanks that they leave out. */
const FORMULA = /^[\s\u00a0\ufeff]*[=+\-@\t\r\n|%＝＋－＠]/u;

function cellOf(value: string | number | null): string {
  if (typeof value !== 'string') return value === null ? '' : String(value);
  const harmless = FORMULA.test(value) ? `'${value}` : value;
  return `"${harmless.replaceAll('"', '""')}"`;
}
