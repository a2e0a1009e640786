import { ACCOUNT_RULE, DEFAULT_RULES } from '../../../common/rules/default_rules';
import { DEFAULT_SETTINGS, settingsSchema } from '../../../common/settings/settings';
import { rulesWith } from '../../../test/rules_with';
import { toPresentSettings, toStoredSettings } from './former_settings';

/** As 0.1 stored them. */
const former = {
  indexPatterns: ['win-*'],
  threshold: 7,
  timespan: '2m',
  interval: '10s',
  cooldown: '1h',
  keepDomainsApart: true,
  telegramChatId: '-42',
};

it('settings of this version stay as they are', () => {
  const settings = { ...DEFAULT_SETTINGS, rules: rulesWith({ threshold: 9 }), excludedAccounts: ['x'] };
  expect(toPresentSettings(settings)).toEqual(settings);
});

it('settings of 0.1 keep what was set, and the rule goes on as it was beside the new ones', () => {
  const present = toPresentSettings(former);
  expect(settingsSchema.safeParse(present).success).toBe(true);
  expect(present).toEqual({
    indexPatterns: ['win-*'],
    rules: [{ ...ACCOUNT_RULE, threshold: 7, timespan: '2m' }, ...DEFAULT_RULES.slice(1)],
    interval: '10s',
    cooldown: '1h',
    keepDomainsApart: true,
    excludedAccounts: [],
    kerberosAndNtlm: false,
    fields: {},
    telegramChatId: '-42',
  });
});

it('fields that are not set are stored by name, since Kibana merges what is written into what is there', () => {
  const settings = { ...DEFAULT_SETTINGS, fields: { account: 'win.user' } };
  const stored = toStoredSettings(settings);
  expect(stored.fields).toMatchObject({ account: 'win.user', source: null, time: null });
  expect(toPresentSettings(stored)).toEqual(settings);
});
