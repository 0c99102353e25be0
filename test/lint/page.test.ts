import { expect, it } from 'vitest'
import { parsePage } from '../../src/lint/page.ts'

it('takes a page apart', () => {
  const page = parsePage(`# some-rule

## Why
Because.

## Examples
### Bad: two files
\`\`\`ts a/b.ts
# no heading
### Good: no heading either
\`\`\`

Between them.

\`\`\`\`yaml c.yaml
text: |
  \`\`\`
\`\`\`\`
\`\`\`findings
a/b.ts:1 First.

a/b.ts:2 Second.
\`\`\`
### Good: an empty file
\`\`\`ts empty.ts
\`\`\`
\`\`\`ts empty.ts before
let a
\`\`\`
\`\`\`commits
2 a/b.ts c.yaml
1 c.yaml # A change
\`\`\`
### Notes
\`\`\`ts not/an/example.ts
\`\`\`
`)
  expect(page.title).toBe('some-rule')
  expect(page.headings).toEqual(['Why', 'Examples'])
  expect(page.examples).toEqual([
    {
      title: 'two files',
      verdict: 'bad',
      files: { 'a/b.ts': '# no heading\n### Good: no heading either\n', 'c.yaml': 'text: |\n  ```\n' },
      before: {},
      fixed: {},
      findings: ['a/b.ts:1 First.', 'a/b.ts:2 Second.'],
      commits: [],
    },
    {
      title: 'an empty file',
      verdict: 'good',
      files: { 'empty.ts': '' },
      before: { 'empty.ts': 'let a\n' },
      fixed: {},
      findings: [],
      commits: [
        { id: '00', subject: '', files: ['a/b.ts', 'c.yaml'] },
        { id: '01', subject: '', files: ['a/b.ts', 'c.yaml'] },
        { id: '10', subject: 'A change', files: ['c.yaml'] },
      ],
    },
  ])
})
