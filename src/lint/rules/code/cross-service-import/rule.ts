import type { Rule } from '../../../rule.ts'

export const crossServiceImport: Rule = {
  id: 'cross-service-import',
  group: 'code',
  severity: 'error',
  summary: 'Code of one service imports code of another.',
  why: 'The two must now be built, tested and released together: a change inside one breaks the other.',
  help: 'Call the other service through its API, or move what both need into a library that is no service.',
  *check({ graph }) {
    for (const { from, to, kind, evidence } of graph.edges) {
      if (kind !== 'code') continue
      for (const { file, line, column, target } of evidence) {
        yield {
          message: `${from} imports code of ${to}: ${file} reaches into ${target ?? to}.`,
          at: { file, line, column },
          services: [from, to],
          ...(target ? { related: [{ file: target, line: 1, column: 1, message: `belongs to ${to}` }] } : {}),
          help: `Call ${to} through its API instead, or move what both need into a library that is no service.`,
        }
      }
    }
  },
}
