/** What the table of alerts can show. `attacked` is always there, since it opens the alert. */
export const COLUMNS = [
  'time',
  'severity',
  'attacked',
  'what',
  'rule',
  'sources',
  'hosts',
  'failures',
  'last',
  'status',
  'assignee',
  'delivery',
] as const;
export type Column = (typeof COLUMNS)[number];

export const USUAL_COLUMNS: readonly Column[] = [
  'time',
  'severity',
  'attacked',
  'what',
  'status',
  'delivery',
];

const KEY = 'bruteForceAlerts.alertColumns';
type Remembering = Pick<Storage, 'getItem' | 'setItem'>;

/** The columns that somebody chose in this browser, in the order of the table; else the usual ones. */
export function readColumns(storage: Remembering): readonly Column[] {
  try {
    const stored: unknown = JSON.parse(storage.getItem(KEY) ?? 'null');
    return Array.isArray(stored) ? inOrder(stored) : USUAL_COLUMNS;
  } catch {
    // The browser keeps nothing, or somebody else wrote there.
    return USUAL_COLUMNS;
  }
}

/** Remembers the columns. Where the browser keeps nothing they hold until the page is left. */
export function rememberColumns(storage: Remembering, columns: readonly Column[]): void {
  try {
    storage.setItem(KEY, JSON.stringify(columns));
  } catch {
    // Nothing is lost but the choice.
  }
}

/** The columns with one more, or with one less. */
export const toggled = (columns: readonly Column[], column: Column): readonly Column[] =>
  inOrder(columns.includes(column) ? columns.filter((one) => one !== column) : [...columns, column]);

const inOrder = (chosen: readonly unknown[]) =>
  COLUMNS.filter((column) => column === 'attacked' || chosen.includes(column));
