import type { Problem } from '../../common/status/problems';
import { secretProblems } from '../../common/channels/channels';
import { settingsSchema } from '../../common/settings/settings';
import { heartbeatUrlProblem } from '../../common/settings/heartbeat';
import { type Draft, settingsOf, typedHeartbeatUrl, typedSecrets } from './draft';
import { byPlace, type FieldName, fieldOfPath } from './field_name';

export type FieldErrors = Partial<Record<FieldName, string[]>>;

/** What the form itself finds wrong, by field, in the words that the server would use. */
export function validate(draft: Draft): FieldErrors {
  const errors: FieldErrors = {};
  for (const { path, message } of settingsSchema.safeParse(settingsOf(draft)).error?.issues ?? []) {
    const field = fieldOfPath(path);
    if (field) errors[field] = withMessage(errors[field], message);
  }
  const url = typedHeartbeatUrl(draft);
  const urlError = url === undefined ? undefined : heartbeatUrlProblem(url);
  if (urlError !== undefined) errors.heartbeatUrl = [urlError];
  return { ...errors, ...secretErrors(draft) };
}

function secretErrors(draft: Draft): FieldErrors {
  const errors: FieldErrors = {};
  const typed = typedSecrets(draft);
  for (const { id, kind } of draft.channels) {
    for (const [name, text] of Object.entries(typed[id] ?? {})) {
      const problems = secretProblems(kind, name, text);
      if (problems.length > 0) errors[`secrets.${id}.${name}`] = problems;
    }
  }
  return errors;
}

const withMessage = (messages: string[] = [], message: string) =>
  messages.includes(message) ? messages : [...messages, message];

/**
 * The field that a problem is about: `settings.indexPatterns.0` is of the field indexPatterns. Undefined where no
 * field of the form caused it.
 */
export const fieldOf = ({ field }: Problem): FieldName | undefined =>
  fieldOfPath(
    field
      ?.replace(/^settings\./, '')
      .replace(/\[(\d+)\]/g, '.$1')
      .split('.') ?? [],
  );

/** The server's problems by field: the message, and what to do. */
export function problemsByField(problems: Problem[]): FieldErrors {
  const errors: FieldErrors = {};
  for (const problem of problems) {
    const field = fieldOf(problem);
    if (field && problem.severity === 'error')
      errors[field] = withMessage(errors[field], `${problem.message} ${problem.remedy}`.trim());
  }
  return errors;
}

/** Problems that no field shows. They must be shown elsewhere, or nobody sees them. */
export const problemsOfNoField = (problems: Problem[]) =>
  problems.filter((problem) => problem.severity !== 'error' || !fieldOf(problem));

export const firstInvalid = (errors: FieldErrors): FieldName | undefined =>
  wrongFields(errors).sort(byPlace)[0];

export const wrongFields = (errors: FieldErrors): FieldName[] =>
  (Object.keys(errors) as FieldName[]).filter((field) => (errors[field]?.length ?? 0) > 0);
