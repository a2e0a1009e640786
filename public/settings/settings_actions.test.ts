import type { SaveSettingsRequest } from '../../common/api/api';
import { DEFAULT_RULES } from '../../common/rules/default_rules';
import { DEFAULT_SETTINGS } from '../../common/settings/settings';
import { ApiError } from '../shared/api_error';
import { CHANNEL_ID, telegramChannel } from '../../test/channels';
import type { Draft } from './draft';
import { settingsView, withThreshold } from '../../test/draft_builders';
import { EMPTY_FORM, formReducer, type FormAction, type FormState } from './form_state';
import { renewKey, saveChange, saveForm, switchDetection } from './settings_actions';

const seven = { rules: withThreshold('7').rules };
const problem = { code: 'c', message: 'No.', remedy: '', severity: 'error' as const };
const refusal = (status: number) => new ApiError('No.', status, [problem]);

function setUp(change: Partial<Draft> = {}) {
  const actions: FormAction[] = [
    { type: 'loaded', view: settingsView() },
    { type: 'edited', change },
  ];
  let state: FormState = actions.reduce(formReducer, EMPTY_FORM);
  const api = {
    settings: jest.fn(async () => settingsView({ version: 'v2' })),
    saveSettings: jest.fn(async (_request: SaveSettingsRequest) => ({
      ...settingsView({ version: 'v2' }),
      warnings: [],
    })),
    turnOn: jest.fn(async () => ({})),
    turnOff: jest.fn(async () => ({})),
    renewKey: jest.fn(async () => settingsView({ version: 'v2', detectionOn: true })),
  };
  const toasts = { addSuccess: jest.fn() };
  const refreshStatus = jest.fn();
  const dispatch = (action: FormAction) => {
    state = formReducer(state, action);
  };
  return {
    api,
    toasts,
    refreshStatus,
    context: { api, toasts, refreshStatus, dispatch, state },
    now: () => state,
  };
}

describe('saving', () => {
  it('sends the settings as the successor of what they were read at', async () => {
    const { api, context, now, refreshStatus } = setUp(seven);
    await saveForm(context, 'v1');
    expect(api.saveSettings).toHaveBeenCalledWith({
      settings: {
        ...DEFAULT_SETTINGS,
        rules: DEFAULT_RULES.map((rule, n) => (n === 0 ? { ...rule, threshold: 7 } : rule)),
      },
      version: 'v1',
    });
    expect(now().saved?.version).toBe('v2');
    expect(refreshStatus).toHaveBeenCalled();
  });

  it('saves a change at once, with what was typed before', async () => {
    const { api, context, now } = setUp(seven);
    await saveChange(context, { kerberosAndNtlm: 'off' });
    expect(api.saveSettings.mock.calls[0]?.[0].settings).toMatchObject({
      kerberosAndNtlm: 'off',
      rules: [{ threshold: 7 }, ...DEFAULT_RULES.slice(1)],
    });
    expect(now().saved?.version).toBe('v2');
  });

  it('sends a secret only where one was typed', async () => {
    const botToken = '123456789:AAEhBOweik6ad9r_QXMENQjcrGbqCr4K-bc';
    const { api, context, now } = setUp({
      channels: [telegramChannel('')],
      secrets: { [CHANNEL_ID]: { botToken } },
    });
    await saveForm(context, 'v1');
    const [{ settings, secrets } = { settings: DEFAULT_SETTINGS, secrets: undefined }] =
      api.saveSettings.mock.calls[0] ?? [];
    expect(settings.channels).toMatchObject([{ kind: 'telegram', options: { chatId: '' } }]);
    expect(secrets).toEqual({ [CHANNEL_ID]: { botToken } });
    expect(JSON.stringify(now())).not.toContain(botToken);
  });

  it('sends nothing while something is wrong, and shows it', async () => {
    const { api, context, now } = setUp(withThreshold(''));
    await saveForm(context, 'v1');
    expect(api.saveSettings).not.toHaveBeenCalled();
    expect(now()).toMatchObject({ attempts: 1, busy: undefined });
  });

  it('shows what the server refuses and keeps what was typed', async () => {
    const { api, context, now, toasts } = setUp(seven);
    api.saveSettings.mockRejectedValue(refusal(400));
    await saveForm(context, 'v1');
    expect(now()).toMatchObject({ problems: [problem], busy: undefined, draft: seven });
    expect(toasts.addSuccess).not.toHaveBeenCalled();
  });

  it('on a conflict fetches theirs and keeps ours', async () => {
    const { api, context, now } = setUp(seven);
    api.saveSettings.mockRejectedValue(refusal(409));
    await saveForm(context, 'v1');
    expect(now()).toMatchObject({ theirs: { version: 'v2' }, draft: seven, busy: undefined });
  });

  it('takes a 409 for a refusal where nobody saved', async () => {
    const { api, context, now } = setUp(seven);
    api.saveSettings.mockRejectedValue(refusal(409));
    api.settings.mockResolvedValue(settingsView());
    await saveForm(context, 'v1');
    expect(now()).toMatchObject({ theirs: null, problems: [problem], busy: undefined });
  });

  it('says so where theirs cannot be fetched', async () => {
    const { api, context, now } = setUp(seven);
    api.saveSettings.mockRejectedValue(refusal(409));
    api.settings.mockRejectedValue(new TypeError('Failed to fetch'));
    await saveForm(context, 'v1');
    expect(now()).toMatchObject({ theirs: null, problems: [{ code: 'no_answer' }], busy: undefined });
  });
});

