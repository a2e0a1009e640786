import { type OpenProblem, plainTranslator, problemText } from './problem_words';

const FACTS = { appFile: 'a.js', pluginVersion: '0.1.0', kibanaVersion: '8.12.2', sharedMembers: {} };
const MISSING: OpenProblem = { kind: 'missing', names: ['React', 'core.http.get'] };
const said = (problem: OpenProblem, running: string, facts: typeof FACTS | undefined = FACTS) =>
  problemText(plainTranslator, problem, facts, running);

it('names what is missing, and the zip that fits another Kibana', () => {
  const { details, paragraphs } = said(MISSING, '9.5.4');
  expect(details).toEqual(['React', 'core.http.get']);
  expect(paragraphs.join(' ')).toContain('bruteForceAlerts-9.5.4.zip');
  expect(paragraphs.join(' ')).toContain('Plugin 0.1.0, built for Kibana 8.12.2. This is Kibana 9.5.4.');
});

it.each<[string, OpenProblem, string]>([
  ['names no other zip where this one fits', MISSING, 'ought to fit'],
  ['asks to reload where the file did not come', { kind: 'not_loaded', message: '404' }, 'Reload the page'],
  ['asks to reload where the page failed', { kind: 'failed', message: 'x' }, 'Reload the page'],
])('%s', (_, problem, words) => {
  const { paragraphs } = said(problem, '8.12.2');
  expect(paragraphs.join(' ')).toContain(words);
  expect(paragraphs.join(' ')).not.toContain('.zip');
});

it.each([undefined, FACTS])('says that detection goes on, whatever is known of the build', (facts) => {
  const { paragraphs } = problemText(plainTranslator, MISSING, facts, '');
  expect(paragraphs.join(' ')).toContain('detection and messages run in the Kibana server');
  expect(paragraphs.join(' ')).not.toMatch(/undefined|\{|\.zip/);
});

it('shows an error as it is', () =>
  expect(said({ kind: 'failed', message: 'Boom' }, '8.12.2').details).toEqual(['Boom']));
