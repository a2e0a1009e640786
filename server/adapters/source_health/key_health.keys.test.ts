import type { Problem } from '../../../common/status/problems';
import type { AuthorityState, StatusResponse } from '../../../common/status/status';
import { eventually } from '../../../test/eventually';
import { KeyedSpace } from '../../../test/keyed_space';
import { describeSecured, SecuredElasticsearch, type TestKey } from '../../../test/secured';
import { createWinlogbeatIndex } from '../../../test/winlogbeat';

jest.setTimeout(60_000);

const READ = ['read', 'view_index_metadata'] as const;
/** Not about rights: there is no Telegram, and the events of these indices are as old as the fixed time. */
const BESIDE_THE_POINT = ['no_channel', 'source_silent'];

describeSecured('the health of a key, on a real Elasticsearch', () => {
  const es = new SecuredElasticsearch();
  const pattern = `win-*-${es.id}`;
  const index = (name: string) => `win-${name}-${es.id}`;
  const alias = `logons-${es.id}`;
  const behind = (name: string) => `behind-${name}-${es.id}`;
  const all = [pattern, alias, behind('*')];
  let space: KeyedSpace;
  let key: TestKey;
  let serial = 0;

  const codes = ({ problems }: StatusResponse) =>
    problems.map(({ code }) => code).filter((code) => !BESIDE_THE_POINT.includes(code));
  const found = (status: StatusResponse, code: string): Problem => {
    const problem = status.problems.find((one) => one.code === code);
    if (!problem) throw new Error(`${code} is not among ${codes(status).join()}`);
    return problem;
  };
  const knowsNoKey = (status: StatusResponse) => {
    const text = JSON.stringify(status);
    for (const secret of [key.id, key.encoded]) expect(text).not.toContain(secret);
  };

  beforeAll(async () => {
    const own = [{ names: all, privileges: [...READ] }];
    await es.makeUser('reader', own);
  });
  beforeEach(async () => {
    for (const name of ['a', 'b']) await createWinlogbeatIndex(es.admin, index(name));
    for (const name of ['1', '2']) await createWinlogbeatIndex(es.admin, behind(name));
    const actions = ['1', '2'].map((name) => ({ add: { index: behind(name), alias } }));
    await es.admin.indices.updateAliases({ actions });
    space = new KeyedSpace(es, `${es.id}-${(serial += 1)}`, [pattern, alias]);
    key = await es.grantKey('reader', all);
    space.apiKey = key.encoded;
    const well = await space.runAgain();
    expect([well.state, well.authority.state, codes(well)]).toEqual(['running', 'working', []]);
    expect(well.sources.map(({ indices }) => indices)).toEqual([2, 2]);
  });
  afterEach(async () => {
    const indices = [index('a'), index('b'), behind('1'), behind('2')];
    for (const one of indices) await es.admin.indices.delete({ index: one }, { ignore: [404] });
  });
  afterAll(() => es.remove());

  describe('a key that Elasticsearch does not take', () => {
    const refusesWith = (client: TestKey['client']) =>
      client.search({ index: pattern }).then(
        () => 200,
        (error: { statusCode?: number }) => error.statusCode,
      );
    const wrongSecret = () => Buffer.from(`${key.id}:not-its-secret-at-all`).toString('base64');
    const noSuchKey = () => Buffer.from(`no-such-key-${es.id}:secret`).toString('base64');

    it.each<[AuthorityState, string, () => Promise<string>]>([
      [
        'expired',
        'key_expired',
        async () => {
          const { encoded, client } = await es.grantKey('reader', all, '1s');
          await eventually('the key to expire', async () => (await refusesWith(client)) === 401);
          return encoded;
        },
      ],
      [
        'revoked',
        'key_revoked',
        async () => {
          await es.admin.security.invalidateApiKey({ ids: [key.id] });
          return key.encoded;
        },
      ],
      ['unknown', 'key_unknown', async () => noSuchKey()],
      ['refused', 'es_unauthorized', async () => wrongSecret()],
    ])('%s', async (state, code, make) => {
      space.apiKey = await make();
      const status = await space.runAgain();
      expect([status.state, status.authority.state, codes(status)[0]]).toEqual(['failing', state, code]);
      expect(found(status, code)).toMatchObject({ severity: 'error' });
      expect(found(status, code).remedy).toMatch(/^Renew the key/);
      knowsNoKey(status);

      await space.renew((await es.grantKey('reader', all)).encoded);
      expect((await space.status()).authority.state).toBe('unchecked');
      const renewed = await space.runAgain();
      expect([renewed.state, renewed.authority.state, codes(renewed)]).toEqual(['running', 'working', []]);
    });
  });

  it('missing: none is stored', async () => {
    space.apiKey = null;
    const status = await space.runAgain();
    expect([status.state, status.authority.state, codes(status)]).toEqual([
      'failing',
      'missing',
      ['no_api_key'],
    ]);
  });

  it('undecryptable', async () => {
    space.undecryptable = true;
    const status = await space.runAgain();
    expect([status.authority.state, codes(status)]).toEqual(['undecryptable', ['undecryptable']]);
  });

  it('security is off by now: the key is not used', async () => {
    space.securityOn = false;
    const status = await space.runAgain();
    expect([status.authority.state, codes(status)]).toEqual(['security_off', ['security_off']]);
  });

  it.each<[string, () => Promise<unknown>]>([
    ['disabled', () => es.admin.security.disableUser({ username: es.named('reader') })],
    ['deleted', () => es.admin.security.deleteUser({ username: es.named('reader') })],
  ])('goes on working after its owner was %s: Elasticsearch says nothing of it', async (_name, leave) => {
    await leave();
    try {
      const status = await space.runAgain();
      expect([status.authority.state, codes(status)]).toEqual(['working', []]);
    } finally {
      await es.makeUser('reader', [{ names: all, privileges: [...READ] }]);
    }
  });

  describe('an index that was readable', () => {
    const narrowTo = (names: string[]) =>
      es.as('reader').security.updateApiKey({
        id: key.id,
        role_descriptors: { read_events: { indices: [{ names, privileges: [...READ] }] } },
      });

    it.each<[string, () => Promise<unknown>]>([
      ['was deleted', () => es.admin.indices.delete({ index: index('b') })],
      ['behind an alias was deleted', () => es.admin.indices.delete({ index: behind('2') })],
      [
        'was taken out of its alias',
        () => es.admin.indices.updateAliases({ actions: [{ remove: { index: behind('2'), alias } }] }),
      ],
    ])('and %s is no alarm, and is forgotten', async (_name, go) => {
      await go();
      for (const _run of [1, 2]) {
        const status = await space.runAgain();
        expect([status.authority.state, codes(status)]).toEqual(['working', []]);
        expect(status.sources.map(({ indices }) => indices).sort()).toEqual([1, 2]);
      }
    });

    it.each<[string, string, string]>([
      ['closed', index('b'), pattern],
      ['closed behind an alias', behind('1'), alias],
    ])('and is %s is a warning that names it, until it is open again', async (_name, closed, of) => {
      await es.admin.indices.close({ index: closed });
      for (const _run of [1, 2]) {
        const status = await space.runAgain();
        expect([status.state, status.authority.state, codes(status)]).toEqual([
          'running',
          'working',
          ['index_closed'],
        ]);
        expect(found(status, 'index_closed')).toMatchObject({ severity: 'warning' });
        for (const name of [closed, `"${of}"`]) expect(found(status, 'index_closed').message).toContain(name);
        expect(status.sources.find(({ pattern: one }) => one === of)?.indices).toBe(1);
      }
      await es.admin.indices.open({ index: closed });
      expect(codes(await space.runAgain())).toEqual([]);
    });

    it('and is closed behind an alias is named also while another one there was deleted', async () => {
      await es.admin.indices.close({ index: behind('1') });
      await es.admin.indices.delete({ index: behind('2') });
      const { message } = found(await space.runAgain(), 'index_closed');
      expect([message.includes(behind('1')), message.includes(behind('2'))]).toEqual([true, false]);
    });

    it('and may no longer be read is an error that names index and pattern, until it may again', async () => {
      await narrowTo([index('b'), alias, behind('*')]);
      for (const _run of [1, 2]) {
        const status = await space.runAgain();
        expect([status.state, status.authority.state, codes(status)]).toEqual([
          'failing',
          'too_weak',
          ['index_right_lost'],
        ]);
        const { message, severity } = found(status, 'index_right_lost');
        expect(severity).toBe('error');
        expect([message.includes(index('a')), message.includes(index('b'))]).toEqual([true, false]);
        expect(message).toContain(`"${pattern}"`);
      }
      await narrowTo(all);
      const again = await space.runAgain();
      expect([again.state, again.authority.state, codes(again)]).toEqual(['running', 'working', []]);
    });

    it('and may no longer be read by its alias is an error too', async () => {
      await narrowTo([pattern, behind('*')]);
      const status = await space.runAgain();
      expect([status.state, status.authority.state]).toEqual(['failing', 'too_weak']);
      const { message } = found(status, 'index_right_lost');
      for (const name of [behind('1'), behind('2'), `"${alias}"`]) expect(message).toContain(name);
    });

    it('stays an alarm also after the index was deleted: nobody with this key can know', async () => {
      await narrowTo([index('b'), alias, behind('*')]);
      await space.runAgain();
      await es.admin.indices.delete({ index: index('a') });
      expect((await space.runAgain()).authority.state).toBe('too_weak');
      await space.renew((await es.grantKey('reader', all)).encoded);
      expect(codes(await space.runAgain())).toEqual([]);
    });

    it('and is blocked for reading fails the run, and says that it is no matter of rights', async () => {
      await es.admin.indices.putSettings({ index: index('b'), settings: { 'index.blocks.read': true } });
      const status = await space.runAgain();
      expect([status.state, status.authority.state, codes(status)]).toEqual([
        'failing',
        'working',
        ['es_blocked'],
      ]);
    });
  });

  it('a right on an alias alone is too weak to read page by page, and refused at the first look', async () => {
    await space.renew((await es.grantKey('reader', [pattern, alias])).encoded);
    const status = await space.runAgain();
    expect([status.state, status.authority.state]).toEqual(['failing', 'too_weak']);
    expect(found(status, 'pattern_by_alias_only').message).toContain(`"${alias}"`);
    expect(status.sources[0]).toMatchObject({ pattern, indices: 2 });
  });

  it('a fresh key that can read nothing is too weak from the first look on', async () => {
    await es.makeUser('nobody');
    await space.renew((await es.grantKey('nobody', [pattern, alias])).encoded);
    const status = await space.runAgain();
    expect([status.state, status.authority.state]).toEqual(['failing', 'too_weak']);
    expect(codes(status)).toContain('pattern_unreadable');
  });
});
