import { suitable } from '../python_environment';
import { Tally } from './tally';
import { withVersion } from './version';

describe('the Python for Schemathesis', () => {
  it('is the first that is new enough', () => {
    const found = [
      { name: 'python3', version: '3.9' },
      { name: 'python' },
      { name: 'python3.13', version: '3.13' },
      { name: 'python3.11', version: '3.11' },
    ];
    expect(suitable(found, 'Schemathesis')).toEqual({ name: 'python3.13', version: '3.13' });
  });

  it('is named as what is missing where there is none, with what was looked at', () => {
    const old = [
      { name: 'python3', version: '3.10' },
      { name: 'python', version: '2.7' },
      { name: 'python3.11' },
    ];
    expect(() => suitable(old, 'Schemathesis')).toThrow(
      /Python 3\.11 or newer.*python3: 3\.10; python: 2\.7; python3\.11: none that runs/,
    );
  });
});

describe('a body that names a version', () => {
  const current = async () => 'now';
  it.each([
    ['gets the one of the settings', '{"version":"made up","a":1}', '{"version":"now","a":1}'],
    ['also where it says that nothing was saved', '{"version":null}', '{"version":"now"}'],
    ['is left where it is no version', '{"version":7}', '{"version":7}'],
    ['is left where it names none', '{"a":"version"}', '{"a":"version"}'],
    ['is left where it is a list', '["version"]', '["version"]'],
    ['is left where it is no JSON', '{"version":', '{"version":'],
  ])('%s', async (_name, body, expected) => {
    expect((await withVersion(Buffer.from(body), current)).toString()).toBe(expected);
  });
});

describe('the tally', () => {
  it('counts by route, caller and code, and what is no route apart', () => {
    const tally = new Tally();
    const path = '/api/brute_force_alerts/status';
    tally.count({ caller: 'read', method: 'GET', path, status: 200, codes: [] });
    tally.count({
      caller: 'read',
      method: 'GET',
      path: `${path}?a=1`,
      status: 400,
      codes: ['invalid_input'],
    });
    tally.count({ caller: 'nobody', method: 'PATCH', path, status: 404, codes: [] });
    expect(tally.total).toBe(3);
    const lines = tally
      .toText([`GET ${path}`])
      .split('\n')
      .map((line) => line.trim().split(/ {2,}/));
    expect(lines.find(([first]) => first === `GET ${path}`)?.slice(1, 4)).toEqual(['2', '1', '1']);
    expect(lines.find(([first]) => first === 'another path or method')?.[1]).toBe('1');
    expect(lines.find(([first]) => first === 'nobody')?.[1]).toBe('1');
    expect(tally.toText([])).toContain('refused: invalid_input 1');
  });

  it('shows one of the faults that are alike', () => {
    const tally = new Tally();
    const fault = { kind: 'server error', caller: 'all', detail: '500: oh' } as const;
    for (const id of ['a', 'b']) tally.faults.push({ ...fault, request: `GET /alerts?page=${id}` });
    tally.faults.push({ ...fault, request: 'GET /status' });
    expect(tally.faultsToText().match(/^\d+ × .*/gm)).toEqual([
      '2 × server error, asked by "all": GET /alerts?page=a',
      '1 × server error, asked by "all": GET /status',
    ]);
  });
});
