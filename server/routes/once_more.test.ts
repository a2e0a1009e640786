import { API } from '../../common/api/api';
import { FakeServices } from '../../test/fake_services';
import { addListRoutes } from './alerts/list_routes';
import { onceMore } from './once_more';

const errorWith = (statusCode: number) =>
  Object.assign(new Error('no shard is there'), { name: 'ResponseError', statusCode });
const BROKEN = Object.assign(new Error('socket hang up'), { name: 'ConnectionError' });
const SLOW = Object.assign(new Error('timed out'), { name: 'TimeoutError' });

describe('what pages ask for', () => {
  /** Fails with these, one a call, and answers then. */
  const readingAfter = (...errors: Error[]) => {
    const services = new FakeServices().services();
    const read = jest.fn(async () => {
      const error = errors[read.mock.calls.length - 1];
      if (error) throw error;
      return 'read';
    });
    return { read, answer: onceMore(services, read) };
  };

  it.each<[string, Error[], string, number]>([
    ['is read once where it can be', [], 'read', 1],
    ['is read again where Elasticsearch could not: an index starts', [errorWith(503)], 'read', 2],
    ['is read again where the connection broke', [BROKEN], 'read', 2],
    ['is not read a third time', [errorWith(503), BROKEN], 'ConnectionError', 2],
    ['is not read again where it was refused', [errorWith(403)], 'ResponseError', 1],
    ['is not read again where the answer came too late', [SLOW], 'TimeoutError', 1],
  ])('%s', async (_what, errors, expected, reads) => {
    const { read, answer } = readingAfter(...errors);
    const found = await answer.catch((error: Error) => error.name);
    expect([found, read.mock.calls.length]).toEqual([expected, reads]);
  });

  it('is answered after a wait, and told to be unavailable where that was not enough', async () => {
    const kibana = new FakeServices(addListRoutes);
    kibana.failing.set('find', errorWith(503));
    kibana.onWait = () => kibana.failing.clear();
    expect((await kibana.ask('GET', API.alerts)).status).toBe(200);
    kibana.failing.set('find', errorWith(503));
    kibana.onWait = () => undefined;
    expect((await kibana.ask('GET', API.alerts)).status).toBe(503);
  });
});
