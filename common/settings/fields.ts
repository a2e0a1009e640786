/** What a logon event tells, whatever its shipper calls the field. */
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

/** What a person set, by concept: the full name of one field. It is looked into first; of the time it is the only one. */
export type FieldOverrides = Partial<Record<Concept, string>>;
