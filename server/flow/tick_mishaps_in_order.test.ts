import { expectSame } from '../../test/against_recount';
import { expectOfLives, LIFE_LIMIT, LIVES } from '../../test/lives';
import { inOrderArbitrary } from '../../test/planned_events';

describe('where events come in order, every alert says what a naive recount says', () => {
  it.each(LIVES)(
    '%s',
    async (_what, lives) => expectOfLives(inOrderArbitrary, lives, expectSame),
    LIFE_LIMIT,
  );
});
