import type { KillPoint } from './mortal';

/** The attack that a child process is to find. `now`: epoch milliseconds, of its clock. */
export interface ChildOrder {
  space: string;
  account: string;
  now: number;
}

/** What a child process is started with, as JSON in its environment. */
export interface ChildTask extends ChildOrder {
  elasticsearch: string;
  /** Of the stand-in of the Bot API. */
  botApi: string;
  /** Where it ends itself by SIGKILL; null where it lives to the end of its cycle. */
  killAt: KillPoint | null;
}

/** The variable of the environment with the task. */
export const TASK_VARIABLE = 'FAULTS_CHILD_TASK';
