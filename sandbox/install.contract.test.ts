import { existsSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { installPlugin } from './install/install';
import { schema } from './kbn/config_schema';
import { makePluginZip, removePluginZip, type FixtureParts } from './test_support/plugin_zip';

const install = async (parts: FixtureParts) => {
  const zip = await makePluginZip(parts);
  return installPlugin(zip, '8.12.2').finally(() => removePluginZip(zip));
};
const manifest = (changes: Record<string, unknown>): FixtureParts => ({ manifest: changes });

describe('installing a zip', () => {
  test("unpacks the plugin under its id, with the modes of the zip, and Kibana's packages beside it", async () => {
    const { directory, manifest, remove } = await install({ folder: 'kibana/any-name', mode: 0o100640 });
    expect(directory.endsWith(join('plugins', 'fixture'))).toBe(true);
    expect(manifest).toMatchObject({ id: 'fixture', configPath: 'fixture', server: true, ui: true });
    expect(statSync(join(directory, 'kibana.json')).mode & 0o777).toBe(0o640);
    const packages = join(dirname(dirname(directory)), 'node_modules', '@kbn');
    const { i18n } = createRequire(__filename)(join(packages, 'i18n')) as typeof import('./kbn/i18n');
    expect(
      i18n.translate('a', {
        defaultMessage: '{n, plural, one {# alert} other {# alerts}}',
        values: { n: 2 },
      }),
    ).toBe('2 alerts');
    await remove();
    expect(existsSync(directory)).toBe(false);
  });

  test.each<[string, FixtureParts, string]>([
    ['a zip with another root', { folder: 'fixture' }, 'No kibana plugins found in archive'],
    ['entries with a leading "./"', { folder: './kibana/fixture' }, 'The archive installs no kibana.json'],
    [
      'a kibana.jsonc alone',
      { files: { 'kibana.json': '', 'kibana.jsonc': '{"id":"fixture","version":"8.12.2"}' } },
      'installs no kibana.json',
    ],
    ['files that nobody could read', { mode: 0 }, 'has mode 000'],
    [
      'an id that is not camelCase',
      manifest({ id: 'my-plugin' }),
      'Invalid plugin name [my-plugin] in kibana.json, expected it to be valid camelCase',
    ],
    [
      'another patch version of Kibana',
      manifest({ kibanaVersion: '8.12.1' }),
      'Plugin fixture [8.12.1] is incompatible with Kibana [8.12.2]',
    ],
    [
      'the version "kibana"',
      manifest({ kibanaVersion: 'kibana' }),
      'Plugin fixture [kibana] is incompatible with Kibana [8.12.2]',
    ],
    [
      'no version at all',
      manifest({ kibanaVersion: undefined, version: undefined }),
      'is missing both a version property',
    ],
    ['a manifest without a version of its own', manifest({ version: undefined }), 'must contain a version'],
    ['a manifest without an owner', manifest({ owner: {} }), 'must contain an "owner" property'],
    [
      'a manifest without server and ui',
      manifest({ server: false, ui: false }),
      'Both "server" and "ui" are missing',
    ],
    [
      'unknown manifest keys',
      manifest({ license: 'MIT', plugin: {} }),
      'contains the following unrecognized properties: license,plugin.',
    ],
    [
      'an unknown required plugin',
      manifest({ requiredPlugins: ['fleet'] }),
      'dependencies are missing, disabled, or have incompatible types: [fleet]',
    ],
    [
      'a required bundle',
      manifest({ requiredBundles: ['kibanaReact'] }),
      'Plugin bundle with id "kibanaReact" is required by plugin "fixture" but it is missing',
    ],
    ['a preboot plugin', manifest({ type: 'preboot' }), 'has type "preboot"'],
    ['a ui without its bundle', { browser: '' }, 'has no target/public/fixture.plugin.js'],
    ['a manifest that is no JSON', { files: { 'kibana.json': '{' } }, 'Manifest is not valid JSON'],
  ])('refuses %s', async (_name, parts, message) => {
    await expect(install(parts)).rejects.toThrow(message);
  });

  test('refuses what is no zip', async () => {
    await expect(installPlugin(__filename, '8.12.2')).rejects.toThrow(
      'Error retrieving metadata from plugin archive',
    );
  });
});

describe('the configuration schema', () => {
  const settings = schema.object({
    enabled: schema.boolean({ defaultValue: true }),
    name: schema.string({
      defaultValue: 'ab',
      minLength: 2,
      maxLength: 4,
      validate: (value) => (value === 'bad' ? 'not that' : undefined),
    }),
    url: schema.maybe(schema.uri({ scheme: ['http', 'https'] })),
    proxy: schema.object({ host: schema.maybe(schema.string()) }),
  });
  const at = 'config validation of [fixture]';

  test('gives defaults, and leaves out what may be absent', () => {
    expect(settings.validate(undefined)).toEqual({ enabled: true, name: 'ab', proxy: {} });
  });

  test.each<[string, unknown, string]>([
    [
      'an unknown key',
      { nmae: 'x' },
      '[config validation of [fixture].nmae]: definition for this key is missing',
    ],
    [
      'an unknown key below',
      { proxy: { port: 1 } },
      '[config validation of [fixture].proxy.port]: definition for this key is missing',
    ],
    [
      'a wrong type',
      { name: 1 },
      '[config validation of [fixture].name]: expected value of type [string] but got [number]',
    ],
    [
      'a boolean that is none',
      { enabled: 'yes' },
      '.enabled]: expected value of type [boolean] but got [string]',
    ],
    ['a text too short', { name: 'a' }, 'value has length [1] but it must have a minimum length of [2].'],
    ['a text too long', { name: 'abcde' }, 'value has length [5] but it must have a maximum length of [4].'],
    ['what the plugin itself refuses', { name: 'bad' }, '.name]: not that'],
    ['a URI that is none', { url: 'here' }, 'value must be a valid URI (see RFC 3986).'],
    ['a URI of another scheme', { url: 'ftp://a' }, 'expected URI with scheme [http|https].'],
    ['no object', { proxy: [] }, '.proxy]: expected a plain object value, but found [Array] instead.'],
  ])('refuses %s', (_name, value, message) => {
    expect(() => settings.validate(value, {}, at)).toThrow(message);
  });
});
