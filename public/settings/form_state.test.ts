import type { SettingsView } from '../../common/api';
import type { Problem } from '../../common/problems';
import { DEFAULT_SETTINGS, type SettingsInput } from '../../common/settings';
import {
  changesOf,
  EMPTY_FORM,
  type FormAction,
  type FormState,
  formReducer,
  shownErrors,
} from './form_state';

const view = (settings: Partial<SettingsInput> = {}, change: Partial<SettingsView> = {}): SettingsView => ({
  settings: { ...DEFAULT_SETTINGS, ...settings },
  version: 'v1',
  detectionOn: false,
  tokenSaved: false,
  bot: null,
  chatTitle: null,
  canEncrypt: true,
  ...change,
});
const after = (...actions: FormAction[]) => actions.reduce(formReducer, EMPTY_FORM);
const then = (state: FormState, ...actions: FormAction[]) => actions.reduce(formReducer, state);
const loaded: FormAction = { type: 'loaded', view: view() };
const edit = (change: Extract<FormAction, { type: 'edited' }>['change']): FormAction => ({
  type: 'edited',
  change,
});
const problem = (field?: string): Problem => ({
  code: 'c',
  message: 'No.',
  remedy: '',
  severity: 'error',
  field,
});

describe('changes', () => {
  it('are none before and after loading', () => {
    expect(changesOf(EMPTY_FORM)).toEqual([]);
    expect(changesOf(after(loaded))).toEqual([]);
  });

  it('count fields, a typed token among them', () =>
    expect(changesOf(after(loaded, edit({ threshold: '7', botToken: 't' })))).toEqual([
      'threshold',
      'botToken',
    ]));

  it('are gone when discarded, token and errors too', () => {
    const state = after(
      loaded,
      edit({ threshold: '', botToken: 't' }),
      { type: 'attempted' },
      { type: 'discarded' },
    );
    expect(changesOf(state)).toEqual([]);
    expect(state.draft?.botToken).toBe('');
    expect(shownErrors(state)).toEqual({});
  });
});

describe('errors', () => {
  it('are not shown of a field that is still typed in', () => {
    const typing = after(loaded, edit({ timespan: '5' }));
    expect(shownErrors(typing)).toEqual({});
    expect(Object.keys(shownErrors(then(typing, { type: 'left', field: 'timespan' })))).toEqual(['timespan']);
  });

  it('are all shown after a save was tried', () => {
    const state = after(loaded, edit({ timespan: '5', threshold: '' }), { type: 'attempted' });
    expect(Object.keys(shownErrors(state)).sort()).toEqual(['threshold', 'timespan']);
  });

  it('of the server are shown at once, until the field is edited', () => {
    const refused = after(loaded, { type: 'refused', problems: [problem('settings.cooldown'), problem()] });
    expect(shownErrors(refused)).toEqual({ cooldown: ['No.'] });
    const edited = then(refused, edit({ cooldown: '1h' }));
    expect(shownErrors(edited)).toEqual({});
    expect(edited.problems).toEqual([problem()]);
  });

  it('move the focus when they come, not while somebody types', () => {
    const refused = after(loaded, { type: 'refused', problems: [problem('settings.cooldown')] });
    expect(refused.notices).toBe(1);
    expect(then(refused, edit({ cooldown: '1h' })).notices).toBe(1);
  });
});

describe('saving', () => {
  const typed = after(loaded, edit({ threshold: '7', botToken: 'secret' }), {
    type: 'started',
    what: 'saving',
  });
  const sent =
    typed.draft ??
    (() => {
      throw new Error('not loaded');
    })();
  const saved = { ...view({ threshold: 7 }, { version: 'v2', tokenSaved: true }), warnings: [] };

  it('forgets the token', () => {
    const state = then(typed, { type: 'saved', view: saved, sent });
    expect(JSON.stringify(state)).not.toContain('secret');
    expect(changesOf(state)).toEqual([]);
    expect(state).toMatchObject({ busy: undefined, replacingToken: false, saved: { version: 'v2' } });
  });

  it('keeps what was typed meanwhile', () => {
    const state = then(typed, edit({ cooldown: '1h' }), { type: 'saved', view: saved, sent });
    expect(changesOf(state)).toEqual(['cooldown']);
  });

  it('shows what should be looked at all the same', () => {
    const state = then(typed, { type: 'saved', view: { ...saved, warnings: [problem()] }, sent });
    expect(state.warnings).toEqual([problem()]);
    expect(state.notices).toBe(1);
  });

  it('loses nothing when the server refuses', () => {
    const state = then(typed, { type: 'refused', problems: [problem()] });
    expect(state.draft).toEqual(sent);
    expect(state.busy).toBeUndefined();
  });
});

describe('somebody else', () => {
  const theirs = view({ threshold: 10 }, { version: 'v2' });

  it('saved: ours stays in the form until we choose', () => {
    const state = after(loaded, edit({ threshold: '7' }), { type: 'conflicted', theirs });
    expect(state.draft?.threshold).toBe('7');
    expect(state.saved?.version).toBe('v1');
    expect(then(state, { type: 'discarded' })).toMatchObject({
      draft: { threshold: '10' },
      saved: { version: 'v2' },
      theirs: null,
    });
  });

  it('saved: comes in by itself only while nobody types here', () => {
    const refresh: FormAction = { type: 'refreshed', view: theirs };
    expect(after(loaded, refresh).saved?.version).toBe('v2');
    expect(after(loaded, edit({ cooldown: '1h' }), refresh).saved?.version).toBe('v1');
    expect(after(loaded, { type: 'started', what: 'saving' }, refresh).saved?.version).toBe('v1');
    expect(after(refresh).draft?.threshold).toBe('10');
  });
});

describe('replacing the token', () => {
  it('opens an empty field, and closing it drops what was typed', () => {
    const open = after(loaded, { type: 'replacingToken', on: true }, edit({ botToken: 'secret' }));
    expect(open.replacingToken).toBe(true);
    const closed = then(open, { type: 'replacingToken', on: false });
    expect(closed.draft?.botToken).toBe('');
    expect(changesOf(closed)).toEqual([]);
  });
});
