import { API, type SettingsView } from '../../../common/api/api';
import { ConflictError } from '../../../common/settings/conflict';
import { EMPTY_MEMORY } from '../../../common/status/memory';
import type { Problem } from '../../../common/status/problems';
import type { TickReport } from '../../../common/status/status';
import { NOW } from '../../../test/builders';
import { TEST_TOKEN } from '../../../test/background';
import { FakeServices, NEW_KEY_HEADER, OLD_KEY } from '../../../test/fake_services';
import { savedObjectsError } from '../../../test/thrown_errors';
import { memory, sourceOf, tick } from '../../../test/status_facts';
import { addSwitchRoutes } from './switch_routes';

const unreadable: Problem = {
  code: 'pattern_unreadable',
  severity: 'error',
  message: 'The right is missing.',
  remedy: 'Ask an admin.',
};
const MINTS = 'mint night winlogbeat-*';
let kibana: FakeServices;

beforeEach(() => {
  kibana = new FakeServices(addSwitchRoutes);
  kibana.save({ indexPatterns: ['winlogbeat-*'], interval: '5s' });
});
const turnOn = (version: unknown = 'v1') =>
  kibana.ask<SettingsView>('POST', API.turnOn, { body: { version } });
const turnOff = (version: unknown = 'v1') =>
  kibana.ask<SettingsView>('POST', API.turnOff, { body: { version } });
const renew = (version: unknown = 'v1') =>
  kibana.ask<SettingsView>('POST', API.renewKey, { body: { version } });
const saveTurnedOn = () => kibana.saveTurnedOn({ indexPatterns: ['winlogbeat-*'], interval: '5s' });

describe.each([
  ['turning on', turnOn],
  ['turning off', turnOff],
  ['renewing the key', renew],
])('%s is refused, and nothing was done', (_name, ask) => {
  it('where nothing is saved', async () => {
    kibana.saved = null;
    const { status, problems } = await ask();
    expect([status, problems[0]?.code, kibana.done]).toEqual([400, 'nothing_saved', []]);
  });

  it('with another version than what is saved', async () => {
    const { status, problems } = await ask('v0');
    expect([status, problems[0]?.code, kibana.done]).toEqual([409, 'conflict', []]);
  });

  it('with a version of the wrong type', async () => {
    const { status, problems } = await ask(1);
    expect([status, problems[0]?.field, kibana.done]).toEqual([400, 'version', []]);
  });
});

