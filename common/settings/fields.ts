/** The facts that are read from a logon event, whatever its shipper calls their fields. */
export const CONCEPTS = [
  'time',
  'code',
  'provider',
  'account',
  'domain',
  'source',
  'host',
  'workstation',
  'logonType',
  'status',
  'subStatus',
  'targetSid',
] as const;
export type Concept = (typeof CONCEPTS)[number];

/**
 * Fields that a person set: the full name of one field by concept. It is read before the usual fields, which follow
 * where it has no value. Only the time is read from no other field than the one that was set.
 */
export type FieldOverrides = Partial<Record<Concept, string>>;
