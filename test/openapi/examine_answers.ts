import { examineAnswers } from '../kibana_client';
import { mismatchOf } from './conformance';

/** From here on an answer that docs/openapi.yaml does not describe fails the test that got it. */
examineAnswers((method, path, answer) => {
  const mismatch = mismatchOf(method, path, answer);
  if (mismatch)
    throw new Error(`Not as docs/openapi.yaml says: ${mismatch}. Got ${JSON.stringify(answer.body)}`);
});