describe('turning on', () => {
  it('makes a key, tests it, stores it, and only then has the space looked at', async () => {
    const { status, body } = await turnOn();
    expect(status).toBe(200);
    expect(body).toMatchObject({ detectionOn: true, version: 'v2' });
    const looksAgain = ['forgetSource', 'ensureTasks', 'lookSoon'];
    expect(kibana.done).toEqual(['prepareStorage', MINTS, 'testKey', 'write', ...looksAgain]);
    expect(kibana.saved?.attributes).toMatchObject({
      apiKey: NEW_KEY_HEADER,
      authority: { kind: 'api_key', keyId: 'key-2', username: 'bert' },
    });
  });

  it('again: the old key is invalidated once, after the new one was stored', async () => {
    saveTurnedOn();
    expect((await turnOn()).status).toBe(200);
    expect(kibana.done.filter((line) => /^(write|invalidate)/.test(line))).toEqual([
      'write',
      'invalidate key-1',
    ]);
  });

  it('says no secret', async () => {
    const answer = JSON.stringify(await turnOn());
    expect(answer).not.toContain(TEST_TOKEN);
    expect(answer).not.toContain(NEW_KEY_HEADER);
  });

  it('makes no key where the caller cannot read the source', async () => {
    kibana.callerSees = { patterns: [], logons: null, problems: [unreadable] };
    const { status, problems } = await turnOn();
    expect([status, problems, kibana.done]).toEqual([400, [unreadable], []]);
  });

  it('goes on where the source has only a warning', async () => {
    kibana.callerSees = { patterns: [], logons: null, problems: [{ ...unreadable, severity: 'warning' }] };
    expect((await turnOn()).status).toBe(200);
  });

  it('makes no key where none could be stored', async () => {
    kibana.canEncrypt = false;
    const { status, problems } = await turnOn();
    expect([status, problems[0]?.code]).toEqual([400, 'no_encryption_key']);
    expect(kibana.done).toEqual(['prepareStorage']);
  });

  it('stores nothing where the key is refused', async () => {
    kibana.minting = { ok: false, problem: { ...unreadable, code: 'caller_is_api_key' } };
    const { status, problems } = await turnOn();
    expect([status, problems[0]?.code]).toEqual([400, 'caller_is_api_key']);
    expect(kibana.done).toEqual(['prepareStorage', MINTS]);
  });

  it('invalidates a key that cannot read, stores nothing, and leaves the old one', async () => {
    saveTurnedOn();
    kibana.keySees = { patterns: [], logons: null, problems: [unreadable] };
    const { status, problems } = await turnOn();
    expect([status, problems]).toEqual([400, [unreadable]]);
    expect(kibana.done).toEqual(['prepareStorage', MINTS, 'testKey', 'invalidate key-2']);
    expect(kibana.saved?.attributes.authority).toEqual(OLD_KEY);
  });

  it('invalidates a key that could not be tested', async () => {
    kibana.failing.set('testKey', new Error('away'));
    await expect(turnOn()).rejects.toThrow('away');
    expect(kibana.done).toEqual(['prepareStorage', MINTS, 'testKey', 'invalidate key-2']);
  });

  it('invalidates the new key and keeps the old one where somebody else saved meanwhile', async () => {
    saveTurnedOn();
    kibana.failing.set('write', savedObjectsError(409));
    const { status, problems } = await turnOn();
    expect([status, problems[0]?.code]).toEqual([409, 'conflict']);
    expect(kibana.done).toEqual(['prepareStorage', MINTS, 'testKey', 'write', 'invalidate key-2']);
    expect(kibana.saved?.attributes.authority).toEqual(OLD_KEY);
  });

  it('without security makes no key: Kibana reads with its own user, from now on', async () => {
    kibana.securityOn = false;
    kibana.canEncrypt = false;
    expect((await turnOn()).status).toBe(200);
    expect(kibana.done).toEqual(['prepareStorage', 'write', 'forgetSource', 'ensureTasks', 'lookSoon']);
    expect(kibana.saved?.attributes).toMatchObject({
      apiKey: null,
      authority: { kind: 'internal_user', since: NOW },
    });
  });

  it('without security invalidates the key of the time with it', async () => {
    saveTurnedOn();
    kibana.securityOn = false;
    await turnOn();
    expect(kibana.done).toContain('invalidate key-1');
  });

  it.each([
    ['the mark, so that nothing is skipped', memory({ lastTick: tick({ outcome: 'failed' }) })],
    [
      'nothing where no run was ever good',
      memory({ watermark: null, lastTick: tick({ outcome: 'failed' }) }),
    ],
  ])('keeps %s, and forgets what was wrong', async (_what, before) => {
    kibana.memory = before;
    kibana.source = sourceOf(NOW);
    await turnOn();
    expect([kibana.memory, kibana.source]).toEqual([{ ...before, lastTick: null }, null]);
  });

  it('leaves what a run wrote meanwhile', async () => {
    kibana.memory = memory();
    kibana.failing.set('remember', new ConflictError('written since'));
    expect((await turnOn()).status).toBe(200);
    expect(kibana.done).toContain('lookSoon');
  });

  it('does not hide another failure to write', async () => {
    kibana.memory = memory();
    kibana.failing.set('remember', new Error('disk full'));
    await expect(turnOn()).rejects.toThrow('disk full');
  });
});

