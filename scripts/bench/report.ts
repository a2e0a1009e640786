import type { BurstFigures } from './burst';
import { elsewhereText } from './elsewhere';
import type { LoadedIndex } from './loading';
import type { MillionFigures } from './million';
import { accountsOf, sourcesOf } from './population';
import type { BenchReport } from './run';
import { seriesOfFigures, type Bound } from './bounds';
import { sustainedText } from './sustained';
import type { Spread, TickSeries } from './tick_series';

/** Requests that are shown of each kind of tick. */
const REQUESTS_SHOWN = 5;

/** Tables for people. */
export function toText(report: BenchReport): string {
  const { million, growth, bursts = [] } = report;
  const indices = [
    million?.index,
    growth?.small.index,
    growth?.large.index,
    ...bursts.map(({ index }) => index),
  ];
  const series = seriesOfFigures(report);
  const sections = [
    environmentText(report),
    table(
      ['index', 'documents', 'source B', 'stored B', 'segments', 'shards', 'refresh'],
      indices.flatMap(indexRow),
    ),
    ...(million ? [populationText(million), walkTable(million)] : []),
    ...bursts.map(burstText),
    ...(report.sustained ? [sustainedText(report.sustained)] : []),
    tickTable(series),
    ...series.map(requestsText),
    ...(million ? [memoryText(million)] : []),
    boundTable(report.bounds),
    elsewhereText(),
  ];
  return sections.join('\n\n');
}

function environmentText({ environment, measured, scale }: BenchReport): string {
  const { elasticsearch, elasticsearchHeap, cores, processor, memory, node } = environment;
  const small = scale === 1 ? [] : [`Scale ${scale}: too small for the bounds to mean anything.`];
  return [
    `Elasticsearch ${elasticsearch} with ${megabytes(elasticsearchHeap)} MB of heap, Node.js ${node.slice(1)}.`,
    `${cores} cores (${processor}), ${megabytes(memory)} MB of memory, shared by both.`,
    `${measured.documents}; ${measured.mapping}. Request cache ${measured.requestCache ? 'on' : 'off'}.`,
    ...small,
  ].join('\n');
}

const indexRow = (index: LoadedIndex | undefined): string[][] =>
  index
    ? [
        [
          index.index.replace(/^winlogbeat-bench-[^-]+-/, ''),
          count(index.documents),
          count(index.meanSource),
          count(index.meanStored),
          count(index.segments),
          count(index.shards),
          index.refresh,
        ],
      ]
    : [];

function populationText({ population, alerts }: MillionFigures): string {
  const { failures, attacked, nearMisses, quiet, attackers, hosts } = population;
  const byRule = Object.entries(alerts).map(([rule, found]) => `  ${count(found).padStart(6)}  ${rule}`);
  return [
    `million: ${count(failures)} failures in 20 minutes of ${count(accountsOf(population))} accounts, ${count(sourcesOf(population))} sources, ${hosts} hosts.`,
    `  ${count(quiet)} accounts with 1 to 4 failures at any time; ${count(nearMisses)} with 5 to 7, spread so that no rule counts 5;`,
    `  ${count(attacked)} attacked with all the rest, evenly, from ${attackers} addresses. Every fifth account not attacked has no address.`,
    'Alerts after the first tick:',
    ...byRule,
  ].join('\n');
}

const burstText = ({ failures, accounts, alerts }: BurstFigures) =>
  `Burst: ${count(failures)} failures of ${count(accounts)} accounts between two ticks; after them ${count(alerts)} alerts.`;

const walkTable = ({ walks }: MillionFigures) =>
  table(
    ['walk', 'groups', 'requests', 'median ms', 'each, ms'],
    walks.map(({ key, groups, requests, medianMs, ms }) => [
      key,
      count(groups),
      count(requests),
      tenths(medianMs),
      ms.map((one) => one.toFixed(0)).join(' '),
    ]),
  );

const tickTable = (series: TickSeries[]) =>
  table(
    [
      'median/p95',
      'ticks',
      'searches',
      'ms',
      'writes',
      'ms',
      'wall ms',
      'CPU ms',
      'stall ms',
      'longest',
      'its CPU',
      'heap +MB',
      'RSS +MB',
      'read',
      'partial',
    ],
    series.map((one) => [
      one.name,
      count(one.ticks),
      both(one.searches.count, count),
      both(one.searches.ms, tenths),
      both(one.writes.count, count),
      both(one.writes.ms, tenths),
      both(one.wallMs, tenths),
      both(one.cpuMs, tenths),
      tenths(one.stalls.p999),
      tenths(one.stalls.longest),
      tenths(one.stalls.longestCpu),
      both(one.heapGrowth, megabytes),
      one.residentGrowth ? both(one.residentGrowth, megabytes) : '–',
      both(one.eventsRead, count),
      count(one.partial),
    ]),
  );

function requestsText({ name, requests, problems }: TickSeries): string {
  const shown = requests
    .slice(0, REQUESTS_SHOWN)
    .map(({ kind, request, count: times, ms }) => [request, kind, tenths(times), tenths(ms)]);
  const lines = table([`${name}, mean`, 'kind', 'requests', 'ms'], shown);
  return problems.length > 0 ? `${lines}\nproblems: ${problems.join(', ')}` : lines;
}

function memoryText({ held }: MillionFigures): string {
  const text = (bytes: number | null) => (bytes === null ? 'not measured' : `${megabytes(bytes)} MB`);
  return `Memory held: ${text(held.steady)} after the steady ticks, ${text(held.restart)} after a restart.`;
}

const boundTable = (bounds: Bound[]) =>
  table(
    ['bound', 'figure', 'limit', 'met'],
    bounds.map(({ name, figure, limit, unit, met }) => [
      name,
      inUnit(figure, unit),
      inUnit(limit, unit),
      met ? 'yes' : 'NO',
    ]),
  );

function inUnit(figure: number, unit: Bound['unit']): string {
  if (unit === 'MB') return `${megabytes(figure)} MB`;
  return unit === 'ms' ? `${tenths(figure)} ms` : count(figure);
}

const both = ({ median, p95 }: Spread, text: (figure: number) => string) =>
  median === p95 ? text(median) : `${text(median)}/${text(p95)}`;
const count = (figure: number) => figure.toLocaleString('en-US');
const tenths = (figure: number) => figure.toFixed(1);
const megabytes = (bytes: number) => (bytes / 1_000_000).toFixed(0);

/** The first column is text, the others are figures. */
function table(head: string[], rows: string[][]): string {
  const widths = head.map((_title, column) =>
    Math.max(...[head, ...rows].map((row) => (row[column] ?? '').length)),
  );
  return [head, ...rows]
    .map((row) => row.map((cell, column) => aligned(cell, widths[column] ?? 0, column)).join('  '))
    .join('\n');
}

const aligned = (cell: string, width: number, column: number) =>
  column === 0 ? cell.padEnd(width) : cell.padStart(width);
