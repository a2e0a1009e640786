import type { Plugin } from 'esbuild';

/** What Kibana 8.12 to 9.x gives every bundle, by the name of its property of `__kbnSharedDeps__`. */
export const SHARED: Record<string, string> = {
  react: 'React',
  'react-dom': 'ReactDom',
  'react-router-dom': 'ReactRouterDom',
  '@elastic/eui': 'ElasticEui',
  '@elastic/charts': 'ElasticCharts',
  '@kbn/i18n': 'KbnI18n',
};

/** Packages that a bundle must not contain: Kibana's own, and those that may exist only once in a page. */
const FORBIDDEN =
  /^(@kbn\/|@elastic\/|@emotion\/|react(-dom|-router|-router-dom)?(\/|$)|moment(\/|-|$)|lodash)/;

/**
 * Takes shared dependencies from Kibana's global. An import of another package that must not be bundled is an error.
 */
export const sharedDependencies: Plugin = {
  name: 'kibana-shared-dependencies',
  setup(bundler) {
    bundler.onResolve({ filter: /^[^./]/ }, ({ path, kind }) => {
      if (kind === 'entry-point') return undefined;
      if (SHARED[path]) return { path, namespace: 'shared' };
      if (!FORBIDDEN.test(path)) return undefined;
      const text = `"${path}" is not among what Kibana gives a bundle: ${Object.keys(SHARED).join(', ')}`;
      return { errors: [{ text }] };
    });
    bundler.onLoad({ filter: /.*/, namespace: 'shared' }, ({ path }) => ({
      contents: `module.exports = __kbnSharedDeps__.${SHARED[path]};`,
      loader: 'js',
    }));
  },
};

/**
 * Makes every import of a package an error. The entry runs on every page of Kibana and may import our own files only.
 */
export const withoutPackages: Plugin = {
  name: 'without-packages',
  setup(bundler) {
    bundler.onResolve({ filter: /^\.\.\/application$/ }, () => ({ path: './app', external: true }));
    bundler.onResolve({ filter: /^[^./]/ }, ({ path, kind, importer }) =>
      kind === 'entry-point'
        ? undefined
        : {
            errors: [
              { text: `The entry runs on every page of Kibana and must not import "${path}" (${importer}).` },
            ],
          },
    );
  },
};
