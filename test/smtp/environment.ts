import { join } from 'node:path';
import { ROOT } from '../../scripts/paths';
import { pythonEnvironment } from '../python_environment';

/** The mail server of the suite: written by others than those who wrote our client, in another language. */
const AIOSMTPD = { name: 'aiosmtpd', requirements: join(ROOT, 'test', 'smtp', 'requirements.txt') };

/** The Python that has the mail server. Throws with what to do where it cannot be had. */
export async function smtpPython(progress: (line: string) => void): Promise<string> {
  return join(await pythonEnvironment(AIOSMTPD, progress), 'bin', 'python');
}

/** What this machine lacks for the suite; undefined where it lacks nothing. */
export async function missingForSmtp(python: typeof smtpPython = smtpPython): Promise<string | undefined> {
  try {
    await python(() => undefined);
    return undefined;
  } catch (error) {
    return `No mail goes through aiosmtpd: ${error instanceof Error ? error.message : String(error)}`;
  }
}
