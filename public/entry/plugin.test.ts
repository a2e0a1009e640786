import type { AppMountParameters, CoreSetup } from '../../kibana_contracts/browser';
import { plugin as exportedPlugin } from '..';
import { AppNotLoaded } from './load_app';
import type { Opening } from './open_app';
import { createPlugin } from './plugin';
import { showProblem } from './problem_page';
import type { ProblemText } from './problem_words';

jest.mock('./problem_page', () => ({ showProblem: jest.fn() }));

const shown = jest.mocked(showProblem);
const act = () => undefined;
const START = {
  http: { basePath: { prepend: act }, get: act, post: act, put: act },
  application: { capabilities: {} },
  chrome: { setBreadcrumbs: act, docTitle: { change: act } },
  notifications: { toasts: { addSuccess: act } },
  theme: { theme$: { subscribe: act } },
};
const PARAMETERS = {
  element: {},
  history: { location: {}, push: act, replace: act, listen: act, createHref: act },
  onAppLeave: act,
} as unknown as AppMountParameters;

type App = Parameters<CoreSetup['application']['register']>[0];

function setUp(core: object = {}, opening: Partial<Opening> = {}) {
  const register = jest.fn<void, [App]>();
  const started = createPlugin({
    context: { env: { packageInfo: { version: '8.12.2' } } },
    globals: {},
    load: async () => ({ renderApp: jest.fn(() => act) }),
    ...opening,
  });
  started.setup({ application: { register }, getStartServices: async () => [START], ...core } as never);
  return { app: register.mock.calls[0]?.[0], register, started };
}

let log: jest.SpyInstance;
beforeEach(() => {
  log = jest.spyOn(console, 'error').mockImplementation();
  shown.mockReset().mockReturnValue(act);
});
afterEach(() => log.mockRestore());

const problemShown = (): ProblemText | undefined => shown.mock.calls[0]?.[1];

it('what Kibana asks for is there: a function that gives setup and start', () => {
  const made = exportedPlugin({ env: { packageInfo: { version: '8.12.2' } } });
  expect(made).toMatchObject({ setup: expect.any(Function), start: expect.any(Function) });
});

it('registers the app in the Security category', () => {
  expect(setUp().app).toMatchObject({
    id: 'bruteForceAlerts',
    title: 'Brute force alerts',
    category: { id: 'securitySolution' },
  });
});

it('opens the app and returns how to remove it, also where removing fails', async () => {
  const unmount = jest.fn(() => {
    throw new Error('React is gone');
  });
  const renderApp = jest.fn(() => unmount);
  const { app } = setUp({}, { load: async () => ({ renderApp }) });
  const remove = await app?.mount(PARAMETERS);
  expect(renderApp).toHaveBeenCalledWith(START, PARAMETERS);
  expect(remove).not.toThrow();
  expect(unmount).toHaveBeenCalledTimes(1);
  expect(shown).not.toHaveBeenCalled();
});

it.each<[string, unknown]>([
  ['nothing', undefined],
  ['null', null],
  ['no application', {}],
  [
    'a register that throws',
    {
      application: {
        register: () => {
          throw new Error('changed contract');
        },
      },
    },
  ],
])('never lets an error out of setup or start: a core of %s', (_, core) => {
  const { started } = setUp();
  expect(() => started.setup(core as CoreSetup)).not.toThrow();
  expect(() => started.start()).not.toThrow();
  expect(() => started.stop()).not.toThrow();
  expect(log).toHaveBeenCalledTimes(1);
});

const failing = (error: unknown) => async () => {
  throw error;
};

it.each<[string, object, Partial<Opening>, string]>([
  ['start services are gone', { getStartServices: undefined }, {}, 'core.getStartServices'],
  ['start services fail', { getStartServices: failing(new Error('No start')) }, {}, 'No start'],
  ['a part of core is gone', { getStartServices: async () => [{ ...START, http: {} }] }, {}, 'core.http.get'],
  ['the app does not arrive', {}, { load: failing(new AppNotLoaded('404')) }, '404'],
  ['the app throws', {}, { load: failing('odd') }, 'odd'],
])('shows a page of plain elements where %s', async (_, core, opening, detail) => {
  const remove = await setUp(core, opening).app?.mount(PARAMETERS);
  expect(problemShown()?.details).toContain(detail);
  expect(remove).not.toThrow();
});

it('is silent and does not reject where there is not even an element', async () => {
  shown.mockImplementation(() => {
    throw new Error('no element');
  });
  const remove = await setUp().app?.mount(undefined as never);
  expect(remove).not.toThrow();
});
