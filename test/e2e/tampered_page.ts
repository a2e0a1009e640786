import type { Page } from 'playwright-core';

/**
 * What is hidden from our app the next time it is opened, as paths of names. Other code in the page still gets
 * everything.
 */
export interface Tampering {
  /** Of the shared dependencies, like `React` or `ElasticEui.EuiLink`. */
  shared?: string;
  /** Of `core` in setup. */
  core?: string;
  /** Of `core` in start. */
  start?: string;
  /** Of the parameters of the mount. */
  params?: string;
}

const ENTRY = /bruteForceAlerts\.plugin\.js$/;

/**
 * Wraps our plugin so that the things named in `tampering` are missing for it alone. The code is added to the file of
 * the plugin's entry, so it works in the sandbox and in Kibana alike.
 */
export async function tamper(page: Page, tampering: Tampering = {}): Promise<void> {
  await page.route(ENTRY, async (route) => {
    const response = await route.fetch();
    const added = `;window.tampering = ${JSON.stringify(tampering)};(${wrapPlugin.toString()})();`;
    await route.fulfill({ response, body: (await response.text()) + added });
  });
}

/** Hides something else from now on. It takes effect when the app is opened anew. */
export const tamperWith = (page: Page, tampering: Tampering): Promise<void> =>
  page.evaluate((given) => {
    (window as unknown as { tampering: Tampering }).tampering = given;
  }, tampering);

/** Runs in the page. Everything that it needs is inside. */
function wrapPlugin(): void {
  type Part = Record<string, unknown>;
  type Register = (app: Part) => void;
  const globals = window as unknown as {
    tampering: Tampering;
    __kbnSharedDeps__: Part;
    __kbnBundles__: { get(key: string): unknown };
  };
  const without = (value: unknown, [name, ...rest]: string[]): unknown =>
    name === undefined
      ? value
      : new Proxy(Object.create(null) as Part, {
          get: (_, key) => {
            const member: unknown = Reflect.get(value as object, key);
            if (key === name) return rest.length > 0 ? without(member, rest) : undefined;
            return typeof member === 'function' ? (member.bind(value) as unknown) : member;
          },
        });
  const given = (whose: keyof Tampering, value: unknown) =>
    without(value, globals.tampering[whose]?.split('.') ?? []);

  const dependencies = globals.__kbnSharedDeps__;
  const mountWith = (mount: (params: unknown) => unknown) => (params: unknown) => {
    globals.__kbnSharedDeps__ = given('shared', dependencies) as Part;
    return mount(given('params', params));
  };
  const coreFor = (core: Part) => {
    const { register } = core.application as { register: Register };
    const application = {
      register: (app: Part) => register({ ...app, mount: mountWith(app.mount as () => unknown) }),
    };
    const getStartServices = async () => {
      const [start, ...others] = await (core.getStartServices as () => Promise<unknown[]>)();
      return [given('start', start), ...others];
    };
    const whole: Part = { application, getStartServices };
    return new Proxy(whole, { get: (_, key) => Reflect.get(given('core', whole) as object, key) as unknown });
  };
  const { get } = globals.__kbnBundles__;
  globals.__kbnBundles__.get = (key) => {
    const exported = get(key);
    if (key !== 'plugin/bruteForceAlerts/public') return exported;
    const { plugin } = exported as { plugin(context: unknown): { setup(core: unknown): void } };
    return {
      plugin: (context: unknown) => {
        const made = plugin(context);
        return { ...made, setup: (core: Part) => made.setup(coreFor(core)) };
      },
    };
  };
}
