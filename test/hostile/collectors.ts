import { PROVIDER, time, VALUES, prefixed, ALL, HOST, EVENT_XML, type HostileDocument } from './base';

const openTelemetry = (data: unknown) => ({
  event_id: { id: 4625, qualifiers: 0 },
  provider: { name: PROVIDER, guid: '{54849625-5478-4994-a5ba-3e3b0328c30d}' },
  computer: HOST,
  channel: 'Security',
  event_data: data,
});
const asElements = Object.entries(VALUES).map(([name, value]) => ({ [name]: value }));
const FLATTENED_BODY = { properties: { body: { properties: { structured: { type: 'flattened' } } } } };
const PASSED_BODY = { properties: { body: { properties: { flattened: { type: 'flattened' } } } } };

/** What OpenTelemetry and Graylog write. */
export const COLLECTORS: HostileDocument[] = [
  // OpenTelemetry
  {
    sentence: 'OpenTelemetry, body.structured, values as a map, flattened',
    document: { ...time, body: { structured: openTelemetry(VALUES) } },
    says: ALL,
    mappings: FLATTENED_BODY,
  },
  {
    sentence: 'OpenTelemetry, body.structured, values as a list of maps, flattened',
    document: { ...time, body: { structured: openTelemetry({ data: asElements }) } },
    says: ALL,
    mappings: FLATTENED_BODY,
  },
  {
    sentence: 'OpenTelemetry, values as a list of maps directly',
    document: { ...time, body: { structured: openTelemetry(asElements) } },
    says: ALL,
  },
  {
    sentence: 'OpenTelemetry, body.flattened',
    document: { ...time, body: { flattened: openTelemetry({ data: asElements }) } },
    says: ALL,
    mappings: PASSED_BODY,
  },
  {
    sentence: 'OpenTelemetry, the body as it is',
    document: { ...time, body: openTelemetry({ data: asElements }), severity: 'info' },
    says: ALL,
  },
  {
    sentence: 'OpenTelemetry, mapping mode none',
    document: { ...time, Body: openTelemetry(VALUES), Attributes: {}, Resource: {} },
    says: ALL,
  },
  {
    sentence: 'OpenTelemetry, mapping mode bodymap',
    document: { ...time, ...openTelemetry({ data: asElements }) },
    says: ALL,
  },
  {
    sentence: 'OpenTelemetry, moved into attributes, values as a list of maps',
    document: { ...time, attributes: openTelemetry({ data: asElements }) },
    says: ALL,
  },
  {
    sentence: 'OpenTelemetry, raw: the event as XML in body.text',
    document: { ...time, body: { text: EVENT_XML } },
    says: null,
    asText: ALL,
    problem: 'events_as_text',
  },
  // Graylog
  {
    sentence: 'Graylog, from Winlogbeat 7',
    document: {
      ...time,
      source: 'dc01',
      winlogbeat_event_code: '4625',
      winlogbeat_winlog_provider_name: PROVIDER,
      winlogbeat_winlog_computer_name: HOST,
      ...prefixed('winlogbeat_winlog_event_data_'),
    },
    says: ALL,
  },
  {
    sentence: 'Graylog, from Winlogbeat 6',
    document: {
      ...time,
      source: 'dc01',
      winlogbeat_event_id: 4625,
      winlogbeat_source_name: PROVIDER,
      winlogbeat_log_name: 'Security',
      winlogbeat_computer_name: HOST,
      ...prefixed('winlogbeat_event_data_'),
    },
    says: ALL,
  },
  {
    sentence: 'Graylog, without the prefix of the Beats input',
    document: {
      ...time,
      source: 'dc01',
      event_code: '4625',
      event_provider: PROVIDER,
      winlog_channel: 'Security',
      winlog_computer_name: HOST,
      ...prefixed('winlog_event_data_'),
    },
    says: ALL,
  },
];
