import { mergeMembers, usedMembers } from './shared_members';

const used = (source: string) => usedMembers('a.tsx', source, ['react', '@elastic/eui']);

it.each<[string, string, Record<string, string[]>]>([
  ['a named import', "import { EuiBadge } from '@elastic/eui';", { '@elastic/eui': ['EuiBadge'] }],
  [
    'one under another name',
    "import { EuiBadge as B } from '@elastic/eui';",
    { '@elastic/eui': ['EuiBadge'] },
  ],
  ['a type among names', "import { type EuiBadgeProps } from '@elastic/eui';", { '@elastic/eui': [] }],
  ['only types', "import type { EuiBadgeProps } from '@elastic/eui';", {}],
  [
    'what is read from the whole',
    "import React from 'react'; React.memo(a); React.memo(b);",
    { react: ['memo', 'memo'] },
  ],
  ['a namespace', "import * as R from 'react'; R.useState(1);", { react: ['useState'] }],
  ['a type of the whole', "import React from 'react'; let a: React.MouseEvent;", { react: [] }],
  ['JSX', "import React from 'react'; const a = <><b /></>;", { react: ['Fragment', 'createElement'] }],
  ['another module', "import { a } from 'zod';", {}],
])('%s', (_, source, expected) => expect(used(source)).toEqual(expected));

it('of several files each member is named once, in order', () => {
  expect(mergeMembers([{ b: ['y', 'x'] }, { a: ['z'], b: ['x', 'y'] }])).toEqual({ a: ['z'], b: ['x', 'y'] });
});
