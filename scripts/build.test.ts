import { requireKibanaVersion } from './build';
import { MANIFEST_KEYS, readSourceManifest, toManifest, toShippedPackageJson } from './build_steps/manifest';

describe('requireKibanaVersion', () => {
  it('takes an exact version', () => expect(requireKibanaVersion('8.12.2')).toBe('8.12.2'));
  it.each(['8.12', '8', 'v8.12.2', '8.12.2-SNAPSHOT', 'kibana', '', undefined])(
    'refuses %j and says how it looks',
    (given) => expect(() => requireKibanaVersion(given)).toThrow('like 8.12.2'),
  );
});

describe('toManifest', () => {
  const manifest = toManifest(readSourceManifest(), '1.2.3', '8.12.2');

  it('has only keys that Kibana knows', () => {
    expect(Object.keys(manifest).filter((key) => !MANIFEST_KEYS.includes(key))).toEqual([]);
  });
  it('keeps the version of the plugin beside that of Kibana', () => {
    expect(manifest).toMatchObject({ id: 'bruteForceAlerts', version: '1.2.3', kibanaVersion: '8.12.2' });
  });
  it('names an owner and both parts, and needs no other bundle', () => {
    expect(manifest).toMatchObject({ owner: { name: expect.any(String) as string }, server: true, ui: true });
    expect(manifest.requiredBundles).toEqual([]);
  });
});

it('ships a package.json without tools', () => {
  const shipped = toShippedPackageJson({
    name: 'a',
    version: '1.0.0',
    description: 'b',
    license: 'Apache-2.0',
    dependencies: { c: '1.0.0' },
    ...{ devDependencies: { d: '1.0.0' }, scripts: { build: 'e' } },
  });
  expect(Object.keys(shipped)).toEqual([
    'name',
    'version',
    'private',
    'description',
    'license',
    'dependencies',
  ]);
});
