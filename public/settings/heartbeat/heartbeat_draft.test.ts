import { DEFAULT_SETTINGS } from '../../../common/settings/settings';
import { changedKeys, type Draft, draftOf, rebase, settingsOf, typedHeartbeatUrl } from '../draft';
import { validate } from '../field_errors';

const HEARTBEAT = { method: 'get', minutes: 5 } as const;
const URL_TO_CALL = 'https://hc-ping.com/a-secret-part-of-the-address';
const saved = { ...DEFAULT_SETTINGS, heartbeat: HEARTBEAT };
const draft = (change: Partial<Draft> = {}): Draft => ({ ...draftOf(saved), ...change });

it('never stands among the settings', () => {
  expect(settingsOf(draft({ heartbeatUrl: URL_TO_CALL }))).toEqual(saved);
});

it.each<[string, Partial<Draft>, string | undefined, string[]]>([
  ['was not touched', {}, undefined, []],
  ['is open with nothing in it', { heartbeatUrl: '' }, undefined, []],
  ['is typed', { heartbeatUrl: URL_TO_CALL }, URL_TO_CALL, ['heartbeatUrl']],
  [
    'is typed, and the heartbeat is off',
    { heartbeatUrl: URL_TO_CALL, heartbeat: null },
    undefined,
    ['heartbeat'],
  ],
])('where it %s, that is what is sent and what counts as changed', (_what, change, sent, changed) => {
  expect(typedHeartbeatUrl(draft(change))).toBe(sent);
  expect(changedKeys(draft(change), draft())).toEqual(changed);
});

it('is cleared once it was saved, and kept where it was typed on meanwhile', () => {
  const sent = draft({ heartbeatUrl: URL_TO_CALL });
  expect(rebase(sent, sent, saved).heartbeatUrl).toBeUndefined();
  const other = { ...sent, heartbeatUrl: `${URL_TO_CALL}-2` };
  expect(rebase(other, sent, saved).heartbeatUrl).toBe(`${URL_TO_CALL}-2`);
});

it('is checked by the words of the server', () => {
  const errors = validate(
    draft({ heartbeatUrl: 'http://hc-ping.com/x', heartbeat: { ...HEARTBEAT, minutes: 0 } }),
  );
  expect(errors).toEqual({
    heartbeat: ['The heartbeat must come every 1 to 60 minutes, a whole number.'],
    heartbeatUrl: [expect.stringMatching(/must start with https/)],
  });
  expect(validate(draft({ heartbeatUrl: 'http://hc-ping.com/x', heartbeat: null }))).toEqual({});
});
