import { parseArgs } from 'node:util';
import { runMain } from '../../scripts/ending';
import { reportArguments, runJest } from '../run/jest';
import { smtpPython } from './environment';

const USAGE = `npm run test:smtp -- [--json FILE] [-- jest options]
Sends mails through aiosmtpd, a mail server in Python: in clear, with STARTTLS, with TLS, with a login. Needs Python 3.11
or newer, which installs aiosmtpd into the cache folder.
  --json FILE   Jest's report`;

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { json: { type: 'string' }, help: { type: 'boolean' } },
  });
  if (values.help) return (console.log(USAGE), 0);
  const python = await smtpPython((line) => console.error(line));
  const how = ['--selectProjects', 'smtp', '--runInBand', ...reportArguments(values.json)];
  return runJest([...how, ...positionals], { SMTP_PYTHON: python });
}

runMain(main);
