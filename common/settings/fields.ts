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

/** What a person set instead of the candidates, by concept: the full name of one field. */
export type FieldOverrides = Partial<Record<Concept, string>>;
