import { parse } from 'smol-toml'
import { asMap, type Loose } from './loose.ts'

/** A TOML file as data; the reason in words where it is none. */
export function readToml(text: string): { readonly data: Loose } | { readonly why: string } {
  try {
    return { data: asMap(parse(text)) }
  } catch (error) {
    return { why: error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error) }
  }
}
