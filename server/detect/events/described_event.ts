/** What the lines of Windows' English description are, by section and name. A line without a section stands for itself. */
const LINES = inLowerCase({
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
});

/** Names of lines, which stand below a section also where they have no value. */
const NAMES = new Set([...LINES.keys()].map((path) => path.replace(/^.*\//, '')));

/** `Account Name:` with or without a value behind it. */
const LINE = /^\s*([a-z][a-z ]{1,60}):(.*)$/i;

/**
 * The values that the description of a logon event names, in its order, each with Windows' own name for it; none in other
 * languages. A name stands there twice where another event is quoted, or somebody put a line break into a value.
 */
export function describedValues(description: string): Array<[name: string, value: string]> {
  const values: Array<[string, string]> = [];
  let section = '';
  for (const line of description.split(/\r\n|\n|\r/)) {
    const [, written = '', value = ''] = LINE.exec(line) ?? [];
    const name = written.toLowerCase();
    const known = LINES.get(`${section}/${name}`) ?? LINES.get(name);
    if (name !== '' && value.trim() === '' && !NAMES.has(name)) section = name;
    else if (known !== undefined) values.push([known, value.trim()]);
  }
  return values;
}

function inLowerCase(lines: Record<string, string>): ReadonlyMap<string, string> {
  return new Map(Object.entries(lines).map(([path, value]) => [path.toLowerCase(), value]));
}
