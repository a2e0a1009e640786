import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../scripts/paths';

const TEXT = readFileSync(join(ROOT, 'docs', 'threat_model.md'), 'utf8');
const REFERENCES = [...TEXT.matchAll(/`([^`\s]+\.test\.tsx?) › ([^`]+)`/g)].map(
  ([, file = '', name = '']) => ({
    file,
    name,
  }),
);

/** Names in a file's tests: text in quotes, without what a quote inside needs. */
const namesIn = (file: string): string => readFileSync(join(ROOT, file), 'utf8').replaceAll("\\'", "'");

describe('the threat model names tests that exist', () => {
  it('and enough of them', () => expect(REFERENCES.length).toBeGreaterThan(20));

  it.each(REFERENCES)('$file: $name', ({ file, name }) => {
    expect(existsSync(join(ROOT, file))).toBe(true);
    expect(namesIn(file)).toContain(name);
  });

  it('in every row but that of the bot token, which nothing of ours stops', () => {
    const rows = TEXT.split('\n').filter((line) => /^\| (\*\*|\|)/.test(line) || line.startsWith('| | '));
    const without = rows.filter((row) => !row.includes('.test.ts › '));
    expect(without.map((row) => row.split('|')[1]?.trim())).toEqual(['**holder of the bot token**']);
  });
});
