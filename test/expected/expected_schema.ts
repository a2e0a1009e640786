import * as z from 'zod';

/** Compared to the millisecond, however it is written. */
const time = z.iso.datetime({ offset: true }).transform((text) => new Date(text).toISOString());
const counts = z.record(z.string(), z.int());
const names = z.array(z.string());
const groupSchema = z.looseObject({
  count: z.int(),
  first: time,
  last: time,
  max_in_5min: z.int().optional(),
  fires: z.boolean(),
  /** Of the event that reached the threshold first. */
  fire_time: time.nullish(),
  /** Stretches in which every event is in a timespan over the threshold. */
  episodes: z.array(z.looseObject({ start: time, end: time, count: z.int() })).optional(),
});
const groups = z.record(z.string(), groupSchema);
const spraySchema = z.looseObject({
  /** An address, or a machine. */
  source: z.string(),
  max_distinct_users_in_10min: z.int().optional(),
  fires: z.boolean(),
  fire_time: time.nullish(),
  /** The first and the last event of the stretch whose users are named. */
  window: z.tuple([time, time]).nullish(),
  users: names.optional(),
});
const successSchema = z.looseObject({
  user: z.string(),
  success_time: time,
  failures_in_10min_before: z.int(),
  first_failure: time.optional(),
  last_failure: time.optional(),
  success_ip: z.string().nullish(),
  success_logon_type: z.union([z.string(), z.int()]).nullish(),
  host: z.string().nullish(),
});
/** The names of what fires. */
const alertsSchema = z.looseObject({
  per_user: names.optional(),
  per_source_ip: names.optional(),
  per_host: names.optional(),
  spray: names.optional(),
  spray_without_ip: names.optional(),
  success_after_failures: names.optional(),
});

/** `file` is not compared; what is optional is compared where it is there. */
export const expectedSchema = z.looseObject({
  file: z.string().optional(),
  docs: z.int(),
  first: time.nullish(),
  last: time.nullish(),
  counts_by_event_id: counts.optional(),
  /** Also of programs that use the number for something else. */
  naive_event_id_4625: z.int().optional(),
  logon_failures_4625: z.int(),
  sub_status: counts.optional(),
  logon_types: counts.optional(),
  per_user: groups.optional(),
  per_user_trimmed_lowercase: groups.optional(),
  per_source_ip: groups.default({}),
  per_host: groups.default({}),
  spray_by_source_ip: z.array(spraySchema),
  spray_by_host_when_no_ip: z.array(spraySchema),
  success_after_failures: z.array(successSchema),
  /** Where the failures were from the address of the success. */
  success_after_failures_same_ip: z.array(successSchema).optional(),
  all_auth_failures_4625_4771_4768_4776: z
    .looseObject({
      count: z.int().optional(),
      per_user: groups.optional(),
      per_source_ip: groups.optional(),
      spray_by_source_ip: z.array(spraySchema).optional(),
    })
    .optional(),
  alerts: alertsSchema.optional(),
});

/** What a recount that knows nothing of the product found in a file. */
export type Expected = z.infer<typeof expectedSchema>;
export type ExpectedGroup = z.infer<typeof groupSchema>;
export type ExpectedSpray = z.infer<typeof spraySchema>;
export type ExpectedSuccess = z.infer<typeof successSchema>;

/** How a recount writes that an event names nobody, or nothing. */
export const MISSING = '(missing)';
