import type { YamlPath } from '../yaml/read.ts'
import type { ConfigReader } from './config-reader.ts'

/** How `msvc verify` starts a service, where its lock does not tell. */
export interface VerifySettings {
  /** A shell line, run in the folder of the service. */
  readonly command?: string
  /** Settings that it needs to run. */
  readonly env: Readonly<Record<string, string>>
  /** What decides over the limits of start time and memory. */
  readonly language?: string
  /** Its OpenAPI document, relative to the folder of the service. */
  readonly openapi?: string
}

const keys = ['command', 'env', 'language', 'openapi']

/** Reads the section `verify`: settings by the name of the service. */
export function readVerifySection(reader: ConfigReader, base: YamlPath): Readonly<Record<string, VerifySettings>> {
  const names = Object.keys(reader.map(base) ?? {})
  return Object.fromEntries(names.map((name) => [name, readSettings(reader, [...base, name])]))
}

function readSettings(reader: ConfigReader, path: YamlPath): VerifySettings {
  reader.map(path, keys)
  const command = reader.text([...path, 'command'])
  const language = reader.text([...path, 'language'])
  const openapi = reader.path([...path, 'openapi'])
  const env = Object.entries(reader.map([...path, 'env']) ?? {}).flatMap(([name, value]) => {
    if (value !== null && typeof value !== 'object') return [[name, String(value)]]
    reader.fault([...path, 'env', name], 'config-type', `"${[...path, 'env', name].join('.')}" must be a text.`)
    return []
  })
  return {
    ...(command === undefined ? {} : { command }),
    env: Object.fromEntries(env),
    ...(language === undefined ? {} : { language }),
    ...(openapi === undefined ? {} : { openapi }),
  }
}
