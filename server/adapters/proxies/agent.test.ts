import http from 'node:http';
import https from 'node:https';
import { createServer as createTlsServer } from 'node:tls';
import { createTestAuthority } from '../../../test/certificates';
import { startConnectProxy } from '../../../test/connect_proxy';
import { listenOnLoopback } from '../../../test/loopback';
import { startSocksServer } from '../../../test/socks_server';

import { createAgent } from './agent';

const LOGIN = { user: 'ada', password: 'PLANTED_password_of_a_proxy' };
const TOKEN = 'PLANTED_token_in_a_path';

/** As it is loaded by a Kibana that was started with DEBUG, for everything that a library may write. */
async function loadedWithDebug(): Promise<typeof import('./agent')> {
  jest.resetModules();
  process.env['DEBUG'] = '*';
  process.env['DEBUG_SHOW_HIDDEN'] = 'true';
  return import('./agent');
}

afterEach(() => {
  delete process.env['DEBUG'];
  delete process.env['DEBUG_SHOW_HIDDEN'];
});

it.each([
  ['http', false],
  ['http', true],
  ['https', true],
  ['socks5h', false],
  ['socks5', true],
])('by %s, over TLS: %p: nothing of it is in the log, also where DEBUG is set', async (kind, isTls) => {
  const rules = { to: 9, login: LOGIN };
  const proxy = kind.startsWith('socks') ? await startSocksServer(rules) : await startConnectProxy(rules);
  const log = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  try {
    const { createAgent } = await loadedWithDebug();
    const proxyUrl = `${kind}://${LOGIN.user}:${LOGIN.password}@127.0.0.1:${proxy.port}`;
    const agent = createAgent({ isTls, proxyUrl, timeoutMs: 5_000 });
    await new Promise<void>((resolve) => {
      const options = { host: '127.0.0.1', port: 9, path: `/bot${TOKEN}/getMe`, agent };
      const request = (isTls ? https : http).get(options, (response) => response.resume());
      request.on('error', () => undefined).on('close', () => resolve());
      request.setTimeout(500, () => request.destroy());
    });
    const basic = Buffer.from(`${LOGIN.user}:${LOGIN.password}`).toString('base64');
    const written = log.mock.calls.map(([text]) => String(text)).join('\n');
    for (const secret of [LOGIN.password, basic, TOKEN]) expect(written).not.toContain(secret);
  } finally {
    log.mockRestore();
    await proxy.close();
  }
});

it.each([true, false])(
  'a proxy over TLS is told by which name it is asked; to a far side over TLS: %p',
  async (isTls) => {
    const asked: string[] = [];
    const proxy = await listenOnLoopback(
      createTlsServer({
        ...createTestAuthority().issue(['localhost']),
        SNICallback: (name, done) => {
          asked.push(name);
          done(null);
        },
      }),
    );
    const agent = createAgent({ isTls, proxyUrl: `https://localhost:${proxy.port}`, timeoutMs: 5_000 });
    await new Promise<void>((resolve) => {
      const request = (isTls ? https : http).get({ host: 'far.invalid', agent });
      request.on('error', () => undefined).on('close', () => resolve());
    });
    await proxy.close();
    expect(asked).toEqual(['localhost']);
  },
);
