import { lint } from './planted';

const element = (markup: string) =>
  `import React from 'react';\nexport const a = (p: object) => [p, ${markup}];\n`;
const statement = (code: string) =>
  `export const a = (n: Element, u: string, f: never) => {\n  ${code};\n  return [n, u, f];\n};\n`;

const asText = 'must stay text';
const insideOnly = 'stay in Kibana';
const FORBIDDEN: Array<[text: string, told: string]> = [
  [element('<b dangerouslySetInnerHTML={{ __html: String(p) }} />'), asText],
  [element('<b {...{ dangerouslySetInnerHTML: { __html: String(p) } }} />'), asText],
  [element("<b {...{ 'dangerouslySetInnerHTML': p }} />"), asText],
  [element('<iframe srcDoc={String(p)} />'), asText],
  [statement('n.innerHTML = u'), asText],
  [statement("n['innerHTML'] = u"), asText],
  [statement('n.outerHTML = u'), asText],
  [statement("n.insertAdjacentHTML('beforeend', u)"), asText],
  [statement('document.write(u)'), asText],
  [statement('document.createRange().createContextualFragment(u)'), asText],
  [statement("new DOMParser().parseFromString(u, 'text/html')"), asText],
  [statement('eval(u)'), 'no-eval'],
  [statement('new Function(u)'), 'no-new-func'],
  [statement("setTimeout('alert(1)', 1)"), asText],
  [element('<a href="javascript:alert(1)">x</a>'), 'no-script-url'],
  [element('<a href="https://example.org">x</a>'), insideOnly],
  [element('<a href="//example.org" rel="nofollow">x</a>'), insideOnly],
  [element("<a href={p ? 'https://example.org' : '/'}>x</a>"), insideOnly],
  [element('<a href="/app" target="_blank">x</a>'), insideOnly],
  [statement('window.open(u)'), insideOnly],
  [statement('window.location.assign(u)'), insideOnly],
  [statement('location.replace(u)'), insideOnly],
  [statement('window.location.href = u'), insideOnly],
  [statement('location.href = u'), insideOnly],
  [statement('window.location = f'), insideOnly],
];
const ALLOWED = [
  element('<b>{String(p)}</b>'),
  element('<a href="/app/kibana">x</a>'),
  element('<a href={String(p)}>x</a>'),
  element('<a href="https://example.org" rel="noopener noreferrer" target="_blank">x</a>'),
  statement('n.textContent = u'),
  statement("u.replace('a', 'b')"),
];

/** Of a rule of time; literals are written so that no rule of this file's own bites. */
const SLOW = [
  ['common/planted.ts', 'export const a = /^(a+)+$/;\n', 'no-super-linear-backtracking'],
  [
    'server/detect/planted.ts',
    "export const a = (b: string) => b.replace(/\\/+$/, '');\n",
    'no-super-linear-move',
  ],
  [
    'public/planted.ts',
    "export const a = (b: string) => b.replace(/<[^>]*>/g, '');\n",
    'no-super-linear-move',
  ],
  ['server/adapters/planted.ts', 'export const a = /^(x+x+)+y/;\n', 'no-super-linear-backtracking'],
] as const;

describe('what no page may do is reported', () => {
  const told = lint(FORBIDDEN.map(([text]) => ({ filePath: 'public/planted.tsx', text })));
  it.each(FORBIDDEN.map(([text, expected], index) => ({ text, expected, index })))(
    '$text',
    ({ expected, index }) => expect(told[index]?.join('\n')).toContain(expected),
  );
});

describe('what a page may do is not', () => {
  const told = lint(ALLOWED.map((text) => ({ filePath: 'public/planted.tsx', text })));
  it.each(ALLOWED.map((text, index) => ({ text, index })))('$text', ({ index }) =>
    expect(told[index]).toEqual([]),
  );
});

describe('an expression whose time grows with the square of the text is reported', () => {
  const told = lint(SLOW.map(([filePath, text]) => ({ filePath, text })));
  it.each(SLOW.map(([file, text, expected], index) => ({ file, text, expected, index })))(
    '$file: $text',
    ({ expected, index }) => expect(told[index]?.join('\n')).toContain(expected),
  );
});
