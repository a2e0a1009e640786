import type { LogonEvent } from '../../../common/alerts/events';
import { CONCEPTS } from '../../../common/settings/fields';
import type { Account, Asked, Concept, EventQuestion, FieldOverrides, SentKind } from './event_source_port';
import { CANDIDATES, COMMON_CODES } from './candidates';
import { COMMON_NAMES } from './common_names';
import { FAILED_KERBEROS, FAILED_LOGON, LOCKOUT, NTLM_VALIDATION, SUCCESSFUL_LOGON } from './document';
import { inPattern } from './index_pattern';
import { INDIRECT_FIELDS } from './indirect_values';
import { leadingFields } from './leading';
import { createReaders, createTextLooks } from './readers';
import { anyOf, says } from './queries';
import { accountKey, normaliseHost } from './normalise';
import { LOG_FIELDS, LOG_NAMES, PROVIDER_NAMES } from './provider';
import { createTextQuestion, spelledInText, type TextQuestion, WHOLE_TEXTS } from './whole_texts';
import { oddlySpelled, spelled, spellingsOf } from './success_query';

/** How shippers write the status of an NTLM validation that succeeded. */
const NO_ERROR = ['0x0', '0x00000000', '0'];

/** Alerts about events are no events. */
const OF_ALERTS = [{ exists: { field: 'kibana.alert.uuid' } }];

const SENT: Record<SentKind, readonly string[]> = {
  refused: [FAILED_KERBEROS, NTLM_VALIDATION],
  tickets: ['4768', '4769', '4770', FAILED_KERBEROS],
  logons: [FAILED_LOGON],
  any: [SUCCESSFUL_LOGON, FAILED_LOGON, '4768', '4769', '4770', FAILED_KERBEROS, NTLM_VALIDATION],
};

type Fields = Readonly<Record<Concept, readonly string[]>>;

/**
 * Fields that whoever reads must be able to see: of each entry at least one. They are those of Winlogbeat and
 * Elastic Agent, which most people have. Where a field is set in the settings it takes the place of these.
 */
const NEEDED: Array<Partial<Record<Concept, string[]>>> = [
  { time: ['@timestamp'] },
  { account: ['winlog.event_data.TargetUserName', 'user.name'] },
  { code: ['event.code', 'winlog.event_id'] },
  { provider: ['event.provider', 'winlog.provider_name'] },
  {
    source: ['source.ip', 'winlog.event_data.IpAddress'],
    workstation: ['source.domain', 'winlog.event_data.WorkstationName'],
  },
];

const neededOf = (fields: Partial<Record<Concept, string[]>>, overrides: FieldOverrides): string[] =>
  CONCEPTS.flatMap((concept) => {
    const own = overrides[concept];
    return fields[concept] && own ? [own] : (fields[concept] ?? []);
  });

/** Fields that somebody set come before the candidates and not instead of them: other shippers may write beside. */
function fieldsOf(concept: Concept, own: ReadonlyArray<string | undefined>): readonly string[] {
  const set = own.flatMap((field) => field ?? []);
  // Events are sorted by one field of time.
  if (concept === 'time' && set.length > 0) return set.slice(-1);
  return [...new Set([...set, ...CANDIDATES[concept]])];
}

/** For each concept the fields that are read, where these are set: the earlier ones come first. */
const candidatesOf = (...set: readonly FieldOverrides[]): Fields =>
  Object.fromEntries(
    CONCEPTS.map((concept) => [
      concept,
      fieldsOf(
        concept,
        set.map((fields) => fields[concept]),
      ),
    ]),
  ) as Record<Concept, readonly string[]>;

