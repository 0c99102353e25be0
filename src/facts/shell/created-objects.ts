import type { ConfigObjectFact } from '../fact.ts'
import { toldBySecret } from '../kubernetes/secret-value.ts'
import { present } from '../present.ts'
import { commandsIn } from '../reading/script.ts'

const creates =
  /\b(?:kubectl|oc|k3s\s+kubectl)\s+(?:(?:-n|--namespace)[ =]\S+\s+)?create\s+((?:secret\s+generic|configmap|cm)\s+\S.*)/
/** What takes the next word for its value, where it has none of its own behind `=`. */
const valued =
  /^(?:-[fnosl]|--(?:namespace|from-(?:literal|file|env-file)|context|cluster|kubeconfig|user|server|token|as|type|output|field-manager))$/
const literal = /^--from-literal=["']?([\w.-]+)=(.*)$/s

/**
 * ConfigMaps and Secrets that a script makes: `kubectl create secret generic orders-db --from-literal=DB_HOST=db`. Of a Secret
 * no more is taken than of one in a manifest, and of neither what only the shell knows.
 */
export function createdObjects(path: string, text: string): ConfigObjectFact[] {
  if (!text.includes('--from-literal')) return []
  return commandsIn(text, creates).flatMap(({ words, line }): ConfigObjectFact[] => {
    const isSecret = words[0] === 'secret'
    const given = words.slice(isSecret ? 2 : 1)
    const name = given.find((word, index) => !word.startsWith('-') && !valued.test(given[index - 1] ?? ''))
    if (name === undefined || /[$`{}]/.test(name)) return []
    const at = { file: path, line: line + 1, column: 1 }
    const values = words.flatMap((word, index) => {
      const said = word === '--from-literal' ? `--from-literal=${words[index + 1] ?? ''}` : word
      const [, key, written = ''] = literal.exec(said) ?? []
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
