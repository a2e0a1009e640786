import { Client } from '@elastic/elasticsearch';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { withoutWaiting } from './own_client';

let server: Server;
let asked: number;
let client: Client;
beforeEach(async () => {
  asked = 0;
  server = createServer(() => void (asked += 1)); // and never an answer
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  client = new Client({ node: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
});
afterEach(async () => {
  await client.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

it('gives up on an Elasticsearch that hangs', async () => {
  const own = withoutWaiting(client, 50);
  await expect(own.get({ index: 'i', id: '1' })).rejects.toMatchObject({ name: 'TimeoutError' });
});

it('asks once more, at once, where a kept connection breaks', async () => {
  server.removeAllListeners('request');
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    asked += 1;
    if (asked === 1) request.socket.destroy();
    else
      response
        .writeHead(200, { 'x-elastic-product': 'Elasticsearch', 'content-type': 'application/json' })
        .end('{}');
  });
  await expect(withoutWaiting(client).get({ index: 'i', id: '1' })).resolves.toEqual({});
});

it('asks twice where the connection breaks each time', async () => {
  server.on('request', ({ socket }: IncomingMessage) => socket.destroy());
  const get = withoutWaiting(client).get({ index: 'i', id: '1' });
  await expect(get).rejects.toMatchObject({ name: 'ConnectionError' });
  expect(asked).toBe(2);
});

it('waits no longer than 15 s, whatever the client was made with', () => {
  const child = jest.spyOn(client, 'child');
  withoutWaiting(client);
  expect(child).toHaveBeenCalledWith(expect.objectContaining({ requestTimeout: 15_000, maxRetries: 1 }));
});
