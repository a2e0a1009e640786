import type { FeatureConfig } from '../../kibana_contracts/server';

/** What the sandbox knows of 8.12's schema; `scope` and other later keys stop Kibana 8.12. */
const FEATURE_KEYS = ['id', 'name', 'category', 'app', 'privileges', 'description', 'order'];
const PRIVILEGE_KEYS = ['app', 'api', 'savedObject', 'ui'];
const RESERVED_IDS = ['catalogue', 'management', 'navLinks'];

/** The features plugin: what a role can be given. */
export class Features {
  readonly list: FeatureConfig[] = [];
  private locked = false;

  register(feature: FeatureConfig): void {
    if (this.locked)
      throw new Error(
        `Features are locked, can't register new features. Attempt to register ${feature.id} failed.`,
      );
    if (this.list.some(({ id }) => id === feature.id))
      throw new Error(`Feature with id ${feature.id} is already registered.`);
    checkFeature(feature);
    this.list.push(feature);
  }

  lock(): void {
    this.locked = true;
  }
}

function checkFeature(feature: FeatureConfig): void {
  demandKeys(feature, FEATURE_KEYS, ['id', 'name', 'category', 'app', 'privileges'], '');
  if (!/^[a-zA-Z0-9_-]+$/.test(feature.id) || RESERVED_IDS.includes(feature.id))
    throw new Error(`[id]: "${feature.id}" is no id of a feature`);
  for (const name of ['all', 'read'] as const)
    demandKeys(feature.privileges[name], PRIVILEGE_KEYS, ['savedObject', 'ui'], `privileges.${name}.`);
  checkApps(feature);
}

function demandKeys(value: object, known: string[], required: string[], path: string): void {
  const unknown = Object.keys(value).find((key) => !known.includes(key));
  if (unknown) throw new Error(`[${path}${unknown}]: definition for this key is missing`);
  const missing = required.find((key) => !(key in value));
  if (missing)
    throw new Error(`[${path}${missing}]: expected at least one defined value but got [undefined]`);
}

/** Throws unless each app of the feature is granted by a privilege, and each granted app is one of the feature's. */
function checkApps({ id, app, privileges }: FeatureConfig): void {
  const granted = new Set([...privileges.all.app, ...privileges.read.app]);
  for (const name of ['all', 'read'] as const) {
    const unknown = privileges[name].app.filter((one) => !app.includes(one));
    if (unknown.length > 0)
      throw new Error(`Feature privilege ${id}.${name} has unknown app entries: ${unknown.join(', ')}`);
  }
  const idle = app.filter((one) => !granted.has(one));
  if (idle.length > 0)
    throw new Error(
      `Feature ${id} specifies app entries which are not granted to any privileges: ${idle.join(',')}`,
    );
}
