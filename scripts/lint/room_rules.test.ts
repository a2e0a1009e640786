import { lint } from './planted';

const use = (source: string) => `import { a } from '${source}';\nexport const b = a;\n`;
const useType = (source: string) => `import type { A } from '${source}';\nexport type B = A;\n`;

const VIOLATIONS: Array<[file: string, text: string, told: string]> = [
  ['common/planted.ts', use('../server/detect/join/attacks'), 'common must not import detect'],
  ['common/planted.ts', use('react'), 'common must not import the package react'],
  ['common/planted.ts', use('node:fs'), 'common must not import Node.js'],
  ['common/planted.ts', 'export const now = () => new Date();\n', 'No clock here'],
  ['common/planted.ts', "import { z } from 'zod';\nexport const a = z;\n", 'import * as z'],
  ['server/detect/planted.ts', use('../judge/verdict'), 'detect must not import judge'],
  ['server/judge/planted.ts', useType('../record/memory_port'), 'judge must not import record'],
  ['server/notify/planted.ts', use('../adapters/telegram/bot'), 'notify must not import adapters'],
  ['server/record/planted.ts', use('../routes/route'), 'record must not import routes'],
  ['server/detect/planted.ts', use('node:crypto'), 'detect must not import Node.js'],
  ['server/detect/deep/planted.ts', use('../../judge/verdict'), 'detect must not import judge'],
  ['server/notify/planted.ts', use('axios'), 'notify must not import the package axios'],
  [
    'server/notify/planted.ts',
    use('@kbn/config-schema'),
    'notify must not import the package @kbn/config-schema',
  ],
  [
    'server/judge/planted.ts',
    useType('../../kibana_contracts/server'),
    'judge must not import kibana_contracts',
  ],
  ['server/judge/planted.ts', 'export const now = () => Date.now();\n', 'No clock here'],
  ['server/judge/planted.ts', 'export const now = () => performance.now();\n', 'No clock here'],
  ['server/record/planted.ts', 'export const id = () => Math.random();\n', 'No chance here'],
  ['server/record/planted.ts', 'export const id = () => crypto.randomUUID();\n', 'No chance here'],
  ['server/flow/tick.ts', use('../adapters/storage/alert_index'), 'flow must not import adapters'],
  ['server/flow/tick.ts', 'export const now = () => new Date();\n', 'No clock here'],
  ['server/adapters/planted.ts', use('../notify/message/plan'), 'adapters must not import notify'],
  ['server/adapters/planted.ts', use('../notify/telegram/bot_api_port'), 'as types only'],
  ['server/adapters/planted.ts', use('../routes/route'), 'adapters must not import routes'],
  ['server/routes/planted.ts', use('../adapters/storage/alert_index'), 'routes must not import adapters'],
  ['server/routes/planted.ts', use('../judge/verdict'), 'routes must not import judge'],
  ['server/wiring/wiring.ts', use('../../public/app'), 'wiring must not import public'],
  ['server/wiring/wiring.ts', use('../../kibana_contracts/server'), 'as types only'],
  ['server/plugin.ts', use('../scripts/paths'), 'wiring must not import scripts'],
  ['public/planted.ts', use('../server/plugin'), 'public must not import wiring'],
  ['public/planted.tsx', use('../test/builders'), 'public must not import test'],
  ['public/planted.ts', use('lodash'), 'public must not import the package lodash'],
  ['public/planted.ts', use('../kibana_contracts/browser'), 'as types only'],
  [
    'public/planted.ts',
    "export const load = () => import('../server/plugin');\n",
    'public must not import wiring',
  ],
  ['public/planted.ts', "export * from '../server/plugin';\n", 'public must not import wiring'],
  ['sandbox/planted.ts', use('../server/plugin'), 'sandbox must not import wiring'],
  ['server/judge/planted.ts', 'export const a = (b: any) => b;\n', '@typescript-eslint/no-explicit-any'],
  [
    'server/judge/planted.ts',
    'export const a = (b: string[]) => b[0]!;\n',
    '@typescript-eslint/no-non-null-assertion',
  ],
  ['server/judge/planted.ts', '// @ts-ignore\nexport const a = 1;\n', '@typescript-eslint/ban-ts-comment'],
  ['server/judge/planted.ts', `${'export {};\n'.repeat(301)}`, 'max-lines'],
  ['server/judge/planted.ts', "console.log('a');\n", 'no-console'],
];

const CLEAN: Array<[file: string, text: string]> = [
  [
    'common/planted.ts',
    "import * as z from 'zod';\nimport { i18n } from '@kbn/i18n';\nexport const a = [z, i18n];\n",
  ],
  ['common/planted.ts', 'export const at = (ms: number) => new Date(ms);\n'],
  ['server/detect/planted.ts', use('../../common/rules/rules')],
  ['server/detect/planted.ts', use('./join/attacks')],
  ['server/flow/tick.ts', use('../judge/verdict')],
  ['server/flow/tick.ts', useType('../record/memory_port')],
  ['server/adapters/planted.ts', useType('../notify/telegram/bot_api_port')],
  ['server/adapters/planted.ts', use('axios')],
  ['server/routes/planted.ts', useType('../record/memory_port')],
  ['server/plugin.ts', use('./adapters/task_manager/tasks')],
  ['server/plugin.ts', useType('../kibana_contracts/server')],
  ['public/planted.tsx', use('@elastic/eui')],
  ['public/planted.ts', use('../common/api/api')],
  ['server/judge/planted.test.ts', use('../../test/builders')],
];

describe('what the rooms forbid is reported', () => {
  const told = lint(VIOLATIONS.map(([filePath, text]) => ({ filePath, text })));
  it.each(VIOLATIONS.map(([file, text, expected], index) => ({ file, text, expected, index })))(
    '$file: $expected',
    ({ expected, index }) => expect(told[index]?.join('\n')).toContain(expected),
  );
});

describe('what the rooms allow is not', () => {
  const told = lint(CLEAN.map(([filePath, text]) => ({ filePath, text })));
  it.each(CLEAN.map(([file, text], index) => ({ file, text, index })))('$file: $text', ({ index }) =>
    expect(told[index]).toEqual([]),
  );
});
