import { Client } from '@elastic/elasticsearch';
import nodeProcess from 'node:process';
import { spaceNamed } from '../storage';
import { TASK_VARIABLE, type ChildTask } from './child_order';
import { Life } from './life';
import { Process } from './mortal';
import { viaTelegram } from './via';

/**
 * One cycle of the plugin in a process of its own, which finds the attack of its task. It ends itself by SIGKILL at the
 * point that the task names; nothing is finished and nothing is cleaned up. Where it lives to the end it prints the
 * names of its calls, as JSON.
 */
async function main(): Promise<void> {
  const task = JSON.parse(nodeProcess.env[TASK_VARIABLE] ?? '') as ChildTask;
  const client = new Client({ node: task.elasticsearch, maxRetries: 0 });
  const via = viaTelegram({ url: task.botApi, messages: () => [] });
  const life = new Life(spaceNamed(client, task.space), via, task.now);
  const self = new Process(task.killAt, () => nodeProcess.kill(nodeProcess.pid, 'SIGKILL'));
  life.attack(task.account);
  await life.cycle(self);
  console.log(JSON.stringify(self.calls));
  // Connections to the stand-ins are kept open.
  nodeProcess.exit(0);
}

void main();
