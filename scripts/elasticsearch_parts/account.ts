import { readFileSync } from 'node:fs';

export interface Account {
  uid: number;
  gid: number;
}

/** Where `nobody` has no line of its own, as in some containers. */
const NOBODY: Account = { uid: 65534, gid: 65534 };

export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/** Elasticsearch refuses to run as root. An ordinary user needs no other account. */
export function unprivilegedAccount(): Account | undefined {
  return isRoot() ? findNobody(readPasswd()) : undefined;
}

export function findNobody(passwd: string): Account {
  const line = passwd.split('\n').find((candidate) => candidate.startsWith('nobody:'));
  const [, , uid, gid] = line?.split(':') ?? [];
  const account = { uid: Number(uid), gid: Number(gid) };
  return Number.isInteger(account.uid) && Number.isInteger(account.gid) ? account : NOBODY;
}

function readPasswd(): string {
  try {
    return readFileSync('/etc/passwd', 'utf8');
  } catch {
    return '';
  }
}
