import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv } from 'ajv'

const file = join(import.meta.dirname, '../fixtures/sarif/sarif-2.1.0-rtm.5.json')

/** What the schema of SARIF 2.1.0 has against a log, nothing for a valid one. */
export function sarifFaults(log: unknown): string[] {
  // Draft 4 names the schema `id`; nothing else in it means another thing to later drafts.
  const { $schema: _, id: __, ...schema } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>
  const formats = { uri: isUri, 'uri-reference': isUriReference, 'date-time': true } as const
  // One of its patterns is none by the strict rules for regular expressions.
  const ajv = new Ajv({ strict: false, unicodeRegExp: false, allErrors: true, formats })
  const validate = ajv.compile(schema)
  validate(log)
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)
}

const isUri = (text: string): boolean => URL.canParse(text)
const isUriReference = (text: string): boolean =>
  URL.canParse(text, 'https://example.com/') && /^(?:%[\dA-F]{2}|[\w\-.~!$&'()*+,;=:@/?#])*$/i.test(text)
