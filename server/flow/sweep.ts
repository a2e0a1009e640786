import { reasonOf } from '../../common/text/reason_of';
import type { SpaceRemains } from '../record/space_remains_port';

/** What the sweep needs; absent where Kibana has no spaces. */
export interface SweepPorts {
  remains: SpaceRemains;
  /** Whether the space was deleted for sure. Throws where that could not be asked. */
  isGone(space: string): Promise<boolean>;
  logger: { info(line: string): void; warn(line: string): void };
}

/** Removes what deleted spaces left: a space made anew under the same name must not show the alerts of the old one. */
export async function sweepSpaces(ports: SweepPorts): Promise<void> {
  await orSay(ports, 'deleted spaces', async () => {
    for (const space of await ports.remains.spaces()) await sweepSpace(ports, space);
  });
}

/** An error about one space keeps no other from being swept. */
export async function sweepSpace(ports: SweepPorts, space: string): Promise<void> {
  await orSay(ports, `the space ${space}`, async () => {
    if (!(await ports.isGone(space))) return;
    for (const index of await ports.remains.remove(space))
      ports.logger.info(`The space ${space} was deleted: removed ${index}`);
  });
}

/** Logs an error instead of throwing it: what could not be asked or removed stays for the next sweep. */
async function orSay({ logger }: SweepPorts, whose: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const why = reasonOf(error);
    logger.warn(`What ${whose} may have left stays for now: ${why}`);
  }
}
