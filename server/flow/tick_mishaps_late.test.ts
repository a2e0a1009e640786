import { expectRight } from '../../test/against_recount';
import { expectOfLives, LIFE_LIMIT, LIVES } from '../../test/lives';
import { anyOrderArbitrary } from '../../test/planned_events';

describe('whatever comes late, each attack that a naive recount finds has its alert, and counts each event once', () => {
  it.each(LIVES)(
    '%s',
    async (_what, lives) => expectOfLives(anyOrderArbitrary, lives, expectRight),
    LIFE_LIMIT,
  );
});
