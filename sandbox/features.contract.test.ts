import { useElasticsearch } from './test_support/elasticsearch';
import { featureOf, runFixture, type FixtureHooks } from './test_support/fixture';

jest.setTimeout(60_000);
const elasticsearch = useElasticsearch();

/** Runs the fixture for one check and stops it. */
async function withSandbox(hooks: FixtureHooks, check: () => Promise<void>): Promise<void> {
  const running = await runFixture({ node: elasticsearch.node() }, hooks);
  await check().finally(running.stop);
}

describe('features', () => {
  const register = (feature: object): FixtureHooks => ({
    setup: (_core, { features }) => features.registerKibanaFeature({ ...featureOf(), ...feature }),
  });
  const { privileges } = featureOf();

  test.each<[string, object, string]>([
    ['scope', { scope: ['security'] }, '[scope]: definition for this key is missing'],
    [
      'an unknown key of a privilege',
      { privileges: { ...privileges, read: { ...privileges.read, composedOf: [] } } },
      '[privileges.read.composedOf]: definition',
    ],
    ['an id with a blank', { id: 'a b' }, 'is no id of a feature'],
    [
      'an app that no privilege grants',
      { app: ['fixture', 'kibana', 'other'] },
      'which are not granted to any privileges: other',
    ],
    [
      'a privilege for an app of another feature',
      { app: ['kibana'] },
      'Feature privilege fixture.all has unknown app entries: fixture',
    ],
    [
      'a privilege without ui',
      { privileges: { ...privileges, all: { savedObject: { all: [], read: [] } } } },
      '[privileges.all.ui]',
    ],
  ])('refuse %s', async (_name, feature, message) => {
    await expect(withSandbox(register(feature), async () => undefined)).rejects.toThrow(message);
  });

  test('refuse a second of the same id, and any after start', async () => {
    let late: () => void = () => undefined;
    const hooks: FixtureHooks = {
      setup(_core, { features }) {
        features.registerKibanaFeature(featureOf());
        expect(() => features.registerKibanaFeature(featureOf())).toThrow(
          'Feature with id fixture is already registered.',
        );
        late = () => features.registerKibanaFeature(featureOf({ id: 'other' }));
      },
    };
    await withSandbox(hooks, async () => expect(late).toThrow('Features are locked'));
  });
});
