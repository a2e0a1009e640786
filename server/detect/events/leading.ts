import type { Concept } from '../../../common/settings/fields';
import type { Hit, Leading } from './event_source_port';
import { INDIRECT_FIELDS } from './indirect_values';
import type { Candidates } from './shapes';
import { isNamedSecurity } from './provider';
import { tellOf } from './values';

type Fields = Readonly<Record<string, readonly unknown[]>>;

/**
 * Of each concept the best field that is mapped, and all of the address: where no workstation is named, any of these may
 * hold its name. `candidates`: of the concepts that are read, the best first, with the fields that tell one indirectly
 * behind them. Null where that would not do: values that stand under other names come between other candidates.
 */
export function leadingFields(
  { source, ...candidates }: Omit<Candidates, 'time' | 'targetSid'>,
  isMapped: (field: string) => boolean,
): Leading | null {
  if (INDIRECT_FIELDS.some(isMapped)) return null;
  const leading = (Object.entries(candidates) as Array<[Concept, readonly string[]]>).map(
    ([concept, names]) => {
      const [field, ...others] = names.filter(isMapped);
      return { concept, field, isAlone: others.length === 0 };
    },
  );
  const checks = leading.flatMap(({ concept, field, isAlone }) =>
    field === undefined || isAlone ? [] : [tellsBy(field, concept)],
  );
  return {
    fields: [...leading.flatMap(({ field }) => field ?? []), ...source.filter(isMapped)],
    isTold: ({ fields: shown = {} }: Hit) => checks.every((tells) => tells(shown)),
  };
}

/** A provider decides only by its right name: under any other, another field may still have it. */
function tellsBy(field: string, concept: Concept): (fields: Fields) => boolean {
  if (concept === 'provider') return (fields) => isNamedSecurity(fields, field);
  const names = [field];
  return (fields) => tellOf(fields, concept, names) !== undefined;
}
