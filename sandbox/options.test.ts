import { checkOptions } from './options';

const zipAndNode = { zip: 'a.zip', elasticsearch: { node: 'http://127.0.0.1:9200' }, security: false };

describe('the base path', () => {
  it.each(['', '/kibana', '/a/b-c'])('may be %p', (basePath) =>
    expect(checkOptions({ ...zipAndNode, basePath }).basePath).toBe(basePath),
  );
  it.each(['kibana', '/kibana/', '/'])('is refused as %p', (basePath) =>
    expect(() => checkOptions({ ...zipAndNode, basePath })).toThrow('must start with a slash'),
  );
});

describe('how often a sandbox looks for tasks', () => {
  const options = zipAndNode;

  it('is as often as Kibana does where nothing is said', () => {
    expect(checkOptions(options).pollInterval).toBe(3_000);
  });
  it('may be more often', () => {
    expect(checkOptions({ ...options, pollInterval: 100 }).pollInterval).toBe(100);
  });
  it.each([99, 0, -1, NaN])('is refused as %d ms', (pollInterval) => {
    expect(() => checkOptions({ ...options, pollInterval })).toThrow('every 100 ms or less often');
  });
});
