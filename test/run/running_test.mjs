import { writeFileSync } from 'node:fs';
import { relative } from 'node:path';

/**
 * A reporter of Jest that keeps the name of the running test in the file that `RUNNING_TEST` names, so that a run that
 * had to be ended can be told of. Written before the test begins: one in a loop without an end lets nothing else happen.
 */
export default class RunningTest {
  #file = process.env['RUNNING_TEST'];

  onTestCaseStart({ path, context }, { ancestorTitles, title }) {
    if (!this.#file) return;
    const names = [relative(context.config.rootDir, path), ...ancestorTitles, title];
    writeFileSync(this.#file, names.join(' › '));
  }
}
