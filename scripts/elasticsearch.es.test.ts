import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { startElasticsearch } from './elasticsearch';
import { call } from './elasticsearch_parts/readiness';

const runFolders = () => readdirSync('/tmp').filter((name) => name.startsWith('brute-force-alerts-es-'));
const processesIn = (folder: string) =>
  execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line.includes(`/${folder}/`));

describe('startElasticsearch', () => {
  it('answers, takes a document, finds it, and leaves neither process nor folder', async () => {
    const before = runFolders();
    const node = await startElasticsearch();
    const [own = ''] = runFolders().filter((name) => !before.includes(name));
    expect(processesIn(own)).not.toEqual([]);

    const body = { account: 'guest' };
    await call(node.url, '/logons/_doc?refresh=true', { method: 'POST', body });
    const found = await call(node.url, '/logons/_search?q=account:guest', {});
    expect(await found.json()).toMatchObject({ hits: { hits: [{ _source: body }] } });

    await node.stop();
    expect(runFolders()).not.toContain(own);
    expect(processesIn(own)).toEqual([]);
  }, 180_000);

  it('names the port that is taken', async () => {
    const holder = createServer();
    await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve));
    const { port } = holder.address() as AddressInfo;
    await expect(startElasticsearch({ port })).rejects.toThrow(`Port ${port} on 127.0.0.1 is taken`);
    await new Promise((resolve) => holder.close(resolve));
  });
});
