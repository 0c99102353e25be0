import { inside } from '../code/brackets.ts'
import type { CodeToken } from '../code/lexer.ts'
import type { At, Fact } from '../fact.ts'
import { mentionsAny } from '../reading/glance.ts'

interface Starter {
  readonly before?: RegExp
  readonly after?: RegExp
  /** Others than `main` do so as well: functions of a cloud, tests. */
  readonly inMain?: true
  /** A library may do so for its users. */
  readonly likely?: true
}

/** Words with which a program that answers requests begins, each with what must stand around it. */
const starters = new Map<string, Starter>(
  Object.entries({
    SpringBootApplication: { before: /^@$/ },
    SpringCloudApplication: { before: /^@$/ },
    QuarkusMain: { before: /^@$/ },
    ApplicationPath: { before: /^@$/ },
    SpringApplication: { after: /^\. run \(|^\(/, inMain: true },
    SpringApplicationBuilder: { after: /^\(/, inMain: true },
    SpringBootServletInitializer: { before: /^(?:extends|:)$/ },
    runApplication: { after: /^[<(]/, inMain: true },
    // What is taken from it by an import of all, or of one, stands alone after: `Micronaut.*`, then `build().start()`.
    Micronaut: { after: /^\. (?:(?:run|build|mainClass)(?: |$)|\*)/, inMain: true },
    Quarkus: { after: /^\. run \(/, inMain: true },
    embeddedServer: { after: /^[<(]/ },
    EngineMain: { after: /^\. main \(/ },
    Javalin: { after: /^\. (?:create|start) \(/, likely: true },
    Helidon: { after: /^\. start \(/ },
    WebServer: { after: /^\. (?:builder|create) \(/, likely: true },
    HttpServer: { after: /^\. create \(/, likely: true },
    createHttpServer: { before: /^\.$/, after: /^\(/, likely: true },
    ServerBuilder: { after: /^\. forPort \(/, likely: true },
    NettyServerBuilder: { after: /^\. for(?:Port|Address) \(/, likely: true },
    newServerAt: { before: /^\.$/, after: /^\(/, likely: true },
    asServer: { before: /^\.$/, after: /^\(/, likely: true },
  }),
)

const mentionsStarter = mentionsAny([...starters.keys()])
const mentionsApplication = mentionsAny(['Application'])
/** A class of the system's own around Spring's: `BladeApplication.run("users", UserApplication.class, args)`. */
const runsOwn = /\b[A-Z]\w*Application\.run\(/
const ownRunner = /^[A-Z]\w*Application$/
/** Dropwizard's class that programs extend. */
const ofDropwizard = /\bApplication\s*</

/** Whether a text has a word without which no program begins in it. */
export const mentionsProgram = (text: string): boolean =>
  mentionsStarter(text) || (mentionsApplication(text) && (ofDropwizard.test(text) || runsOwn.test(text)))

/** How far behind a mark the class is looked for that it stands on. */
const longestMarks = 120

/** `@SpringBootApplication annotation class Program`: an annotation of one's own, which programs take. */
function marksAnnotation(tokens: readonly CodeToken[], index: number): boolean {
  const rest = tokens.slice(index, index + longestMarks)
  // `exclude = [Kafka::class]` and `Kafka.class` name one.
  const start = rest.findIndex(
    ({ value }, at) => /^(?:class|interface|object)$/.test(value) && !/^(?::|::|\.)$/.test(rest[at - 1]?.value ?? ''),
  )
  const before = rest[start - 1]?.value
  return before === 'annotation' || (rest[start]?.value === 'interface' && before === '@')
}

/** Where a program begins that answers requests. */
export function programs(
  tokens: readonly CodeToken[],
  at: (offset: number) => At,
  language: 'java' | 'kotlin',
): Fact[] {
  const hasMain = tokens.some(({ value }, index) => value === 'main' && tokens[index + 1]?.value === '(')
  const begins = ({ type, value }: CodeToken, index: number): boolean => {
    const starter = type === 'name' ? starters.get(value) : undefined
    if (starter === undefined || (starter.inMain && !hasMain)) return false
    if (starter.before?.source === '^@$' && marksAnnotation(tokens, index)) return false
    const following = tokens.slice(index + 1, index + 4).map((token) => token.value)
    return (
      (starter.before?.test(tokens[index - 1]?.value ?? '') ?? true) &&
      (starter.after?.test(following.join(' ')) ?? true)
    )
  }
  // It is handed the class that it runs, as Spring's own is, and what the command line says.
  const isOwnRunner = ({ type, value }: CodeToken, index: number): boolean => {
    if (!hasMain || type !== 'name' || !ownRunner.test(value) || tokens[index + 2]?.value !== 'run') return false
    if (tokens[index - 1]?.value === '.' || tokens[index + 3]?.value !== '(') return false
    const handed = inside(tokens, index + 3)
    return handed.some((token) => token.value === 'class') && handed.some((token) => token.value === 'args')
  }
  const found = tokens.filter((token, index) => begins(token, index) || isOwnRunner(token, index))
  const isLikely = ({ value }: CodeToken): boolean => starters.get(value)?.likely ?? false
  const isDropwizard = tokens.some(
    ({ value }, index) =>
      value === 'Application' &&
      /^(?:extends|:)$/.test(tokens[index - 1]?.value ?? '') &&
      tokens[index + 1]?.value === '<',
  )
  const start = found.find((token) => !isLikely(token)) ?? (isDropwizard ? tokens[0] : undefined)
  if (start) return [{ kind: 'program', at: at(start.offset), language }]
  const [first] = found
  return first ? [{ kind: 'program', at: at(first.offset), language, likely: true }] : []
}
