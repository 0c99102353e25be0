import type { Finding } from '../../src/lint/finding.ts'
import type { Rule } from '../../src/lint/rule.ts'
import type { LintResult } from '../../src/lint/run.ts'
import { plain } from '../../src/report/paint.ts'
import type { ReportOptions } from '../../src/report/report.ts'

/** A finding with all that one can have. */
export const finding = (more: Partial<Finding> = {}): Finding => ({
  rule: 'cross-service-import',
  severity: 'error',
  message: 'checkout imports code of products.',
  why: 'They must be released together.',
  help: 'Call its API.',
  services: ['checkout', 'products'],
  at: { file: 'a/x.ts', line: 2, column: 9 },
  related: [{ file: 'b/y.ts', line: 1, column: 1, message: 'belongs to products' }],
  fingerprint: '00ff:1',
  ...more,
})

const rule = (id: string): Rule => ({
  id,
  group: 'code',
  severity: 'error',
  summary: `What ${id} says.`,
  why: 'Why it does.',
  help: 'How to mend it.',
  check: () => [],
})

/** What a run of two rules over four services came to. */
export const result = (...findings: Finding[]): LintResult => ({
  rules: [rule('catalog-schema'), rule('cross-service-import')],
  findings,
  baseline: { file: '.msvc-baseline.json', exists: false, known: [], mended: [], unseen: [] },
  services: 4,
  files: 1,
  skipped: [],
})

const files: Readonly<Record<string, string>> = {
  'a/x.ts': "// first\nimport '../b/y.ts'\n",
  'c.yaml': 'kind: X\r\n',
}

/** The root of the tree is the folder `shop` of a git repository. */
export const options: ReportOptions = {
  paint: plain,
  version: '1.2.3',
  source: (file) => files[file],
  page: (id) => `# ${id}\n`,
  hosted: (file) => `shop/${file}`,
}
