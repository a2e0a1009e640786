import { techniqueText } from './attack_techniques';
import { DEFAULT_RULES } from './default_rules';

it('puts the name behind the id', () =>
  expect(techniqueText('T1110.003')).toBe('T1110.003 Password Spraying'));

it('shows a technique that it does not know by its id', () => expect(techniqueText('T1557')).toBe('T1557'));

it.each(DEFAULT_RULES)('names the technique of the default rule $id', ({ technique }) =>
  expect(techniqueText(technique)).toMatch(/^T\d{4}(\.\d{3})? [A-Z]/),
);
