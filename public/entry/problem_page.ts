import { PLUGIN_TITLE } from '../../common/api/plugin';
import type { ProblemText } from './problem_words';

/** Draws what is wrong with plain elements, since React and EUI may be what is missing. Returns how to remove it. */
export function showProblem(element: HTMLElement, { title, paragraphs, details }: ProblemText): () => void {
  const page = document.createElement('div');
  page.setAttribute('role', 'alert');
  page.setAttribute('data-test-subj', 'bfaCannotOpen');
  page.style.cssText = 'padding: 24px; max-width: 60em; line-height: 1.5;';
  const [first = '', ...others] = paragraphs;
  const list = add(document.createElement('ul'), ...details.map((detail) => withText('li', detail)));
  list.style.cssText = 'margin: 1em 2em; list-style: disc; overflow-wrap: anywhere;';
  add(page, withText('h1', PLUGIN_TITLE), withText('h2', title), withText('p', first), list);
  add(page, ...others.map((text) => withText('p', text)));
  element.replaceChildren(page);
  return () => element.replaceChildren();
}

function add<E extends Element>(parent: E, ...children: Node[]): E {
  parent.append(...children);
  return parent;
}

function withText(tag: 'h1' | 'h2' | 'p' | 'li', text: string): HTMLElement {
  const element = document.createElement(tag);
  element.textContent = text;
  // Kibana's reset style sheet takes the margins and sizes of plain elements away.
  element.style.cssText = {
    h1: 'font-size: 27px;',
    h2: 'font-size: 20px; margin: 12px 0;',
    p: 'margin: 8px 0;',
    li: '',
  }[tag];
  return element;
}
