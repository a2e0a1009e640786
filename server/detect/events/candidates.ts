import type { Concept } from '../../../common/settings/fields';

const lowerFirst = (name: string) => name.charAt(0).toLowerCase() + name.slice(1);

/** One value of Windows' EventData, as each shape names it. */
const eventData = (name: string): string[] => [
  `winlog.event_data.${name}`, // Winlogbeat 7 to 9, with its pipeline and raw; Elastic Agent
  `event_data.${name}`, // Winlogbeat 5 and 6
  name, // flat: NXLog, and exports of the event log
  `data.win.eventdata.${lowerFirst(name)}`, // Wazuh
];

/**
 * The fields that may tell each concept, the best first: the first that has a value is read. A document has those of
 * one shape, and a field that is not mapped matches nothing, so all are asked for at once and several shapes may lie
 * under one pattern. The name `host` of NXLog and `host.name` of Winlogbeat 6 are the collector, not the machine.
 */
export const CANDIDATES: Readonly<Record<Concept, readonly string[]>> = {
  time: ['@timestamp'], // all
  code: [
    'event.code', // Winlogbeat 7 to 9, Elastic Agent; a number in some
    'winlog.event_id', // the same, where somebody dropped `event`
    'event_id', // Winlogbeat 5 and 6
    'EventID', // flat: NXLog, and exports of the event log
    'data.win.system.eventID', // Wazuh
  ],
  provider: [
    'event.provider', // Winlogbeat 7 to 9, Elastic Agent
    'winlog.provider_name', // the same, where somebody dropped `event`
    'source_name', // Winlogbeat 5 and 6
    'SourceName', // flat: NXLog, and exports of the event log
    'data.win.system.providerName', // Wazuh
  ],
  account: [
    ...eventData('TargetUserName'),
    'user.target.name', // ECS without event data, of a lockout: there `user.name` is who noticed
    'user.name', // ECS without event data
  ],
  domain: [...eventData('TargetDomainName'), 'user.domain'],
  source: [
    'source.ip', // Winlogbeat 7 and 8 with their pipeline, Elastic Agent: moved out of the event data
    ...eventData('IpAddress'),
  ],
  host: [
    'winlog.computer_name', // Winlogbeat 7 to 9, Elastic Agent: the full name
    'computer_name', // Winlogbeat 5 and 6
    'data.win.system.computer', // Wazuh
    'Hostname', // flat: NXLog, and exports of the event log
    'host.name', // ECS without `winlog`; the short name in Elastic Agent
  ],
  workstation: [
    ...eventData('WorkstationName'),
    'source.domain', // Winlogbeat 7 and 8 with their pipeline, Elastic Agent: moved out of the event data
    ...eventData('Workstation'), // event 4776
  ],
  logonType: [...eventData('LogonType'), 'winlog.logon.type'],
  status: eventData('Status'),
  subStatus: eventData('SubStatus'),
  targetSid: [
    ...eventData('TargetUserSid'),
    ...eventData('TargetSid'), // events 4771 and 4740
  ],
};