describe('renewing the key', () => {
  beforeEach(saveTurnedOn);

  it("tests the caller's key, stores it, then invalidates the old one and runs", async () => {
    kibana.memory = memory({ lastTick: tick({ outcome: 'failed' }) });
    const { status, body } = await renew();
    expect([status, body.version, body.detectionOn]).toEqual([200, 'v2', true]);
    expect(kibana.done).toEqual([
      'prepareStorage',
      MINTS,
      'testKey',
      'write',
      'invalidate key-1',
      'forgetSource',
      'remember',
      'ensureTasks',
      'lookSoon',
    ]);
    expect(kibana.saved?.attributes).toMatchObject({
      apiKey: NEW_KEY_HEADER,
      authority: { kind: 'api_key', keyId: 'key-2', username: 'bert', since: NOW },
      channelSecrets: expect.stringContaining(TEST_TOKEN),
    });
    expect(kibana.memory).toMatchObject({ watermark: memory().watermark, lastTick: null });
  });

  it('is refused while detection is off: there is nothing to renew', async () => {
    kibana.save();
    const { status, problems } = await renew();
    expect([status, problems[0]?.code, kibana.done]).toEqual([400, 'detection_off', []]);
    expect(problems[0]?.remedy).not.toBe('');
  });

  it.each<[string, () => void, string]>([
    [
      'cannot read the source',
      () => (kibana.callerSees = { patterns: [], logons: null, problems: [unreadable] }),
      'pattern_unreadable',
    ],
    [
      'has a key that cannot',
      () => (kibana.keySees = { patterns: [], logons: null, problems: [unreadable] }),
      'pattern_unreadable',
    ],
    [
      'is an API key',
      () => (kibana.minting = { ok: false, problem: { ...unreadable, code: 'caller_is_api_key' } }),
      'caller_is_api_key',
    ],
    ['could not have it stored', () => (kibana.canEncrypt = false), 'no_encryption_key'],
  ])('leaves the old key where the caller %s', async (_name, given, code) => {
    given();
    const { status, problems } = await renew();
    expect([status, problems[0]?.code]).toEqual([400, code]);
    expect(kibana.saved?.attributes.authority).toEqual(OLD_KEY);
    expect(kibana.done).not.toContain('invalidate key-1');
    expect(kibana.done).not.toContain('write');
  });

  it('says no secret', async () => {
    const answer = JSON.stringify(await renew());
    expect(answer).not.toContain(TEST_TOKEN);
    expect(answer).not.toContain(NEW_KEY_HEADER);
  });

  it("remembers what the caller's roles hide of the fields that are set, for as long as that key is used", async () => {
    kibana.saveTurnedOn({ indexPatterns: ['winlogbeat-*'], fields: { account: 'who' } });
    kibana.hidden = { documents: ['winlogbeat-*'], fields: [] };
    await renew();
    expect(kibana.saved?.attributes.authority).toMatchObject({ username: 'bert', hidden: kibana.hidden });
    expect(kibana.asked).toContainEqual(['hidden', ['winlogbeat-*'], { account: 'who' }]);
  });
});

describe('turning off', () => {
  beforeEach(saveTurnedOn);

  it('stores it first, then tells the watch, forgets what was read and invalidates the key', async () => {
    const { status, body } = await turnOff();
    expect([status, body.detectionOn]).toEqual([200, false]);
    expect(kibana.done).toEqual(['write', 'lookSoon', 'invalidate key-1']);
    expect(kibana.saved?.attributes).toMatchObject({
      authority: null,
      apiKey: null,
      channelSecrets: expect.stringContaining(TEST_TOKEN),
    });
  });

  it.each<[TickReport['outcome'] | 'none', boolean]>([
    ['ok', true],
    ['partial', false],
    ['failed', false],
    ['none', false],
  ])('after a last run that was %s forgets what was read: %s', async (outcome, isForgotten) => {
    kibana.memory = memory({ lastTick: outcome === 'none' ? null : tick({ outcome }) });
    await turnOff();
    expect(kibana.done.includes('forget')).toBe(isForgotten);
    expect(kibana.memory === EMPTY_MEMORY).toBe(isForgotten);
  });

  it.each(['forget', 'forgetSource'])('invalidates the key even where %s fails', async (step) => {
    kibana.memory = memory();
    kibana.failing.set(step, new Error('away'));
    await expect(turnOff()).rejects.toThrow('away');
    expect(kibana.done[kibana.done.length - 1]).toBe('invalidate key-1');
    expect(kibana.saved?.attributes.detectionOn).toBe(false);
  });

  it('leaves the watch and the key where it could not be stored', async () => {
    kibana.failing.set('write', savedObjectsError(409));
    expect((await turnOff()).status).toBe(409);
    expect(kibana.done).toEqual(['write']);
  });

  it("has no key to invalidate where Kibana's own user read", async () => {
    kibana.save({}, { detectionOn: true, authority: { kind: 'internal_user', since: OLD_KEY.since } });
    await turnOff();
    expect(kibana.done).toEqual(['write', 'lookSoon']);
  });
});
