import type { Alert } from './alerts';

type Seen = Pick<Alert, 'status'> & { evidence: Pick<Alert['evidence'], 'last'> };

/** The time of the last failed logon of an attack that is over, epoch ms; null while it goes on. */
export const quietSinceOf = ({ status, evidence }: Seen): number | null =>
  status === 'recovered' ? evidence.last : null;
