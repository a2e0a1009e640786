import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { dirname } from 'node:path';
import { startElasticsearch } from './elasticsearch';
import { call } from './elasticsearch_parts/readiness';

interface NodeSettings {
  nodes: Record<string, { settings: { path: { data: string } } }>;
}

/** Of this very run: others may be going on beside it. */
async function folderOf(url: string): Promise<string> {
  const answer = (await (await call(url, '/_nodes/settings', {})).json()) as NodeSettings;
  const [node] = Object.values(answer.nodes);
  return dirname(node?.settings.path.data ?? '');
}

/** By Linux's own list, because a bare machine has no `ps`. */
const processesIn = (folder: string) =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && commandLine(name).includes(`${folder}/`))
    .map(Number);

function commandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

describe('startElasticsearch', () => {
  it('answers, takes a document, finds it, and leaves neither process nor folder', async () => {
    const node = await startElasticsearch({ shortLived: true });
    const folder = await folderOf(node.url);
    expect(existsSync(folder)).toBe(true);
    expect(processesIn(folder)).not.toEqual([]);

    const body = { account: 'guest' };
    await call(node.url, '/logons/_doc?refresh=true', { method: 'POST', body });
    const found = await call(node.url, '/logons/_search?q=account:guest', {});
    expect(await found.json()).toMatchObject({ hits: { hits: [{ _source: body }] } });

    await node.stop();
    expect(existsSync(folder)).toBe(false);
    expect(processesIn(folder)).toEqual([]);
  }, 180_000);

  it('names the port that is taken', async () => {
    const holder = createServer();
    await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve));
    const { port } = holder.address() as AddressInfo;
    await expect(startElasticsearch({ port })).rejects.toThrow(`Port ${port} on 127.0.0.1 is taken`);
    await new Promise((resolve) => holder.close(resolve));
  });

  it('lets nobody in without a password, and gives Kibana the rights of Kibana', async () => {
    const node = await startElasticsearch({ security: true, shortLived: true });
    const user = { username: node.kibanaUsername ?? '', password: node.kibanaPassword ?? '' };
    const write = (index: string) =>
      call(node.url, `/${index}/_doc`, { user, method: 'POST', body: { a: 1 } });
    expect((await call(node.url, '/_cluster/health', {})).status).toBe(401);
    expect((await write('.kibana-own')).status).toBe(201);
    expect((await write('winlogbeat-foreign')).status).toBe(403);
    await node.stop();
  }, 180_000);
});
