import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Secret } from '../../../common/channels/secret';
import { TEST_TOKEN } from '../../../test/background';
import { classifyTelegramFailure } from '../../notify/telegram/errors';
import { createTelegramBot } from './bot';

const TOKEN = new Secret(TEST_TOKEN);
const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function host(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

it.each([301, 302, 303, 307, 308])('a redirect (%s) to another host takes nothing along', async (status) => {
  const received: unknown[] = [];
  const other = await host((request, response) => {
    received.push(request.url);
    response.end('{"ok":true,"result":{"message_id":1}}');
  });
  const apiUrl = await host(({ url }, response) =>
    response.writeHead(status, { location: `${other}${url}` }).end(),
  );
  const api = createTelegramBot({ apiUrl, timeoutMs: 5_000 });
  const answers = [
    await api.getMe(TOKEN),
    await api.getChat(TOKEN, '-2001'),
    await api.sendMessage(TOKEN, { chatId: '-2001', plain: 'x' }),
  ];
  const codes = answers.map((answer) => !answer.ok && classifyTelegramFailure(answer.failure).code);
  expect([codes, received]).toEqual([['redirected', 'redirected', 'redirected'], []]);
});
