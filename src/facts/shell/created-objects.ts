import type { ConfigObjectFact } from '../fact.ts'
import { toldBySecret } from '../kubernetes/secret-value.ts'
import { present } from '../present.ts'
import { commandsIn } from '../reading/script.ts'

const creates =
  /\b(?:kubectl|oc|k3s\s+kubectl)\s+(?:(?:-n|--namespace)[ =]\S+\s+)?create\s+((?:secret\s+generic|configmap|cm)\s+\S.*)/
const literal = /^--from-literal=["']?([\w.-]+)=(.*)$/s

/**
 * ConfigMaps and Secrets that a script makes: `kubectl create secret generic orders-db --from-literal=DB_HOST=db`. Of a Secret
 * no more is taken than of one in a manifest, and of neither what only the shell knows.
 */
export function createdObjects(path: string, text: string): ConfigObjectFact[] {
  if (!text.includes('--from-literal')) return []
  return commandsIn(text, creates).flatMap(({ words, line }): ConfigObjectFact[] => {
    const isSecret = words[0] === 'secret'
    const name = words.find((word, index) => index > (isSecret ? 1 : 0) && !word.startsWith('-'))
    if (name === undefined || /[$`{}]/.test(name)) return []
    const at = { file: path, line: line + 1, column: 1 }
    const values = words.flatMap((word, index) => {
      const given = word === '--from-literal' ? `--from-literal=${words[index + 1] ?? ''}` : word
      const [, key, written = ''] = literal.exec(given) ?? []
      if (key === undefined) return []
      const plain = written.replace(/^["']|["']$/g, '')
      const value = /[$`]/.test(plain) ? undefined : isSecret ? toldBySecret(key, plain, false) : plain
      return [[key, { at, ...present({ value }) }] as const]
    })
    if (values.length === 0) return []
    return [
      {
        kind: 'config-object',
        at,
        source: isSecret ? 'secret' : 'config-map',
        name,
        values: Object.fromEntries(values),
      },
    ]
  })
}
