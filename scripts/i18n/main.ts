import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runMain } from '../ending';
import { findMessages } from './messages';
import { findMessageProblems } from './rules';
import { ROOT } from '../paths';

function sourceFiles(): string[] {
  const files = ['common', 'server', 'public'].flatMap((room) =>
    readdirSync(join(ROOT, room), { recursive: true, encoding: 'utf8' }).map((name) => `${room}/${name}`),
  );
  return files.filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file)).sort();
}

function main(): Promise<number> {
  const messages = sourceFiles().flatMap((file) =>
    findMessages(file, readFileSync(join(ROOT, file), 'utf8')),
  );
  const problems = findMessageProblems(messages);
  problems.forEach((problem) => console.error(problem));
  console.log(`${new Set(messages.map(({ id }) => id)).size} messages, ${problems.length} problems`);
  return Promise.resolve(problems.length === 0 ? 0 : 1);
}

if (require.main === module) runMain(main);
