import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import type { Api, Schema } from './api.ts'

/** Where a value breaks its schema: a JSON pointer into the value, and what is wrong there. */
export interface SchemaFault {
  readonly pointer: string
  readonly message: string
}

type Check = (value: unknown) => readonly SchemaFault[]

const compiled = new WeakMap<Api, Map<Schema, Check>>()

/** What stands for a schema that cannot be compiled, such as one that refers to another file. */
const findsNothing: Check = () => []

/** Whether values can be held against a schema at all. */
export const canCheck = (api: Api, schema: Schema): boolean => checkerOf(api, schema) !== findsNothing

/** Holds values against a schema of a document. A schema that cannot be compiled finds no fault. */
export function checkerOf(api: Api, schema: Schema): Check {
  const known = compiled.get(api) ?? new Map<Schema, Check>()
  compiled.set(api, known)
  const check = known.get(schema) ?? compile(api, schema)
  known.set(schema, check)
  return check
}

function compile({ document }: Api, schema: Schema): Check {
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: true, logger: false })
  addFormats.default(ajv)
  let validate: ValidateFunction
  try {
    // References of the schema lead into the document, so its parts go with it.
    validate = ajv.compile({ components: document['components'], paths: document['paths'], ...schema })
  } catch {
    return findsNothing
  }
  return (value) => (validate(value) ? [] : (validate.errors ?? []).map(toFault))
}

function toFault({ instancePath, message, params }: ErrorObject): SchemaFault {
  const { missingProperty, additionalProperty } = params as Record<string, string | undefined>
  const property = missingProperty ?? additionalProperty
  const step = property === undefined ? '' : `/${property.replaceAll('~', '~0').replaceAll('/', '~1')}`
  return { pointer: `${instancePath}${step}`, message: message ?? 'is wrong' }
}
