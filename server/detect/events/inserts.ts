import { isPlaceholder } from './placeholders';

/**
 * Fields in which shippers write the values of an event as a list without names, in the order of the event's own schema:
 * Fluent Bit (`StringInserts`), Fluentd (`string_inserts` and `EventData`), WMI (`InsertionStrings`), and PowerShell's
 * Get-EventLog (`ReplacementStrings`) and Get-WinEvent (`Properties.Value`).
 */
export const INSERT_FIELDS = [
  'StringInserts',
  'string_inserts',
  'EventData',
  'InsertionStrings',
  'ReplacementStrings',
  'Properties.Value',
];

const SUBJECT = ['SubjectUserSid', 'SubjectUserName', 'SubjectDomainName', 'SubjectLogonId'];
const TARGET = ['TargetUserSid', 'TargetUserName', 'TargetDomainName'];
const SESSION = ['TransmittedServices', 'LmPackageName', 'KeyLength', 'ProcessId', 'ProcessName'];
const NETWORK = ['IpAddress', 'IpPort'];
const PACKAGE = ['LogonProcessName', 'AuthenticationPackageName', 'WorkstationName'];

/**
 * The names of the values in order, by number of the event; later versions of Windows add values behind them. A map, since
 * the number is what a document says it is: an object knows `constructor` too.
 */
const SCHEMAS = new Map<string, readonly string[]>(
  Object.entries({
    '4624': [
      ...SUBJECT,
      ...TARGET,
      'TargetLogonId',
      'LogonType',
      ...PACKAGE,
      'LogonGuid',
      ...SESSION,
      ...NETWORK,
    ],
    '4625': [
      ...SUBJECT,
      ...TARGET,
      'Status',
      'FailureReason',
      'SubStatus',
      'LogonType',
      ...PACKAGE,
      ...SESSION,
      ...NETWORK,
    ],
    '4740': ['TargetUserName', 'TargetDomainName', 'TargetSid', ...SUBJECT],
    '4771': [
      'TargetUserName',
      'TargetSid',
      'ServiceName',
      'TicketOptions',
      'Status',
      'PreAuthType',
      ...NETWORK,
    ],
    '4776': ['PackageName', 'TargetUserName', 'Workstation', 'Status'],
  }),
);

/** What a value must look like, by its name: a list that lost a value is shifted, and would name somebody else. */
const LOOKS: Readonly<Record<string, RegExp>> = {
  SubjectUserSid: /^(?:%\{)?S-1-/i,
  TargetUserSid: /^(?:%\{)?S-1-/i,
  TargetSid: /^(?:%\{)?S-1-/i,
  SubjectLogonId: /^(?:0x[0-9a-f]+|\d+)$/i,
  Status: /^(?:0x[0-9a-f]+|-?\d+)$/i,
  SubStatus: /^(?:0x[0-9a-f]+|-?\d+)$/i,
  LogonType: /^\d+$/,
  KeyLength: /^\d+$/,
  IpPort: /^\d+$/,
};

/** The names of all values that are known by their place. */
export const SCHEMA_NAMES: ReadonlySet<string> = new Set([...SCHEMAS.values()].flat());

/** Whether event `code` has a value of this name, as far as its schema is known. */
export const mayHave = (code: string, name: string): boolean => SCHEMAS.get(code)?.includes(name) ?? true;

/**
 * The values of a list without names under the names that the schema of event `code` has for them. Undefined where the
 * schema is not known, or the list is not in its order.
 */
export function namedByPlace(list: readonly unknown[], code: string | null): Values | undefined {
  const schema = code === null ? undefined : SCHEMAS.get(code);
  if (!schema) return undefined;
  const values = list.map(plain);
  return isInOrder(values, schema) ? named(values, schema) : undefined;
}

type Values = Record<string, unknown[]>;

/** PowerShell writes a SID as an object that holds its text. */
const plain = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'Value' in value ? value.Value : value;

const isInOrder = (list: readonly unknown[], schema: readonly string[]): boolean =>
  list.length >= schema.length && schema.every((name, n) => looksRight(name, list[n]));

function looksRight(name: string, value: unknown): boolean {
  const look = LOOKS[name];
  if (!look) return true;
  const text = String(value);
  return isPlaceholder(text) || look.test(text.trim());
}

const named = (list: readonly unknown[], schema: readonly string[]): Values =>
  Object.fromEntries(schema.map((name, n) => [name, [list[n]]]));
