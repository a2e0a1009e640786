import { MINUTE } from '../../../test/builders';
import { clockProblems } from './clock_problem';

describe('clocks that are ahead', () => {
  it('are no problem where there are none', () => expect(clockProblems(null)).toEqual([]));

  it.each([
    [{ host: 'DC07', hosts: 1, by: 180 * MINUTE }, 'The clock of DC07 is ahead by up to 180 minutes'],
    [
      { host: 'DC07', hosts: 12, by: 90_000 },
      'The clocks of 12 hosts, DC07 among them, are ahead by up to 2 minutes',
    ],
    [{ host: null, hosts: 1, by: 61_000 }, 'The clock of a host without a name is ahead by up to 1 minute:'],
  ])('%j are told: %s', (ahead, message) => {
    const [problem] = clockProblems(ahead);
    expect(problem).toMatchObject({ code: 'clock_ahead', severity: 'warning' });
    expect(problem?.message).toContain(message);
  });
});
