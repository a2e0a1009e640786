type Json = Record<string, unknown>;

/** What the lines of Windows' English description are, by section and name. A line without a section stands for itself. */
const LINES: Readonly<Record<string, string>> = {
  'Account For Which Logon Failed/Security ID': 'TargetUserSid',
  'Account For Which Logon Failed/Account Name': 'TargetUserName',
  'Account For Which Logon Failed/Account Domain': 'TargetDomainName',
  'New Logon/Security ID': 'TargetUserSid',
  'New Logon/Account Name': 'TargetUserName',
  'New Logon/Account Domain': 'TargetDomainName',
  'Account Information/Account Name': 'TargetUserName',
  'Account That Was Locked Out/Account Name': 'TargetUserName',
  'Additional Information/Caller Computer Name': 'TargetDomainName',
  'Additional Information/Failure Code': 'Status',
  'Failure Information/Status': 'Status',
  'Failure Information/Sub Status': 'SubStatus',
  'Network Information/Workstation Name': 'WorkstationName',
  'Network Information/Source Network Address': 'IpAddress',
  'Network Information/Client Address': 'IpAddress',
  'Logon Type': 'LogonType',
  'Logon Account': 'TargetUserName',
  'Source Workstation': 'Workstation',
  'Error Code': 'Status',
};

/** Names of lines, which stand below a section also where they have no value. */
const NAMES = new Set(Object.keys(LINES).map((path) => path.replace(/^.*\//, '')));

/** `Account Name:` with or without a value behind it. */
const LINE = /^\s*([A-Z][A-Za-z ]{1,60}):\s*(.*)$/;

/** The values that the description of a logon event names, by Windows' own names for them. Nothing in other languages. */
export function describedValues(description: string): Json {
  const values: Json = {};
  let section = '';
  for (const line of description.split(/\r\n|\n|\r/)) {
    const [, name = '', value = ''] = LINE.exec(line) ?? [];
    const known = LINES[`${section}/${name}`] ?? LINES[name];
    if (name !== '' && value.trim() === '' && !NAMES.has(name)) section = name;
    else if (known !== undefined) values[known] = value.trim();
  }
  return values;
}
