import type { CoreSetup } from '../kibana_contracts/browser';
import { plugin } from './';

jest.mock('./application', () => ({ renderApp: jest.fn(() => () => undefined) }));

const coreWith = (register: jest.Mock) =>
  ({
    application: { register },
    getStartServices: async () => [{ fake: 'start' }, {}, {}],
  }) as unknown as CoreSetup;

it('registers the app in the Security category', () => {
  const register = jest.fn();
  plugin().setup(coreWith(register));
  expect(register.mock.calls[0]?.[0]).toMatchObject({
    id: 'bruteForceAlerts',
    title: 'Brute force alerts',
    category: { id: 'securitySolution' },
  });
});

it('returns how to remove the page', async () => {
  const register = jest.fn();
  plugin().setup(coreWith(register));
  await expect(register.mock.calls[0]?.[0].mount({})).resolves.toBeInstanceOf(Function);
});

it('never lets an error out, which would take the whole Kibana down', () => {
  const log = jest.spyOn(console, 'error').mockImplementation();
  const failing = coreWith(
    jest.fn(() => {
      throw new Error('changed contract');
    }),
  );
  expect(() => plugin().setup(failing)).not.toThrow();
  expect(() => plugin().start()).not.toThrow();
  expect(log).toHaveBeenCalledTimes(1);
  log.mockRestore();
});
