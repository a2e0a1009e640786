import type { Mapping, TimedLoading } from './loading';
import { RejectedDocumentsError } from './rejection';

const messageOf = (
  counts: Partial<TimedLoading>,
  first: Record<string, unknown> = {},
  mapping: Mapping = 'dynamic',
) => {
  const loading = {
    events: 0,
    rejected: 7,
    withoutTime: 0,
    otherTime: 0,
    rejections: [],
    fromText: 0,
    hidden: [],
    ...counts,
  };
  return new RejectedDocumentsError(loading, { timeField: 'when', mapping, first }).message;
};
const KEYWORD = '--mapping keyword';

describe('rejected documents', () => {
  it('are counted and the first ones named', () =>
    expect(messageOf({ events: 3, rejections: [{ line: 4, reason: 'it has no when' }] })).toContain(
      '7 of 10 documents were rejected:\n  line 4: it has no when\n  and 6 more\nNothing was evaluated. ',
    ));
  it('that all lack the field of the time lead to another field, and not to another mapping', () => {
    const message = messageOf({ withoutTime: 7 }, { event: { created: '2026-11-22T03:14:00Z' } });
    expect(message).toContain('No document has a field when: name');
    expect(message).toContain('"fields": { "time": "event.created" }');
    expect(message).not.toContain(KEYWORD);
  });
  it('are not led to a field that no rules file may name', () =>
    expect(messageOf({ withoutTime: 7 }, { _seen: '2026-11-22T03:14:00Z' })).toContain('"time": "…"'));
  it('that all have something else there do so too', () => {
    const message = messageOf({ otherTime: 7 });
    expect(message).toContain('In no document when is a time.');
    expect(message).toContain('"fields": { "time": "…" }');
    expect(message).not.toContain(KEYWORD);
  });
  it('of which only some lack a time are to be corrected', () => {
    const message = messageOf({ events: 1, withoutTime: 3, otherTime: 4 });
    expect(message).toContain('Correct these lines or leave them out.');
    expect(message).not.toContain(KEYWORD);
  });
  it('for another reason lead to the mapping that takes more, and never to the one that takes less', () => {
    expect(messageOf({ withoutTime: 1 })).toContain('A field has one kind of values');
    expect(messageOf({ withoutTime: 1 })).not.toContain(KEYWORD);
    expect(messageOf({ withoutTime: 1 }, {}, 'keyword')).toContain('try --mapping dynamic');
  });
});
