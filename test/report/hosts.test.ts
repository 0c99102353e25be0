import { parseXml, XmlElement, XmlText } from '@rgrove/parse-xml'
import { describe, expect, it } from 'vitest'
import { rules } from '../../src/lint/rules/index.ts'
import { reporters } from '../../src/report/index.ts'
import { finding, options, result } from './result.ts'
import { sarifFaults } from './sarif-schema.ts'

/** What no format may stumble over. */
const nasty = finding({
  rule: 'catalog-schema',
  severity: 'warning',
  message: '100%: a, b|c\r\n<x> [y](https://z) & "@acme/web" `q` \u0000\u001b\ud800 #12 C:\\d',
  help: 'Say "]]>" & <!-- -->, 50%.',
  at: { file: 'a b/ü,:%[1].yaml', line: 3, column: 1 },
  related: [{ file: 'a b/[z].yaml', line: 4, column: 2, message: 'the [other] side' }],
  services: [],
  fingerprint: '0abc:2',
})

interface Sarif {
  runs: [
    {
      tool: { driver: { semanticVersion: string; rules: { id: string; help: object }[] } }
      results: Record<string, unknown>[]
      invocations: [{ toolExecutionNotifications: object[] }]
    },
  ]
}

describe('sarif', () => {
  const read = (...args: Parameters<typeof reporters.sarif>): Sarif => JSON.parse(reporters.sarif(...args))

  it('is valid by the schema: with findings, without any, and with what was passed over', () => {
    const skipped = [{ file: 'x y.min.js', why: 'minified' }]
    for (const each of [result(), result(finding(), nasty), { ...result(finding({ related: [] })), skipped, rules }]) {
      expect(sarifFaults(read(each, options))).toEqual([])
    }
    expect(sarifFaults(read(result(finding({ at: { file: 'a', line: 0, column: 1 } })), options))).not.toEqual([])
  })

  it('tells rules with their pages, and findings with both sides', () => {
    const [{ tool, results }] = read(result(finding()), options).runs
    expect(tool.driver.semanticVersion).toBe('1.2.3')
    expect(tool.driver.rules.map(({ id }) => id)).toEqual(['catalog-schema', 'cross-service-import'])
    expect(tool.driver.rules[0]?.help).toEqual({ text: 'Why it does. How to mend it.', markdown: '# catalog-schema\n' })
    expect(results).toEqual([
      {
        ruleId: 'cross-service-import',
        ruleIndex: 1,
        level: 'error',
        message: { text: 'checkout imports code of products. See [belongs to products](1). Call its API.' },
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri: 'shop/a/x.ts' },
              region: { startLine: 2, startColumn: 9 },
            },
          },
        ],
        relatedLocations: [
          {
            id: 1,
            physicalLocation: {
              artifactLocation: { uri: 'shop/b/y.ts' },
              region: { startLine: 1, startColumn: 1 },
            },
            message: { text: 'belongs to products' },
          },
        ],
        partialFingerprints: { primaryLocationLineHash: '00ff:1', 'msvcFinding/v1': '00ff:1' },
      },
    ])
  })

  it('writes paths as URIs, and text that only looks like a link as text', () => {
    const [{ results }] = read(result(nasty), options).runs
    const text = JSON.stringify(results)
    expect(text).toContain('shop/a%20b/%C3%BC%2C%3A%25%5B1%5D.yaml')
    expect(text).toContain('\\\\[y](https://z)')
    expect(text).toContain('See [the \\\\[other\\\\] side](1).')
  })
})

describe('github', () => {
  it('is one workflow command a finding', () => {
    expect(reporters.github(result(finding()), options)).toBe(
      '::error file=shop/a/x.ts,line=2,col=9,title=cross-service-import::checkout imports code of products.%0AFix: Call its API.\n',
    )
    expect(reporters.github(result(), options)).toBe('')
  })

  it('escapes percent signs and line ends everywhere, commas and colons in properties', () => {
    const [line = '', ...rest] = reporters.github(result(nasty), options).split('\n')
    expect(rest).toEqual([''])
    expect(line).toMatch(
      /^::warning file=shop\/a b\/ü%2C%3A%25\[1\]\.yaml,line=3,col=1,title=catalog-schema::100%25: a, b/,
    )
    expect(line).toContain('c%0D%0A<x>')
    expect(line).toContain('50%25.')
  })
})

