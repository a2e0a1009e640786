import type { AppMountParameters, CoreSetup, CoreStart } from '../../kibana_contracts/browser';

/** What a value must have: the kind of each member, nested like the value itself. */
export interface Shape {
  [name: string]: 'function' | 'object' | Shape;
}

type AnyFunction = (...given: never[]) => unknown;

/** Members that are checked no further, because they are objects of the browser or are looked up by name. */
type Leaf<T> = T extends HTMLElement | AppMountParameters['history']['location']
  ? true
  : string extends keyof T
    ? true
    : false;

/**
 * The shape of a contract. The type requires every member of the contract, so a member that is added to it must be
 * added below.
 */
type ShapeOf<T> = {
  [K in keyof T]: T[K] extends AnyFunction ? 'function' : Leaf<T[K]> extends true ? 'object' : ShapeOf<T[K]>;
};

/** What the app uses of `core` in setup, besides `application.register`, without which there is no app at all. */
export const CORE_SETUP: ShapeOf<Omit<CoreSetup, 'application'>> = { getStartServices: 'function' };

/** What the app uses of `core` in start. */
export const CORE_START: ShapeOf<CoreStart> = {
  http: { basePath: { prepend: 'function' }, get: 'function', post: 'function', put: 'function' },
  application: { capabilities: 'object' },
  chrome: { setBreadcrumbs: 'function', docTitle: { change: 'function' } },
  notifications: { toasts: { addSuccess: 'function' } },
  theme: { theme$: { subscribe: 'function' } },
};

/** What the app uses of the parameters that it is mounted with. */
export const MOUNT_PARAMETERS: ShapeOf<AppMountParameters> = {
  element: 'object',
  history: {
    location: 'object',
    push: 'function',
    replace: 'function',
    listen: 'function',
    createHref: 'function',
  },
  onAppLeave: 'function',
};

/** Names of what a value lacks of a shape, like `core.http.get`. Empty where it lacks nothing. */
export function missingOfShape(name: string, value: unknown, shape: Shape): string[] {
  if (!isObject(value)) return [name];
  return Object.entries(shape).flatMap(([key, kind]) => {
    const member = memberOf(value, key);
    if (typeof kind === 'object') return missingOfShape(`${name}.${key}`, member, kind);
    const isThere = kind === 'function' ? typeof member === 'function' : isObject(member);
    return isThere ? [] : [`${name}.${key}`];
  });
}

/** Names of the shared dependencies, or of their members, that are missing, like `React` or `ElasticEui.EuiBadge`. */
export function missingSharedMembers(shared: unknown, needed: Record<string, string[]>): string[] {
  return Object.entries(needed).flatMap(([name, members]) => {
    const dependency = memberOf(shared, name);
    if (!isObject(dependency)) return [name];
    return members
      .filter((member) => memberOf(dependency, member) === undefined)
      .map((member) => `${name}.${member}`);
  });
}

const isObject = (value: unknown): boolean =>
  (typeof value === 'object' && value !== null) || typeof value === 'function';

/** Undefined also where reading throws, as a getter of a module that failed does. */
function memberOf(value: unknown, name: string): unknown {
  try {
    return (value as Record<string, unknown>)[name];
  } catch {
    return undefined;
  }
}
