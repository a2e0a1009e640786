import type { Client } from '@elastic/elasticsearch';
import type { FeatureConfig, FeaturePrivilege } from '../../kibana_contracts/server';
import type { Caller } from '../http/requests';

/** Which of some actions a caller may do in the space of the request. */
export interface Authorization {
  /** Whether anybody is asked for privileges at all. */
  readonly active: boolean;
  check(caller: Caller, actions: string[]): Promise<Record<string, boolean>>;
  /** An app that no feature lists is open to everybody. */
  protects(appId: string): boolean;
}

/** Elasticsearch security is off: everybody may do everything. */
export const noAuthorization: Authorization = {
  active: false,
  check: async (_caller, actions) => Object.fromEntries(actions.map((action) => [action, true])),
  protects: () => false,
};

/** Asks Elasticsearch with the caller's own header, for the resource `space:<id>`, as Kibana does. */
export function createAuthorization(
  application: string,
  features: FeatureConfig[],
  clientFor: (authorization: string | undefined) => Client,
): Authorization {
  return {
    active: true,
    protects: (appId) => features.some((feature) => feature.app.includes(appId)),
    async check({ authorization, spaceId }, actions) {
      if (actions.length === 0) return {};
      const resource = `space:${spaceId}`;
      const asked = { application, resources: [resource], privileges: actions };
      const answer = await clientFor(authorization).security.hasPrivileges({ application: [asked] });
      return { ...answer.application[application]?.[resource] };
    },
  };
}

const READ = ['bulk_get', 'get', 'find', 'open_point_in_time', 'close_point_in_time'];
const WRITE = ['create', 'bulk_create', 'update', 'bulk_update', 'delete', 'bulk_delete', 'share_to_space'];

function actionsOf(featureId: string, { app, api, savedObject, ui }: FeaturePrivilege): string[] {
  const saved = (types: string[], operations: string[]) =>
    types.flatMap((type) => operations.map((operation) => `saved_object:${type}/${operation}`));
  return [
    'login:',
    ...app.map((id) => `app:${id}`),
    ...app.map((id) => `ui:navLinks/${id}`),
    ...api.map((name) => `api:${name}`),
    ...ui.map((capability) => `ui:${featureId}/${capability}`),
    ...saved(savedObject.all, [...READ, ...WRITE]),
    ...saved(savedObject.read, READ),
  ];
}

/** The actions of each privilege that a role can be given, by Kibana's names. */
export function privilegesOf(features: FeatureConfig[]): Record<string, string[]> {
  const every = (level: 'all' | 'read') =>
    features.flatMap(({ id, privileges }) => actionsOf(id, privileges[level]));
  const manage = ['space:manage'];
  const base = {
    all: [...every('all'), ...manage],
    space_all: every('all'),
    read: every('read'),
    space_read: every('read'),
  };
  const own = features.flatMap(({ id, privileges }) => [
    [`feature_${id}.all`, actionsOf(id, privileges.all)] as const,
    [`feature_${id}.read`, actionsOf(id, privileges.read)] as const,
  ]);
  return { ...base, ...Object.fromEntries(own) };
}

/**
 * Registers the privileges with Elasticsearch. Actions that are registered already stay: replacing the privileges of a
 * real Kibana under the same application would take rights from its users.
 */
export async function registerPrivileges(
  internal: Client,
  application: string,
  features: FeatureConfig[],
): Promise<void> {
  const present = await internal.security.getPrivileges({ application }, { ignore: [404] });
  const wanted = Object.entries(privilegesOf(features)).map(([name, actions]) => {
    const before = present[application]?.[name]?.actions ?? [];
    const all: string[] = [...new Set([...before, ...actions])];
    return [name, { application, name, actions: all, metadata: {} }] as const;
  });
  await internal.security.putPrivileges({ privileges: { [application]: Object.fromEntries(wanted) } });
}
