import { median, quantile, sum } from './figures';
import type { MeasuredTick } from './kibana';
import type { MeasuredRequest, RequestKind } from './request_meter';
import { worstOf, type Stalls } from './stalls';

export interface Spread {
  median: number;
  p95: number;
}

/** How many requests of one kind a tick makes, and how long they take. */
interface Asked {
  count: Spread;
  ms: Spread;
}

/** Ticks of one kind together. Times in milliseconds, memory in bytes. */
export interface TickSeries {
  name: string;
  ticks: number;
  searches: Asked;
  writes: Asked;
  wallMs: Spread;
  cpuMs: Spread;
  heapGrowth: Spread;
  residentGrowth: Spread | null;
  /** The longest stalls of all ticks. */
  stalls: Stalls;
  eventsRead: Spread;
  /** How many ticks ended before they had read everything. */
  partial: number;
  problems: string[];
  /** The requests of a mean tick, those that take longest first. */
  requests: Array<{ kind: RequestKind; request: string; count: number; ms: number }>;
}

export function seriesOf(name: string, ticks: MeasuredTick[]): TickSeries {
  const spread = (figure: (tick: MeasuredTick) => number) => spreadOf(ticks.map(figure));
  const asked = (kind: RequestKind): Asked => ({
    count: spread((tick) => ofKind(tick, kind).length),
    ms: spread((tick) => msOf(ofKind(tick, kind))),
  });
  const measuresResident = ticks.every(({ residentGrowth }) => residentGrowth !== null);
  return {
    name,
    ticks: ticks.length,
    searches: asked('search'),
    writes: asked('write'),
    wallMs: spread(({ wallMs }) => wallMs),
    cpuMs: spread(({ cpuMs }) => cpuMs),
    heapGrowth: spread(({ heapGrowth }) => heapGrowth),
    residentGrowth: measuresResident ? spread(({ residentGrowth }) => residentGrowth ?? 0) : null,
    stalls: worstOf(ticks.map(({ stalls }) => stalls)),
    eventsRead: spread(({ eventsRead }) => eventsRead),
    partial: ticks.filter(({ outcome }) => outcome === 'partial').length,
    problems: [...new Set(ticks.flatMap(({ problems }) => problems))],
    requests: requestsOf(ticks),
  };
}

/** Several ticks as one, where they did one thing together, such as the first reading of everything. */
export function asOneTick(ticks: MeasuredTick[]): MeasuredTick {
  const total = (figure: (tick: MeasuredTick) => number) => sum(ticks.map(figure));
  const most = (figures: number[]) => figures.reduce((a, b) => Math.max(a, b), 0);
  const usedBefore = ticks[0]?.usedBefore ?? 0;
  const resident = ticks.flatMap(({ residentGrowth }) => (residentGrowth === null ? [] : [residentGrowth]));
  return {
    requests: ticks.flatMap(({ requests }) => requests),
    wallMs: total(({ wallMs }) => wallMs),
    cpuMs: total(({ cpuMs }) => cpuMs),
    heapGrowth: most(ticks.map(({ heapGrowth, usedBefore }) => usedBefore + heapGrowth)) - usedBefore,
    usedBefore,
    residentGrowth: resident.length < ticks.length ? null : most(resident),
    stalls: worstOf(ticks.map(({ stalls }) => stalls)),
    eventsRead: total(({ eventsRead }) => eventsRead),
    readTo: ticks[ticks.length - 1]?.readTo ?? NaN,
    outcome: ticks[ticks.length - 1]?.outcome ?? 'ok',
    problems: ticks.flatMap(({ problems }) => problems),
  };
}

const spreadOf = (figures: number[]): Spread => ({ median: median(figures), p95: quantile(figures, 0.95) });
const ofKind = ({ requests }: MeasuredTick, wanted: RequestKind) =>
  requests.filter(({ kind }) => kind === wanted);
const msOf = (requests: MeasuredRequest[]) => sum(requests.map(({ ms }) => ms));

function requestsOf(ticks: MeasuredTick[]): TickSeries['requests'] {
  const alike = new Map<string, MeasuredRequest[]>();
  for (const one of ticks.flatMap(({ requests }) => requests))
    alike.set(one.request, [...(alike.get(one.request) ?? []), one]);
  return [...alike.values()]
    .flatMap((ones) => (ones[0] ? [{ ...ones[0], count: ones.length, ms: msOf(ones) }] : []))
    .map(({ kind, request, count, ms }) => ({
      kind,
      request,
      count: count / ticks.length,
      ms: ms / ticks.length,
    }))
    .sort((a, b) => b.ms - a.ms);
}
