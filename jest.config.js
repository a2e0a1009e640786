/**
 * Suites: unit beside the code; `*.es.test.ts` on a real Elasticsearch; `*.keys.test.ts` on one with security;
 * `*.process.test.ts` start programs that they kill, and wait for them most of their time; `*.contract.test.ts` on the
 * sandbox; `*.smtp.test.ts` send through a mail server in Python; test/e2e and test/security on the sandbox or a Kibana.
 */
const shared = {
  testEnvironment: 'node',
  transform: {
    '\\.tsx?$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript', tsx: true }, target: 'es2022' } }],
  },
  moduleNameMapper: {
    '^@kbn/i18n$': '<rootDir>/sandbox/kbn/i18n.ts',
    '^@kbn/config-schema$': '<rootDir>/sandbox/kbn/config_schema.ts',
  },
  modulePathIgnorePatterns: ['<rootDir>/build/', '<rootDir>/.cache/'],
};
const special = [
  '\\.es\\.test\\.ts$',
  '\\.keys\\.test\\.ts$',
  '\\.process\\.test\\.ts$',
  '\\.contract\\.test\\.ts$',
  '\\.smtp\\.test\\.ts$',
  '<rootDir>/test/e2e/',
  '<rootDir>/test/security/',
];

module.exports = {
  reporters: ['default', '<rootDir>/test/run/running_test.mjs'],
  projects: [
    {
      ...shared,
      displayName: 'unit',
      testMatch: ['**/*.test.ts', '**/*.test.tsx'],
      testPathIgnorePatterns: ['/node_modules/', ...special],
    },
    { ...shared, displayName: 'elasticsearch', testMatch: ['**/*.es.test.ts'] },
    { ...shared, displayName: 'keys', testMatch: ['**/*.keys.test.ts'] },
    { ...shared, displayName: 'process', testMatch: ['**/*.process.test.ts'] },
    { ...shared, displayName: 'contract', testMatch: ['**/*.contract.test.ts'] },
    { ...shared, displayName: 'smtp', testMatch: ['**/*.smtp.test.ts'] },
    { ...shared, displayName: 'security', testMatch: ['<rootDir>/test/security/**/*.test.ts'] },
    { ...shared, displayName: 'e2e', testMatch: ['<rootDir>/test/e2e/**/*.test.ts'] },
  ],
};