/** The question to Elasticsearch: failed logons, lockouts and, when asked, the successes of some accounts. */
export function createQuestion(overrides: FieldOverrides, asked: Asked): EventQuestion {
  const patterns = asked.patternFields ?? [];
  const candidates = candidatesOf(...patterns.map(({ fields }) => fields), overrides);
  const anyProvider = patterns.filter((one) => one.anyProvider).map(({ pattern }) => inPattern(pattern));
  const security = anyOf([isOfSecurity(candidates), ...anyProvider]);
  const accountFields = [...candidates.account, ...INDIRECT_FIELDS];
  const timeField = candidates.time[0] ?? '@timestamp';
  const ownCodes = ownCodesOf(candidates, [overrides, ...patterns.map(({ fields }) => fields)]);
  const texts = createTextQuestion(patterns, ownCodes);
  const candidatesFor = (own: FieldOverrides) => candidatesOf(own, overrides);
  const reader = createReaders(candidates, patterns, { candidatesOf: candidatesFor, ownCodes });
  const { time: _time, targetSid: _targetSid, ...read } = candidates;
  return {
    timeField,
    accountFields,
    neededFields: NEEDED.map((fields) => neededOf(fields, overrides)),
    candidates,
    telling: { ...candidates, ...toldOtherwise(candidates) },
    fields: [...new Set([...Object.values(read).flat(), ...LOG_FIELDS, ...INDIRECT_FIELDS, ...texts.fields])],
    machineFields: [...candidates.host, ...(texts.fields.length > 0 ? [...ownCodes, ...texts.fields] : [])],
    // Where patterns have fields of their own, the best field depends on the index.
    leading: (isMapped) =>
      patterns.length > 0
        ? null
        : leadingFields({ ...read, provider: [...read.provider, ...LOG_FIELDS] }, isMapped),
    failedLogon: FAILED_LOGON,
    commonNames: COMMON_NAMES,
    during: (span) => within({ timeField, ...span }),
    commonlyNumbered: (from, to) => ({
      bool: { filter: [within({ timeField, from, to }), says(COMMON_NAMES.code ?? [], FAILED_LOGON)] },
    }),
    withoutProvider: (from, to) =>
      withoutProvider({ ...candidates, code: ownCodes }, security, { timeField, from, to }),
    wholeTexts: WHOLE_TEXTS,
    textsRead: texts.fields,
    readsTexts: texts.isRead,
    asOneText: (where, span) => eventsOf([texts.ofNumber(FAILED_LOGON, where)], { timeField, ...span }),
    unsearchable: (span) => eventsOf([texts.unsearchable], { timeField, ...span }),
    lookAtText: createTextLooks(candidates, patterns, candidatesFor),
    ...queriesFor(asked, { candidates, accountFields, timeField, security, texts }),
    isAbout,
    machineOf: (hit) => normaliseHost(reader.valueOf(hit, 'host'))?.toLowerCase() ?? null,
    ...reader,
  };
}

interface Looked {
  candidates: Fields;
  accountFields: string[];
  timeField: string;
  /** Matches what is of Windows security auditing. */
  security: object;
  texts: TextQuestion;
}

type Queries = Pick<
  EventQuestion,
  'sent' | 'untimed' | 'query' | 'successQuery' | 'oddSuccessQuery' | 'anySuccessQuery'
>;

/** The queries for logons, by what their fields say, and by their texts where these are read. */
function queriesFor(
  asked: Asked,
  { candidates, accountFields, timeField, security, texts }: Looked,
): Queries {
  const byFields = failuresOf(candidates, asked);
  const failures = inEither([security, anyOf(byFields)], texts.events(failureCodes(asked)));
  const isSuccess = says(candidates.code, SUCCESSFUL_LOGON);
  const successes = (fields: object[], inText: object | undefined, from: number, to: number) =>
    eventsOf(inEither([security, isSuccess, ...fields], inText), { timeField, from, to });
  return {
    sent: (kind, machines, span) => {
      const codes = anyOf(SENT[kind].map((code) => says(candidates.code, code)));
      const found = inEither([security, codes], texts.events(SENT[kind]));
      const isOf = (name: string) => anyOf([says(candidates.host, name), ...texts.ofMachine(name)]);
      return sentBy(isOf, found, machines, { timeField, ...span });
    },
    untimed: { bool: { filter: failures, must_not: [...OF_ALERTS, exists(timeField)] } },
    query: (from, to) => eventsOf(failures, { timeField, from, to }),
    successQuery: (accounts, { stringFields, anywhere }, from, to) => {
      const spellings = spellingsOf(accounts);
      const named = [
        ...spellings.map((spelling) => says(accountFields, spelling)),
        ...spelled(accounts, stringFields, anywhere),
      ];
      const inText = texts.events([SUCCESSFUL_LOGON], [anyOf(spelledInText(spellings))]);
      return successes([anyOf(named)], inText, from, to);
    },
    // A text is searched by its words, so no spelling of a name is odd there.
    oddSuccessQuery: (stringFields, from, to) =>
      successes([anyOf(oddlySpelled(stringFields))], undefined, from, to),
    anySuccessQuery: (from, to) => successes([], texts.events([SUCCESSFUL_LOGON]), from, to),
  };
}

