import regexp from 'eslint-plugin-regexp';
import tseslint from 'typescript-eslint';
import { OUT_OF_KIBANA, TEXT_AS_MARKUP } from './scripts/lint/page_rules.mjs';
import rooms from './scripts/lint/rooms.mjs';

const TESTS = ['**/*.test.ts', '**/*.test.tsx', 'test/**'];
const STAGES = ['detect', 'judge', 'notify', 'record'].map((stage) => `server/${stage}/**/*.ts`);

/** Time, chance and ids come in as arguments: so the same input gives the same result, in a test as in an incident. */
const NO_CLOCK = [
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: 'No clock here: take `now` as an argument.',
  },
  { selector: "CallExpression[callee.name='Date']", message: 'No clock here: take `now` as an argument.' },
  {
    selector: "CallExpression[callee.object.name=/^(Date|performance)$/][callee.property.name='now']",
    message: 'No clock here: take `now` as an argument.',
  },
  {
    selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']",
    message: 'No chance here: take it as an argument.',
  },
  {
    selector: 'CallExpression[callee.property.name=/^random(UUID|Bytes|Int)$/]',
    message: 'No chance here: take it as an argument.',
  },
];

/** The namespace form lets the bundler leave out what is not used: a quarter of a megabyte of zod's translations. */
const ZOD_BY_NAMESPACE = {
  selector: "ImportDeclaration[source.value='zod'][importKind!='type'] > ImportSpecifier[imported.name='z']",
  message: "Write `import * as z from 'zod'`: the named form puts all of zod into the browser bundle.",
};

export default tseslint.config(
  { ignores: ['node_modules/', 'build/', '.cache/', 'target/', 'jest.config.js'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.recommended],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      eqeqeq: 'error',
      'no-eval': 'error',
      'no-new-func': 'error',
      'max-lines': ['error', { max: 300 }],
      'max-lines-per-function': ['warn', { max: 60 }],
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/ban-ts-comment': ['error', { 'ts-expect-error': 'allow-with-description' }],
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  {
    files: [
      'common/**/*.ts',
      'server/**/*.ts',
      'public/**/*.{ts,tsx}',
      'kibana_contracts/**/*.ts',
      'sandbox/**/*.{ts,tsx}',
    ],
    ignores: TESTS,
    plugins: { rooms },
    rules: { 'rooms/one-way': 'error' },
  },
  {
    files: ['common/**/*.ts', 'server/**/*.ts', 'public/**/*.{ts,tsx}'],
    ignores: TESTS,
    rules: { 'no-console': 'error' },
  },
  {
    files: ['common/**/*.ts', 'server/**/*.ts', 'scripts/**/*.ts', 'sandbox/**/*.ts'],
    ignores: TESTS,
    rules: { 'max-lines-per-function': ['error', { max: 60 }] },
  },
  {
    // What people and events say is read by these: time must grow with the text, not with its square.
    files: ['common/**/*.ts', 'server/**/*.ts', 'public/**/*.{ts,tsx}'],
    ignores: TESTS,
    plugins: { regexp },
    rules: {
      'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
      'regexp/no-super-linear-move': ['error', { report: 'potential' }],
    },
  },
  { files: TESTS, rules: { 'max-lines-per-function': 'off' } },
  {
    files: [...STAGES, 'server/flow/**/*.ts'],
    ignores: TESTS,
    rules: { 'no-restricted-syntax': ['error', ...NO_CLOCK] },
  },
  {
    files: ['common/**/*.ts'],
    ignores: TESTS,
    rules: { 'no-restricted-syntax': ['error', ...NO_CLOCK, ZOD_BY_NAMESPACE] },
  },
  {
    files: ['public/**/*.{ts,tsx}'],
    rules: {
      'no-script-url': 'error',
      'no-restricted-syntax': ['error', ZOD_BY_NAMESPACE, ...TEXT_AS_MARKUP, ...OUT_OF_KIBANA],
    },
  },
);
