import { publicPath } from './load_app';

it.each<[string, Parameters<typeof publicPath>, string]>([
  [
    'what Kibana names, with its base path',
    [{ __kbnPublicPath__: { bruteForceAlerts: '/kibana/1/bundles/' } }, 'https://a/b.js'],
    '/kibana/1/bundles/',
  ],
  ['the folder of the entry where Kibana names none', [{}, 'https://a/b/c.js'], 'https://a/b/'],
  [
    'the folder of the entry where Kibana names others',
    [{ __kbnPublicPath__: {} }, 'https://a/b/c.js'],
    'https://a/b/',
  ],
  ['nothing where nobody knows', [{}, undefined], ''],
])('is %s', (_, given, path) => expect(publicPath(...given)).toBe(path));
