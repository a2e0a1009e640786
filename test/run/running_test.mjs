import { writeFileSync } from 'node:fs';
import { relative } from 'node:path';

/**
 * A reporter of Jest that writes the name of each test, as it begins, into the file that `RUNNING_TEST` names. A step that
 * took too long and was ended can then say in which test. It is written before the test begins, since a test in an
 * endless loop lets nothing run after it.
 */
export default class RunningTest {
  #file = process.env['RUNNING_TEST'];

  onTestCaseStart({ path, context }, { ancestorTitles, title }) {
    if (!this.#file) return;
    const names = [relative(context.config.rootDir, path), ...ancestorTitles, title];
    writeFileSync(this.#file, names.join(' › '));
  }
}
