import { NEVER_GIVES_WAY } from '../../../common/give_way';
import { NOW, searchHit } from '../../../test/builders';
import { createQuestion } from '../../detect/events/question';
import { readEach } from './read_hits';

it.each<[string, unknown, number | undefined]>([
  ['nanoseconds are cut off and not rounded up, as of an event', `${NOW}.999999`, NOW],
  ['what is no time is none', 'yesterday', undefined],
])('the time of a document that is no event: %s', async (_what, time, expected) => {
  const question = createQuestion({}, { kerberosAndNtlm: false });
  const times: Array<number | undefined> = [];
  const hits = [searchHit({ '@timestamp': [time] })];
  await readEach(hits, question, NEVER_GIVES_WAY, (_hit, _event, unreadable) => times.push(unreadable?.at));
  expect(times).toEqual([expected]);
});
