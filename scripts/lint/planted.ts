import { execFileSync } from 'node:child_process';
import { ROOT } from '../paths';

/** A text that stands in no file, as if it stood in one. */
export interface Planted {
  filePath: string;
  text: string;
}

/** In a process of its own: the linter loads its configuration as an ES module, which the test runner does not allow. */
const LINTER = `
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import { text } from 'node:stream/consumers';
const untyped = { ...tseslint.configs.disableTypeChecked, files: ['**/*.ts', '**/*.tsx'] };
const eslint = new ESLint({ overrideConfig: [untyped] });
const planted = JSON.parse(await text(process.stdin));
const results = await Promise.all(planted.map(({ filePath, text }) => eslint.lintText(text, { filePath })));
const told = results.map(([result]) => result.messages.map(({ ruleId, message }) => ruleId + ': ' + message));
process.stdout.write(JSON.stringify(told));
`;

/** What the linter says of each, as `rule: message`; rules that need types are left out. */
export function lint(planted: Planted[]): string[][] {
  const args = ['--input-type=module', '-e', LINTER];
  const output = execFileSync(process.execPath, args, {
    cwd: ROOT,
    input: JSON.stringify(planted),
    encoding: 'utf8',
  });
  return JSON.parse(output) as string[][];
}