describe('switching', () => {
  it.each([
    [true, 'turnOn', 'Detection turned on'],
    [false, 'turnOff', 'Detection turned off'],
  ] as const)('%p', async (on, call, title) => {
    const { api, context, now, toasts, refreshStatus } = setUp();
    await switchDetection(context, on);
    expect(api[call]).toHaveBeenCalledWith({ version: 'v1' });
    expect(now().saved?.version).toBe('v2');
    expect(toasts.addSuccess).toHaveBeenCalledWith(title);
    expect(refreshStatus).toHaveBeenCalled();
  });

  it('keeps what is typed and not saved', async () => {
    const { context, now } = setUp({ cooldown: '1h' });
    await switchDetection(context, false);
    expect(now().draft?.cooldown).toBe('1h');
  });

  it('shows why it could not', async () => {
    const { api, context, now } = setUp();
    api.turnOn.mockRejectedValue(refusal(400));
    await switchDetection(context, true);
    expect(now()).toMatchObject({ problems: [problem], busy: undefined });
  });
});

describe('renewing the key', () => {
  it('asks with the version that was seen, and keeps what is typed', async () => {
    const { api, toasts, context, now, refreshStatus } = setUp({ cooldown: '7m' });
    expect(await renewKey(context)).toEqual([]);
    expect(api.renewKey).toHaveBeenCalledWith({ version: 'v1' });
    expect([now().saved?.version, now().draft?.cooldown]).toEqual(['v2', '7m']);
    expect([toasts.addSuccess.mock.calls.length, refreshStatus.mock.calls.length]).toEqual([1, 1]);
  });

  it('that is refused says why to whoever asked, and leaves the form as it is', async () => {
    const { api, toasts, context, now } = setUp({ cooldown: '7m' });
    api.renewKey.mockRejectedValue(refusal(400));
    const before = now();
    expect(await renewKey(context)).toEqual([problem]);
    expect([now(), toasts.addSuccess.mock.calls]).toEqual([before, []]);
  });

  it.each<[string, Partial<Draft>, string]>([
    ['shows what they saved, so that it can be asked again', {}, 'v2'],
    ['never over what is typed', { cooldown: '7m' }, 'v1'],
  ])('after somebody else saved: %s', async (_name, typed, version) => {
    const { api, context, now } = setUp(typed);
    api.renewKey.mockRejectedValue(refusal(409));
    expect(await renewKey(context)).toEqual([problem]);
    expect(now().saved?.version).toBe(version);
  });

  it('says the refusal also where the newer settings cannot be had', async () => {
    const { api, context } = setUp();
    api.renewKey.mockRejectedValue(refusal(409));
    api.settings.mockRejectedValue(new TypeError('Failed to fetch'));
    expect(await renewKey(context)).toEqual([problem]);
  });
});
