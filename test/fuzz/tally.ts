import { operationOf } from '../openapi/document';

/** Who asks: without a login, with a login and no privilege of the feature, or with one. */
export const CALLERS = ['nobody', 'none', 'read', 'all'] as const;
export type Caller = (typeof CALLERS)[number];

const ELSEWHERE = 'another path or method';
const COLUMNS = ['200', '400', '401', '403', '404', '409', '413', '415', '429', '503'];

/** Something that must not be, with what caused it. Carries no login. */
export interface Fault {
  kind: 'server error' | 'not as described' | 'let in' | 'state changed' | 'no answer';
  caller: Caller;
  request: string;
  detail: string;
}

interface Counted {
  caller: Caller;
  method: string;
  path: string;
  status: number;
  /** Of the problems in the answer. */
  codes: string[];
}

/** What was asked and answered. */
export class Tally {
  readonly faults: Fault[] = [];
  /** 503 while Elasticsearch did not answer either. */
  unreachable = 0;
  readonly #counts = new Map<string, number>();

  count({ caller, method, path, status, codes }: Counted): void {
    const operation = operationOf(method, path);
    const route = operation ? `${operation.method} ${operation.path}` : ELSEWHERE;
    for (const key of [`${route}\t${status}`, `${caller}\t${status}`, '\t']) this.#add(key);
    for (const code of codes) this.#add(`code\t${code}`);
  }

  #add(key: string): void {
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
  }

  get total(): number {
    return this.#counts.get('\t') ?? 0;
  }

  of(row: string): Map<string, number> {
    const own = [...this.#counts].filter(([key]) => key.startsWith(`${row}\t`));
    return new Map(own.map(([key, count]) => [key.slice(row.length + 1), count]));
  }

  /** By route, by caller, and the codes of the refusals: how deep the requests came. */
  toText(routes: string[]): string {
    const codes = [...this.of('code')]
      .sort(([, a], [, b]) => b - a)
      .map(([code, count]) => `${code} ${count}`);
    const tables = [table('route', [...routes, ELSEWHERE], this), table('caller', [...CALLERS], this)];
    return [...tables, `refused: ${codes.join(', ')}`].join('\n\n');
  }

  /** One of each kind and operation, with how many there were. */
  faultsToText(): string {
    const alike = new Map<string, Fault[]>();
    for (const fault of this.faults) {
      const key = [fault.kind, fault.request.split(/[ ?]/, 2).join(' '), fault.detail.split(':')[0]].join();
      alike.set(key, [...(alike.get(key) ?? []), fault]);
    }
    return [...alike.values()]
      .map(([first, ...rest]) => first && `${rest.length + 1} × ${toLine(first)}`)
      .join('\n\n');
  }
}

const toLine = ({ kind, caller, request, detail }: Fault) =>
  `${kind}, asked by "${caller}": ${request}\n  ${detail}`;

function table(title: string, rows: string[], tally: Tally): string {
  const lines = rows.map((row) => {
    const counts = tally.of(row);
    const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
    const named = COLUMNS.map((status) => counts.get(status) ?? 0);
    const rest = all - named.reduce((sum, count) => sum + count, 0);
    return [row, ...[all, ...named, rest].map(String)];
  });
  const head = [title, 'requests', ...COLUMNS, 'other'];
  const width = Math.max(...[head, ...lines].map(([first = '']) => first.length));
  return [head, ...lines]
    .map(([first = '', ...cells]) =>
      [first.padEnd(width), ...cells.map((cell) => cell.padStart(8))].join(' '),
    )
    .join('\n');
}
