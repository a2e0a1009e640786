import { withPatterns } from './patterns';

it.each([
  ['b-*', ['a-*', 'b-*']],
  ['b-*, c-*\nd-*', ['a-*', 'b-*', 'c-*', 'd-*']],
  [' a-* ', ['a-*']],
  [' , ', ['a-*']],
])('adds what was typed: %p', (typed, patterns) => expect(withPatterns(['a-*'], typed)).toEqual(patterns));