describe('gitlab', () => {
  it('is a list of issues with what GitLab asks for', () => {
    expect(JSON.parse(reporters.gitlab(result(finding(), nasty), options))).toMatchObject([
      {
        description: 'checkout imports code of products. Call its API.',
        check_name: 'cross-service-import',
        fingerprint: '00ff:1',
        severity: 'major',
        location: { path: 'shop/a/x.ts', lines: { begin: 2 } },
      },
      { severity: 'minor', fingerprint: '0abc:2' },
    ])
    expect(reporters.gitlab(result(), options)).toBe('[]\n')
  })
})

describe('junit', () => {
  const suites = (xml: string) => {
    const elements = (parent: XmlElement) => parent.children.filter((child) => child instanceof XmlElement)
    const root = parseXml(xml).root ?? new XmlElement('none')
    return {
      total: root.attributes,
      suites: elements(root).map((each) => ({
        ...each.attributes,
        cases: elements(each).map((one) => ({
          name: one.attributes['name'],
          told: elements(one).map(({ name, children }) => [
            name,
            children.map((child) => (child instanceof XmlText ? child.text : '')).join(''),
          ]),
        })),
      })),
    }
  }

  it('has a suite for each rule, and a failure for each error', () => {
    expect(suites(reporters.junit(result(finding()), options))).toEqual({
      total: { name: 'msvc lint', tests: '2', failures: '1' },
      suites: [
        {
          name: 'catalog-schema',
          tests: '1',
          failures: '0',
          cases: [{ name: 'nothing found: What catalog-schema says.', told: [] }],
        },
        {
          name: 'cross-service-import',
          tests: '1',
          failures: '1',
          cases: [
            {
              name: 'shop/a/x.ts:2:9 checkout imports code of products.',
              told: [
                [
                  'failure',
                  'shop/a/x.ts:2:9\ncheckout imports code of products.\nsee shop/b/y.ts:1 belongs to products\nwhy: They must be released together.\nfix: Call its API.',
                ],
              ],
            },
          ],
        },
      ],
    })
  })

  it('is XML whatever a message holds, and a warning fails nothing', () => {
    const { total, suites: found } = suites(reporters.junit(result(nasty), options))
    expect(total).toMatchObject({ failures: '0' })
    const [told] = found[0]?.cases[0]?.told ?? []
    expect(told?.[0]).toBe('system-out')
    expect(told?.[1]).toContain('<x> [y](https://z) & "@acme/web" `q` \ufffd\ufffd\ufffd #12')
    expect(told?.[1]).toContain('Say "]]>" & <!-- -->, 50%.')
  })
})

describe('markdown', () => {
  it('is a table with errors first, and says once why a rule is', () => {
    const warning = finding({ severity: 'warning', message: 'Later.', related: [] })
    expect(reporters.markdown(result(warning, finding()), options)).toBe(`### msvc lint: 1 error, 1 warning

In 4 services (1 file).

| | where | what, and how to mend it |
| --- | --- | --- |
| error | \`shop/a/x.ts:2\` | checkout imports code of products. \`cross-service-import\`<br>see \`shop/b/y.ts:1\` belongs to products<br>**Fix:** Call its API. |
| warning | \`shop/a/x.ts:2\` | Later. \`cross-service-import\`<br>**Fix:** Call its API. |

<details><summary>Why these rules are</summary>

- \`cross-service-import\`: They must be released together.

</details>
`)
    expect(reporters.markdown(result(), options)).toBe('### msvc lint: no findings\n\nIn 4 services (1 file).\n')
  })

  it('lets nothing in a message be markup, end the row, or call a team', () => {
    const row =
      reporters
        .markdown(result(nasty), options)
        .split('\n')
        .find((line) => line.startsWith('| warning')) ?? ''
    expect(row).toContain('a, b\\|c &lt;x> \\[y\\](https://z) &amp; "@<!-- -->acme/web" \\`q\\`')
    expect(row).toContain('#<!-- -->12')
    expect(row.replaceAll('\\|', '').split('|')).toHaveLength(5)
  })

  it('fits into a comment, and says what it left out', () => {
    const many = Array.from({ length: 5000 }, (_, line) => finding({ at: { file: 'a/x.ts', line, column: 1 } }))
    const text = reporters.markdown(result(...many), options)
    expect(text.length).toBeLessThan(65_536)
    const shown = text.split('\n').filter((line) => line.startsWith('| error')).length
    expect(shown).toBeGreaterThan(100)
    expect(text).toContain(`And ${5000 - shown} more`)
  })
})