/**
 * Documents of a time that match all of `filter`, and no alerts about them. The time stands first: Elasticsearch then
 * looks for no names in a segment that has nothing of that time.
 */
const eventsOf = (filter: object[], when: When): object => ({
  bool: { filter: [within(when), ...filter], must_not: OF_ALERTS },
});

/** What all of a document's fields say, or where texts are asked for, what its text does. */
const inEither = (byFields: object[], inText: object | undefined): object[] =>
  inText ? [anyOf([{ bool: { filter: byFields } }, inText])] : byFields;

/**
 * More fields that may tell a concept: values that stand under other names, and for the provider the fields that name the
 * log.
 */
const toldOtherwise = (fields: Fields): Partial<Record<Concept, readonly string[]>> => ({
  account: [...fields.account, ...INDIRECT_FIELDS],
  source: [...fields.source, ...INDIRECT_FIELDS],
  provider: [...fields.provider, ...LOG_FIELDS],
});

/** `isOf`: what a machine of that name logged. */
const sentBy = (
  isOf: (name: string) => object,
  found: object[],
  { only = [], but = [] }: { only?: string[]; but?: string[] },
  when: When,
): object => ({
  bool: {
    filter: [eventsOf(found, when), ...only.map(isOf)],
    must_not: but.map(isOf),
  },
});

interface When {
  timeField: string;
  from: number;
  to: number;
}

const within = ({ timeField, from, to }: When) => ({
  range: { [timeField]: { gte: from, lte: to, format: 'epoch_millis' } },
});

const exists = (field: string) => ({ exists: { field } });

/** The fields of the number that hold nothing else: those with names of their own, and those that somebody set. */
function ownCodesOf({ code }: Fields, set: readonly FieldOverrides[]): string[] {
  const named = set.flatMap((fields) => fields.code ?? []);
  return code.filter((field) => !COMMON_CODES.includes(field) || named.includes(field));
}

function withoutProvider(fields: Fields, security: object, when: When): object {
  return {
    bool: {
      filter: [within(when), says(fields.code, FAILED_LOGON)],
      must_not: [...fields.provider.map(exists), security],
    },
  };
}

/**
 * Finds the name of the provider or of its log in any of these fields. Which of them decides is seen when a
 * hit is read.
 */
const isOfSecurity = (fields: Fields) =>
  anyOf([
    ...PROVIDER_NAMES.map((name) => says([...fields.provider, ...LOG_FIELDS], name)),
    ...LOG_NAMES.map((name) => says(LOG_FIELDS, name)),
  ]);

function failuresOf(fields: Fields, { kerberosAndNtlm }: Asked): object[] {
  const always = [FAILED_LOGON, LOCKOUT].map((code) => says(fields.code, code));
  if (!kerberosAndNtlm) return always;
  const ntlm = {
    bool: {
      filter: [says(fields.code, NTLM_VALIDATION)],
      must_not: NO_ERROR.map((status) => says(fields.status, status)),
    },
  };
  return [...always, says(fields.code, FAILED_KERBEROS), ntlm];
}

/** The numbers of what is asked for as failures and lockouts. */
const failureCodes = ({ kerberosAndNtlm }: Asked): string[] => [
  FAILED_LOGON,
  LOCKOUT,
  ...(kerberosAndNtlm ? [FAILED_KERBEROS, NTLM_VALIDATION] : []),
];

/** Whether an event is about one of the accounts. A key without a domain stands for the name in any domain. */
function isAbout(accounts: Account[]): (event: LogonEvent) => boolean {
  const keys = new Set<string | undefined>(accounts.map(({ key }) => key));
  return (event) =>
    event.account !== null && (keys.has(accountKey(event, false)) || keys.has(accountKey(event, true)));
}
