import { i18n } from '@kbn/i18n';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ActionRequest, BulkRequest, BulkResponse } from '../../../common/api/alerts_api';
import type { Alert } from '../../../common/alerts/alerts';
import type { Problem } from '../../../common/status/problems';
import { toApiError } from '../../shared/api_error';
import { useServices } from '../../shared/services';
import { snoozesAfter, undoOf } from './undo';

type Target = Pick<Alert, 'id' | 'workflow'>;

/** Acting on alerts, with what came of it last. */
export interface Actions {
  act(request: ActionRequest, alerts: readonly Target[], onDone?: () => void): void;
  isActing: boolean;
  /** On how many alerts the last action was done; undefined before the first, and after it was taken back. */
  done: number | undefined;
  /** On how many parts of them it was done too. */
  parts: number;
  /** Why the last action was not done on some alerts, each reason once. */
  problems: Problem[];
  /** Takes the last action back; undefined where nothing can be taken back. */
  undo: (() => void) | undefined;
  /** Forgets the last action. */
  dismiss(): void;
}

interface Acted {
  done: number | undefined;
  parts: number;
  problems: Problem[];
  undo: BulkRequest[];
  /** The alerts as they were before. */
  before: readonly Target[];
}

interface Wanted {
  requests: BulkRequest[];
  targets: readonly Target[];
  isUndo: boolean;
}

/** Acts on the alerts as they are shown: where somebody did something since, that alert stays as it is. */
export function useActions(): Actions {
  const { api } = useServices();
  const queries = useQueryClient();
  const { data, error, isLoading, mutate, reset } = useMutation<Acted, unknown, Wanted>({
    mutationFn: async (wanted) => {
      const answers: BulkResponse[] = [];
      for (const request of wanted.requests) {
        const answer = await api.bulk(request);
        answers.push(answer);
        if (!wanted.isUndo) continue;
        for (const snooze of snoozesAfter(answer, wanted.targets, Date.now()))
          answers.push(await api.bulk(snooze));
      }
      return actedOf(wanted, answers);
    },
    onSettled() {
      // Not waited for: what came of the action is shown also where the page cannot be read again.
      void queries.invalidateQueries(['alerts']);
      void queries.invalidateQueries(['alert']);
    },
  });
  const undo = data?.undo ?? [];
  return {
    act(request, targets, onDone) {
      const alerts = targets.map(({ id, workflow }) => ({ id, revision: workflow.revision }));
      mutate({ requests: [{ ...request, alerts }], targets, isUndo: false }, { onSuccess: onDone });
    },
    isActing: isLoading,
    done: data?.done,
    parts: data?.parts ?? 0,
    problems: error ? toApiError(error).problems : (data?.problems ?? []),
    undo:
      data && undo.length > 0 && !isLoading
        ? () => mutate({ requests: undo, targets: data.before, isUndo: true })
        : undefined,
    dismiss: reset,
  };
}

function actedOf({ requests: [request], targets, isUndo }: Wanted, answers: BulkResponse[]): Acted {
  const [answer] = answers;
  return {
    done: isUndo ? undefined : answers.reduce((sum, { done }) => sum + done, 0),
    parts: answers.flatMap(({ alerts }) => alerts).reduce((sum, { parts = 0 }) => sum + parts, 0),
    problems: distinct(answers.flatMap(({ alerts }) => alerts.flatMap(({ problem }) => problem ?? []))),
    undo: request && answer && !isUndo ? undoOf(request, targets, answer) : [],
    before: targets,
  };
}

const distinct = (problems: Problem[]) => [
  ...new Map(problems.map((problem) => [`${problem.code} ${problem.message}`, problem])).values(),
];

/** `Done for 3 alerts.`, `Done for 1 alert, and for 2 that are part of the same attack.` */
export const doneText = (done: number, parts: number) =>
  i18n.translate('bruteForceAlerts.workflow.doneText', {
    defaultMessage:
      'Done for {done, plural, one {# alert} other {# alerts}}{parts, plural, =0 {} other {, and for # that are part of the same attack}}.',
    values: { done, parts },
  });
