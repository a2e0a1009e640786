import { foundLateBy } from './found_late';
import { LATENESS } from '../bounds';
import { NOW } from '../../test/builders';

it.each([
  ['at once', 0, null],
  ['as late as events may come', LATENESS, null],
  ['later than that', LATENESS + 1, LATENESS + 1],
])('found %s', (_what, late, expected) =>
  expect(foundLateBy({ firedAt: NOW, detectedAt: NOW + late })).toBe(expected),
);
