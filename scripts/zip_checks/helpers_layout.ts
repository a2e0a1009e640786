import { check, type Check } from './check';
import type { ZipEntry } from './read_zip';

/**
 * The tree that `@kbn/plugin-helpers build` makes of a plugin, below `kibana/<id>/`. Ours differs in three names:
 * LICENSE and README.md are added, and tsconfig.json is left out, since nothing in Kibana reads it.
 */
const TREE = [
  /^kibana\.json$/,
  /^package\.json$/,
  /^tsconfig\.json$/,
  /^\.i18nrc\.json$/,
  /^(LICENSE|README\.md)$/,
  /^(common|server)\/.+\.js$/,
  /^translations\/.+\.json$/,
  /^node_modules\//,
  /^target\/public\/[A-Za-z0-9]+\.(plugin|chunk\.[\da-f]+)\.js(\.br)?$/,
];

/** Whether every file lies where Kibana's own build tool would have put one. */
export function checkHelpersLayout(entries: ZipEntry[], prefix: string): Check {
  const foreign = entries
    .map(({ name }) => name)
    .filter((name) => name.startsWith(`${prefix}/`) && !name.endsWith('/'))
    .filter((name) => !TREE.some((place) => place.test(name.slice(prefix.length + 1))));
  return check("the layout is that of Kibana's own build tool", foreign);
}
