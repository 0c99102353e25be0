import type { Fact } from '../fact.ts'

/**
 * What stands for a whole host: `http://${name}/`, `f"http://{name}:80"`, `"http://" + name`, `"http://%s:80", name`; and no
 * login: `amqp://{user}:{password}@{host}`.
 */
const behind =
  /:\/\/(?:\$?\{\s*([\w.]+)\s*\}(?=[:/"'`\s?]|$)(?!:[^/\s"'`]{0,100}@)|["'`]\s*\+\s*([\w.]+)(?!\s*\+\s*["'`](?:[\w.-]|:["'`][^\n]{0,100}["'`]@))|%[sv](?=[:/"])(?!:[^/\s"]{0,100}@)[^"\n]{0,200}",\s*([\w.]+))/gm
/** Who logs in stands before the host, which may be on the next line. */
const login = /(?:^|_)(?:user(?:_?name)?|login)$/i
/** What a line keeps a variable under that it reads: `orders := os.Getenv("`, `const ORDERS = process.env.`. */
const kept = /(\w+)\s*(?::\s*\w+\s*)?:?=\s*(?:[\w.]+\s*[([]?\s*)?["'`]?$/

/** Marks variables whose value code puts where the host of an address stands, whatever they are called. */
export function inPlaceOfHosts(text: string, facts: readonly Fact[]): Fact[] {
  const names = text.includes('://') ? namesBehind(text) : new Set<string>()
  if (names.size === 0) return [...facts]
  const lines = text.split('\n')
  return facts.map((fact): Fact => {
    if (fact.kind !== 'env-read' || fact.onlyNamed) return fact
    const holder = kept.exec((lines[fact.at.line - 1] ?? '').slice(0, fact.at.column - 1).slice(-200))?.[1]
    const isHost = names.has(fact.name) || (holder !== undefined && names.has(holder))
    return isHost ? { ...fact, asHost: true } : fact
  })
}

function namesBehind(text: string): ReadonlySet<string> {
  return new Set(
    [...text.matchAll(behind)].flatMap(([, filled, added, formatted]) => {
      const name = (filled ?? added ?? formatted ?? '').split('.').at(-1)
      return name && !login.test(name) ? [name] : []
    }),
  )
}
