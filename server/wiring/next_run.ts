import { durationMs } from '../../common/time';
import type { TickReport } from '../../common/status/status';

/** As soon as Task Manager of Kibana 8.12 attains it, about. */
const SOON = '5s';

/** What a run says that left all reading, or the rest of it, to the next. */
const TO_BE_READ = new Set(['reading', 'scan_unfinished']);

/** When to run again: as long as there is something left to read, nobody waits for an hour with it. `interval`: as it is set. */
export function intervalAfter({ problems }: TickReport, interval: string): string {
  const waits = problems.some(({ code }) => TO_BE_READ.has(code));
  return waits && durationMs(SOON) < durationMs(interval) ? SOON : interval;
}
