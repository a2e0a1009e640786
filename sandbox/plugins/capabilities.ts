import type { FeatureConfig, ResolvedCapabilities } from '../../kibana_contracts/server';
import type { Caller } from '../http/requests';
import type { Authorization } from '../security/authorization';

/** What the caller may see and do in the browser, by feature, and which apps stand in the navigation. */
export async function resolveCapabilities(
  caller: Caller,
  features: FeatureConfig[],
  authorization: Authorization,
): Promise<ResolvedCapabilities> {
  const names = features.flatMap(({ id, app, privileges }) => [
    ...new Set([...privileges.all.ui, ...privileges.read.ui].map((name) => [id, name].join('/'))),
    ...app.map((one) => `navLinks/${one}`),
  ]);
  const granted = await authorization.check(
    caller,
    names.map((name) => `ui:${name}`),
  );
  const resolved: Record<string, Record<string, boolean>> = { navLinks: {} };
  for (const name of names) {
    const [group = '', capability = ''] = name.split('/');
    (resolved[group] ??= {})[capability] = granted[`ui:${name}`] === true;
  }
  return resolved;
}
