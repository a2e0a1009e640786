import type { Problem } from '../../common/status/problems';
import { DEFAULT_SETTINGS } from '../../common/settings/settings';
import { CHANNEL_ID, telegramChannel } from '../../test/channels';
import { settingsOf } from './draft';
import { ruleWith, settingsView, withThreshold } from '../../test/draft_builders';
import type { FieldName } from './field_name';
import {
  changesOf,
  EMPTY_FORM,
  type FormAction,
  type FormState,
  formReducer,
  shownErrors,
} from './form_state';

const seven = { rules: withThreshold('7').rules };
const after = (...actions: FormAction[]) => actions.reduce(formReducer, EMPTY_FORM);
const then = (state: FormState, ...actions: FormAction[]) => actions.reduce(formReducer, state);
const channels = [telegramChannel('-1001')];
const view = settingsView({ settings: { ...DEFAULT_SETTINGS, channels } });
const loaded: FormAction = { type: 'loaded', view };
const typedToken = (botToken: string) => ({ secrets: { [CHANNEL_ID]: { botToken } } });
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

  it('count fields, a typed secret among them', () =>
    expect(changesOf(after(loaded, edit({ ...seven, ...typedToken('t') })))).toEqual(['rules', 'secrets']));

  it('are gone when discarded, secrets and errors too', () => {
    const state = after(
      loaded,
      edit({ ...withThreshold(''), ...typedToken('t') }),
      { type: 'attempted' },
      { type: 'discarded' },
    );
    expect(changesOf(state)).toEqual([]);
    expect(state.draft?.secrets).toEqual({});
    expect(shownErrors(state)).toEqual({});
  });
});

describe('errors', () => {
  it('are not shown of a field that is still typed in', () => {
    const typing = after(loaded, edit({ cooldown: '5', rules: ruleWith(2, { timespan: '5' }) }));
    expect(shownErrors(typing)).toEqual({});
    const left = (field: FieldName) => Object.keys(shownErrors(then(typing, { type: 'left', field })));
    expect(left('cooldown')).toEqual(['cooldown']);
    expect(left('rules.2.timespan')).toEqual(['rules.2.timespan']);
    expect(left('rules.2.threshold')).toEqual([]);
  });

  it('are all shown after a save was tried', () => {
    const state = after(loaded, edit({ ...withThreshold(''), cooldown: '5' }), { type: 'attempted' });
    expect(Object.keys(shownErrors(state)).sort()).toEqual(['cooldown', 'rules.0.threshold']);
  });

  it('of the server are shown at once, until the field is edited', () => {
    const refused = after(loaded, { type: 'refused', problems: [problem('settings.cooldown'), problem()] });
    expect(shownErrors(refused)).toEqual({ cooldown: ['No.'] });
    const edited = then(refused, edit({ cooldown: '1h' }));
    expect(shownErrors(edited)).toEqual({});
    expect(edited.problems).toEqual([problem()]);
  });

  it('of the server about one rule stay while another one is edited', () => {
    const problems = [problem('settings.rules.3.threshold'), problem('settings.rules.4.threshold')];
    const refused = after(loaded, { type: 'refused', problems });
    const edited = then(refused, edit({ rules: ruleWith(3, { threshold: '9' }) }));
    expect(Object.keys(shownErrors(edited))).toEqual(['rules.4.threshold']);
    const severity = then(refused, edit({ rules: ruleWith(3, { severity: 'low' }) }));
    expect(Object.keys(shownErrors(severity))).toEqual(['rules.3.threshold', 'rules.4.threshold']);
  });

  it('of rules that moved are found anew, not shown at their neighbours', () => {
    const refused = after(loaded, { type: 'refused', problems: [problem('settings.rules.3.threshold')] });
    expect(shownErrors(then(refused, edit({ rules: ruleWith(3, {}).slice(1) })))).toEqual({});
    const left = then(after(loaded), { type: 'left', field: 'rules.1.threshold' });
    const moved = ruleWith(2, { threshold: '' }).slice(1);
    expect(shownErrors(then(left, edit({ rules: moved })))).toEqual({});
  });

  it('move the focus when they come, not while somebody types', () => {
    const refused = after(loaded, { type: 'refused', problems: [problem('settings.cooldown')] });
    expect(refused.notices).toBe(1);
    expect(then(refused, edit({ cooldown: '1h' })).notices).toBe(1);
  });
});

describe('saving', () => {
  const typed = after(loaded, edit({ ...seven, ...typedToken('1234:abc') }), {
    type: 'started',
    what: 'saving',
  });
  const sent =
    typed.draft ??
    (() => {
      throw new Error('not loaded');
    })();
  const saved = {
    ...settingsView({ settings: { ...settingsOf(withThreshold('7')), channels }, version: 'v2' }),
    warnings: [],
  };

  it('forgets the secrets', () => {
    const state = then(typed, { type: 'saved', view: saved, sent });
    expect(JSON.stringify(state)).not.toContain('1234:abc');
    expect(changesOf(state)).toEqual([]);
    expect(state).toMatchObject({ busy: undefined, saved: { version: 'v2' } });
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
  const theirs = settingsView({ settings: settingsOf(withThreshold('10')), version: 'v2' });

  it('saved: ours stays in the form until we choose', () => {
    const state = after(loaded, edit(seven), { type: 'conflicted', theirs });
    expect(state.draft).toMatchObject(seven);
    expect(state.saved?.version).toBe('v1');
    expect(then(state, { type: 'discarded' })).toMatchObject({
      draft: { rules: withThreshold('10').rules },
      saved: { version: 'v2' },
      theirs: null,
    });
  });

  it('saved nothing: what was read again leaves the form as it is, and so the answers to checks of it', () => {
    const before = after(loaded);
    const again: FormAction = { type: 'refreshed', view: structuredClone(view) };
    expect(then(before, again).draft).toBe(before.draft);
  });

  it('saved: comes in by itself only while nobody types here', () => {
    const refresh: FormAction = { type: 'refreshed', view: theirs };
    expect(after(loaded, refresh).saved?.version).toBe('v2');
    expect(after(loaded, edit({ cooldown: '1h' }), refresh).saved?.version).toBe('v1');
    expect(after(loaded, { type: 'started', what: 'saving' }, refresh).saved?.version).toBe('v1');
    expect(after(refresh).draft).toMatchObject({ rules: withThreshold('10').rules });
  });
});

describe('a field for a new secret', () => {
  it('is no change while nothing is typed in it, and stays open when the settings are read again', () => {
    const open = after(loaded, edit(typedToken('')));
    expect(changesOf(open)).toEqual([]);
    const again = then(open, { type: 'refreshed', view: structuredClone(view) });
    expect(again.draft?.secrets).toEqual(typedToken('').secrets);
  });
});

it('errors of channels that moved are found anew, not shown at their neighbours', () => {
  const two = [telegramChannel('x', 'a'), telegramChannel('y', 'b')];
  const left = then(after(loaded), edit({ channels: two }), {
    type: 'left',
    field: 'channels.1.options.chatId',
  });
  expect(Object.keys(shownErrors(left))).toEqual(['channels.1.options.chatId']);
  expect(shownErrors(then(left, edit({ channels: two.slice(1) })))).toEqual({});
});
