import { API } from '../../common/api';
import { FakeServices } from '../../test/fake_services';
import { addAlertRoutes } from './alert_routes';
import { onceMore } from './once_more';

const errorWith = (statusCode: number) =>
  Object.assign(new Error('no shard is there'), { name: 'ResponseError', statusCode });

describe('what pages ask for', () => {
  /** Fails with these statuses, one a call, and answers then. */
  const readingAfter = (...statuses: number[]) => {
    const services = new FakeServices().services();
    const read = jest.fn(async () => {
      const status = statuses[read.mock.calls.length - 1];
      if (status !== undefined) throw errorWith(status);
      return 'read';
    });
    return { read, answer: onceMore(services, read) };
  };

  it.each<[string, number[], string, number]>([
    ['is read once where it can be', [], 'read', 1],
    ['is read again where Elasticsearch could not: an index starts', [503], 'read', 2],
    ['is not read a third time', [503, 503], '503', 2],
    ['is not read again where it was refused', [403], '403', 1],
  ])('%s', async (_what, statuses, expected, reads) => {
    const { read, answer } = readingAfter(...statuses);
    const found = await answer.catch((error: { statusCode: number }) => String(error.statusCode));
    expect([found, read.mock.calls.length]).toEqual([expected, reads]);
  });

  it('is answered after a wait, and told to be unavailable where that was not enough', async () => {
    const kibana = new FakeServices(addAlertRoutes);
    kibana.failing.set('page', errorWith(503));
    kibana.onWait = () => kibana.failing.clear();
    expect((await kibana.ask('GET', API.alerts)).status).toBe(200);
    kibana.failing.set('page', errorWith(503));
    kibana.onWait = () => undefined;
    expect((await kibana.ask('GET', API.alerts)).status).toBe(503);
  });
});
