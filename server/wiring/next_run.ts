import { durationMs } from '../../common/time';
import type { TickReport } from '../../common/status/status';

/** As soon as Task Manager of Kibana 8.12 attains it, about. */
const SOON = '5s';

/** When to run again: a run that left all reading to the next does not wait for an hour with it. `interval`: as it is set. */
export function intervalAfter({ problems }: TickReport, interval: string): string {
  const waits = problems.some(({ code }) => code === 'reading');
  return waits && durationMs(SOON) < durationMs(interval) ? SOON : interval;
}
