import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../scripts/paths';
import { ICON } from './icons';

/** Names found in all of fifteen EUI versions from 90 to 122; see the facts on EUI. */
const EVERYWHERE = new Set(
  `warning alert error check compute cross bell bellSlash bolt bug calendar clock copy document empty eye filter flag gear
   globe help home inspect key link list lock lockOpen logoSecurity minus pause pencil play plus refresh save search
   sortDown stop storage tag trash user users wrench`.split(/\s+/),
);

it.each(Object.entries(ICON))('%s has an icon that every Kibana knows', (_, name) =>
  expect(EVERYWHERE.has(name)).toBe(true),
);

it('no page names an icon by itself', () => {
  const pages = readdirSync(join(ROOT, 'public'), { recursive: true, encoding: 'utf8' }).filter((path) =>
    /\.tsx?$/.test(path),
  );
  const named = pages.filter((path) =>
    /\bicon(Type)?(=["']|=\{[^}]*["']|: ["'])/.test(readFileSync(join(ROOT, 'public', path), 'utf8')),
  );
  expect(pages.length).toBeGreaterThan(100);
  expect(named).toEqual([]);
});
