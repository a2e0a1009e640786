import {
  ALL,
  asGoWrites,
  EVENT_XML,
  HOST,
  prefixed,
  PROVIDER,
  time,
  VALUES,
  type HostileDocument,
} from './base';

/** Events that nobody took apart: lines of a log, and JSON and XML as text. */
export const AS_TEXT: HostileDocument[] = [
  {
    sentence: 'a line of syslog by Snare',
    document: {
      ...time,
      message: `<13>Nov 22 10:00:00 dc01 MSWinEventLog\t1\tSecurity\t77\tSun Nov 22 10:00:00 2026\t4625\t${PROVIDER}\tCORP\\svc_backup\tN/A\tFailure Audit\t${HOST}`,
    },
    says: null,
    problem: 'events_as_text',
    unread: 'as one text in message',
  },
  {
    sentence: 'a line of CEF',
    document: {
      ...time,
      message: `CEF:0|Microsoft|Microsoft Windows||${PROVIDER}:4625|An account failed to log on.|5|duser=svc_backup src=203.0.113.7`,
    },
    says: null,
    problem: 'events_as_text',
    unread: 'as one text in message',
  },
  {
    sentence: 'JSON that nobody parsed',
    document: {
      ...time,
      host: { name: 'collector' },
      message: JSON.stringify({ EventID: 4625, SourceName: PROVIDER, Hostname: HOST, ...VALUES }),
    },
    says: null,
    asText: ALL,
    problem: 'events_as_text',
  },
  {
    sentence: 'JSON that nobody parsed, flat: the names of all levels in one',
    document: {
      ...time,
      message: JSON.stringify({
        'winlog.event_id': 4625,
        'winlog.provider_name': PROVIDER,
        'winlog.computer_name': HOST,
        ...prefixed('winlog.event_data.'),
      }),
    },
    says: null,
    asText: ALL,
    problem: 'events_as_text',
  },
  {
    sentence: 'XML within JSON as Go writes it',
    document: { ...time, message: asGoWrites({ log: EVENT_XML }) },
    says: null,
    asText: ALL,
    problem: 'events_as_text',
  },
  {
    sentence: 'a text that speaks of such events',
    document: { ...time, message: `Event 4625 is a failed logon; see ${PROVIDER} in the documentation.` },
    says: null,
  },
];
