import { examineAnswers } from '../kibana_client';
import { mismatchOf, type Answer } from './conformance';

/** A longer address may be refused by Node itself, which says nothing: no part of the API has seen it. */
const LONGEST = 8_000;
const isOfNode = (path: string, { status, body }: Answer) =>
  path.length > LONGEST && (status === 400 || status === 431) && body === '';

/** From here on an answer that docs/openapi.yaml does not describe fails the test that got it. */
examineAnswers((method, path, answer) => {
  const mismatch = isOfNode(path, answer) ? undefined : mismatchOf(method, path, answer);
  if (mismatch)
    throw new Error(`Not as docs/openapi.yaml says: ${mismatch}. Got ${JSON.stringify(answer.body)}`);
});
