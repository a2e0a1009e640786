import type { HostileDocument } from './hostile/base';
import { COLLECTORS } from './hostile/collectors';
import { FORWARDERS } from './hostile/forwarders';
import { PROGRAMS } from './hostile/programs';
import { SIEM } from './hostile/siem';
import { AS_TEXT } from './hostile/texts';
import { ODD_VALUES } from './hostile/values';

/** Documents that were made up after what shippers document and what people report; docs/shippers.md has the sources. */
export const HOSTILE: HostileDocument[] = [
  ...FORWARDERS,
  ...AS_TEXT,
  ...COLLECTORS,
  ...SIEM,
  ...PROGRAMS,
  ...ODD_VALUES,
];
