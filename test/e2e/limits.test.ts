import { API } from '../../common/api/api';
import { telegramChannel } from '../channels';
import { BOT_TOKEN, problemsOf, TestSpace } from './harness';

jest.setTimeout(120_000);

it('the eleventh test message within a minute: 429, and when to try again', async () => {
  const other = await TestSpace.create();
  try {
    const body = { channel: telegramChannel('1005'), secrets: { botToken: BOT_TOKEN } };
    const send = () => other.kibana.call('POST', API.testChannel, body);
    for (let n = 0; n < 10; n += 1) expect((await send()).status).toBe(200);
    const eleventh = await send();
    expect(eleventh.status).toBe(429);
    expect(problemsOf(eleventh)).toMatchObject([
      { code: 'too_many_requests', remedy: expect.stringMatching(/^Wait ([1-5]?\d|60) seconds?, then/) },
    ]);
  } finally {
    await other.remove();
  }
});
