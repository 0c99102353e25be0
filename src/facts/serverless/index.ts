import { posix } from 'node:path'
import type { Extractor } from '../extractor.ts'
import type { Fact } from '../fact.ts'
import { lineOf } from '../line-of.ts'

/** Templates of SAM go by any name; those of the Serverless Framework have one. */
const framework = /^serverless(?:\.[\w-]+)?\.ya?ml$/
const template = /^[\w.-]*(?:template|sam|stack)[\w.-]*\.ya?ml$/i
/** Lines of a template, whose own tags (`!Ref`) no reader of YAML knows. */
const runsFunctions = /^[ \t]+Type:[ \t]*['"]?AWS::Serverless::Function\b/m
const hasFunctions = /^functions:/m
const isService = /^service:/m
/** What the template makes beside its functions, and they speak with. */
const stores: readonly (readonly [RegExp, string])[] = [
  [/^[ \t]+Type:[ \t]*['"]?AWS::(?:DynamoDB::(?:Global)?Table|Serverless::SimpleTable)\b/m, 'dynamodb'],
  [/^[ \t]+Type:[ \t]*['"]?AWS::SQS::Queue\b/m, 'sqs'],
  [/^[ \t]+Type:[ \t]*['"]?AWS::SNS::Topic\b/m, 'sns'],
]

/** Functions that are deployed as one: a template of SAM, a service of the Serverless Framework. */
export const serverless: Extractor = {
  id: 'serverless',
  endings: ['.yaml', '.yml'],
  matches: (path) => framework.test(posix.basename(path)) || template.test(posix.basename(path)),
  extract({ path, text }): Fact[] {
    const begins = framework.test(posix.basename(path)) && isService.test(text) ? hasFunctions : runsFunctions
    if (!begins.test(text)) return []
    const used = stores.filter(([type]) => type.test(text))
    return [
      { kind: 'program', at: lineOf(path, text, begins), language: 'serverless' },
      ...used.map(([type, store]): Fact => {
        const at = lineOf(path, text, type)
        return {
          kind: 'data-source',
          at,
          store,
          detail: `makes ${store === 'dynamodb' ? 'a table' : 'one'} of ${store}`,
        }
      }),
    ]
  },
}
