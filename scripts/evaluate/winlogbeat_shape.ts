type Json = Record<string, unknown>;

/** What a record of an event log says, whatever wrote it. */
export interface LogRecord {
  /** As Elasticsearch takes it; undefined leaves the document without a time. */
  time: string | number | undefined;
  code: string;
  provider: string | undefined;
  channel: string | undefined;
  computer: string | undefined;
  recordId?: string;
  data: Json;
}

/** The record as Winlogbeat writes it without its ingest pipeline. */
export const inWinlogbeatShape = (record: LogRecord): Json => ({
  '@timestamp': record.time,
  event: { code: record.code, provider: record.provider, kind: 'event' },
  host: { name: record.computer },
  winlog: {
    channel: record.channel,
    computer_name: record.computer,
    event_id: record.code,
    provider_name: record.provider,
    record_id: record.recordId,
    event_data: record.data,
  },
});

/** Values of an event by name, each with the first of its values; those that are neither text nor number are left out. */
export const asEventData = (values: Readonly<Record<string, readonly unknown[]>>): Json =>
  Object.fromEntries(
    Object.entries(values).flatMap(([name, [value]]) =>
      typeof value === 'string' || typeof value === 'number' ? [[name, String(value)]] : [],
    ),
  );
