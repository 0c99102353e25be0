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

const topic = /^[ \t]+(\w+):[ \t]*\r?\n[ \t]+Type:[ \t]*['"]?AWS::SNS::Topic\b/gm
/** A key of a template, by itself or with what it holds. */
const keyOf = /^[ \t]*(?:- )?([\w:]+):/
const ofAlarms = /^(?:Alarm|OK|InsufficientData)Actions?$/i

/** Whether only alarms send to the topics of a template: whoever keeps the system running hears of them, and no program. */
function isForAlarms(text: string): boolean {
  const lines = text.split('\n')
  return [...text.matchAll(topic)].every(([, name = '']) => {
    const mention = new RegExp(String.raw`(?:!Ref|!GetAtt|Ref:|\$\{)\s*['"]?${name}\b`)
    const keys = lines.flatMap((line, index) => {
      if (!mention.test(line)) return []
      const own = keyOf.exec(line)?.[1]
      const above = lines.slice(0, index).findLast((each) => keyOf.test(each)) ?? ''
      return own === undefined || own === 'Ref' ? (keyOf.exec(above)?.[1] ?? '') : own
    })
    return keys.length > 0 && keys.every((key) => ofAlarms.test(key))
  })
}

/** Functions that are deployed as one: a template of SAM, a service of the Serverless Framework. */
export const serverless: Extractor = {
  id: 'serverless',
  endings: ['.yaml', '.yml'],
  matches: (path) => framework.test(posix.basename(path)) || template.test(posix.basename(path)),
  extract({ path, text }): Fact[] {
    const begins = framework.test(posix.basename(path)) && isService.test(text) ? hasFunctions : runsFunctions
    if (!begins.test(text)) return []
    const used = stores.filter(([type, store]) => type.test(text) && !(store === 'sns' && isForAlarms(text)))
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
