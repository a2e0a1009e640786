import type { ErrorBody } from '../../common/api/api';
import { mismatchWith } from '../openapi/conformance';
import { operationOf } from '../openapi/document';
import type { Caller, Fault } from './tally';

export interface Judged {
  caller: Caller;
  method: string;
  /** Without a space. */
  path: string;
  status: number;
  /** Parsed where it is JSON. */
  body: unknown;
  headers: { get(name: string): string | null };
}

/** What is wrong with an answer, or undefined. Whether a 503 was due is not decided here. */
export function judge(answer: Judged): Pick<Fault, 'kind' | 'detail'> | undefined {
  const { status, caller, method, path } = answer;
  if (status >= 500 && status !== 503) return { kind: 'server error', detail: String(status) };
  const operation = operationOf(method, path);
  if (!operation) return judgeElsewhere(answer);
  if (wasHandled(answer) && !mayPass(caller, operation.privilege))
    return { kind: 'let in', detail: `${caller} got ${status}, and it needs ${operation.privilege}` };
  const mismatch = mismatchWith(operation, answer);
  return mismatch === undefined ? undefined : { kind: 'not as described', detail: mismatch };
}

/** Whether the route itself has answered: refusals of Kibana, which come before, name no problems. */
const wasHandled = ({ status, body }: Judged) =>
  status < 400 || (body as Partial<ErrorBody> | null)?.attributes?.problems !== undefined;

const mayPass = (caller: Caller, needed: 'read' | 'all') => caller === 'all' || caller === needed;

/** Where there is no route, nothing may be done: any server answers HEAD and OPTIONS, and Kibana sends nobody to its login. */
function judgeElsewhere({ caller, method, status }: Judged): Pick<Fault, 'kind' | 'detail'> | undefined {
  if (status >= 400 || ['HEAD', 'OPTIONS'].includes(method)) return undefined;
  if (status === 302 && caller === 'nobody') return undefined;
  return { kind: 'not as described', detail: `${status} where there is no route` };
}
