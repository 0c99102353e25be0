import {
  type Arg,
  type Copy,
  type Dockerfile,
  DockerfileParser,
  type Env,
  type From,
  type Instruction,
  JSONInstruction,
} from 'dockerfile-ast'
import { argumentFacts } from '../arguments.ts'
import type { Extractor, SourceFile } from '../extractor.ts'
import type { At, Fact } from '../fact.ts'
import { healthAsked } from '../health-check/asked.ts'
import { isDockerfile } from '../reading/dockerfile-name.ts'
import { deployedStage, idleStages } from './stages.ts'

/** `COPY {{name}}-server /`: a file is made of it, for who makes a new service. What commands are told may have such marks, too. */
const template = /^[ \t]*(?:COPY|ADD|WORKDIR|CMD|ENTRYPOINT)\b[^\n{]*\{\{[ \t]*\.?[\w-]+(?:\.[\w-]+)*[ \t]*\}\}/im

/** Dockerfiles: stages and their bases, the user, ports and variables of the image. */
export const dockerfile: Extractor = {
  id: 'dockerfile',
  matches: isDockerfile,
  extract(file) {
    if (template.test(file.text)) return []
    const parsed = DockerfileParser.parse(file.text)
    const instructions = parsed.getInstructions()
    const froms = instructions.filter((instruction): instruction is From => instruction.getKeyword() === 'FROM')
    const image = imageReader(parsed)
    const idle = idleStages(instructions, file.text)
    const last = deployedStage(froms)
    let stage = -1
    return instructions.flatMap((instruction) => {
      if (instruction.getKeyword() === 'FROM') stage++
      // What is there for developing and testing alone says nothing of the image, but for what it is built on.
      if (stage > last && instruction.getKeyword() !== 'FROM') return []
      const isFinal = stage >= 0 && stage === last
      return factsOf(
        instruction,
        { stage, isFinal, isIdle: stage > last || idle.has(instruction), image },
        parsed,
        file,
      )
    })
  },
}

interface Where {
  /** The number of the stage that an instruction stands in; -1 before the first. */
  readonly stage: number
  readonly isFinal: boolean
  /** The stage that begins here is of no use. */
  readonly isIdle: boolean
  readonly image: ReturnType<typeof imageReader>
}

function factsOf(
  instruction: Instruction,
  { stage, isFinal, isIdle, image }: Where,
  parsed: Dockerfile,
  file: SourceFile,
): Fact[] {
  const { line, character } = instruction.getRange().start
  const at = { file: file.path, line: line + 1, column: character + 1 }
  const words = instruction.getArguments().map((argument) => argument.getValue())
  switch (instruction.getKeyword()) {
    case 'FROM':
      return [
        {
          kind: 'base-image',
          at,
          ...image(instruction as From),
          final: isFinal,
          ...(isIdle ? { idle: true as const } : {}),
        },
      ]
    case 'USER':
      return words[0] === undefined ? [] : [{ kind: 'image-user', at, user: words[0], final: isFinal }]
    case 'EXPOSE':
      return isFinal
        ? words.flatMap((word): Fact[] =>
            exposed(filledIn(word, line, parsed)).map((port) => ({ kind: 'expose', at, port })),
          )
        : []
    case 'COPY':
    case 'ADD':
      return copied(instruction, at, stage, isFinal, (word) => filledIn(word, line, parsed))
    case 'RUN':
      return [
        {
          kind: 'image-run',
          at,
          command: shellText(instruction),
          stage,
          final: isFinal,
          ...(mountsCache(instruction) ? { mountsCache: true } : {}),
        },
      ]
    case 'ENTRYPOINT':
    case 'CMD':
      return isFinal
        ? [started(instruction, at), ...argumentFacts(commandOf(instruction), () => at), ...taken(instruction, at)]
        : []
    case 'HEALTHCHECK': {
      // The last one counts alone, and it may say that there is none.
      const all = parsed.getInstructions().filter((each) => each.getKeyword() === 'HEALTHCHECK')
      const asks = isFinal && all.at(-1) === instruction ? healthAsked(instruction.getTextContent()) : undefined
      return asks === undefined ? [] : [{ kind: 'health-check', at, asks }]
    }
    case 'ARG':
      return isFinal && words[0] === 'NODE_ENV=production' ? [installsForProduction(at)] : []
    case 'ENV':
      if (!isFinal) return []
      return (instruction as Env).getProperties().map((property) => {
        const value = property.getValue()
        const start = property.getRange().start
        return {
          kind: 'env-set',
          at: { file: file.path, line: start.line + 1, column: start.character + 1 },
          name: property.getName(),
          ...(value === null || value.includes('$') ? {} : { value }),
          from: { source: 'literal' },
        }
      })
    default:
      return []
  }
}

/** An argument is a variable of every command behind it: what npm and Yarn install goes by this one. */
const installsForProduction = (at: At): Fact => ({
  kind: 'env-set',
  at,
  name: 'NODE_ENV',
  value: 'production',
  from: { source: 'literal' },
})

function copied(
  instruction: Instruction,
  at: Fact['at'],
  stage: number,
  final: boolean,
  fill: (word: string) => string,
): Fact[] {
  const words = wordsOf(instruction)
  const from =
    instruction.getKeyword() === 'COPY'
      ? (instruction as Copy)
          .getFlags()
          .find((flag) => flag.getName() === 'from')
          ?.getValue()
      : undefined
  const sources = words.slice(0, -1).filter((word) => !word.startsWith('<<'))
  const target = words.at(-1)
  if (target === undefined || sources.length === 0) return []
  const filled = sources.map(fill)
  const isOpen = filled.some((source, index) => source !== sources[index])
  const byDefault = isOpen ? { byDefault: filled } : {}
  return [{ kind: 'image-copy', at, sources, ...byDefault, target, ...(from ? { from } : {}), stage, final }]
}

function started(instruction: Instruction, at: Fact['at']): Fact {
  const text = shellText(instruction)
  const form = text.startsWith('[') ? 'exec' : 'shell'
  const keyword = instruction.getKeyword() === 'CMD' ? 'CMD' : 'ENTRYPOINT'
  return { kind: 'image-start', at, instruction: keyword, form, command: text }
}

/** Variables that a shell fills into what the image starts, which is how the program takes them: `CMD app --dsn $DSN`. */
function taken(instruction: Instruction, at: At): Fact[] {
  const text = shellText(instruction)
  const words = wordsOf(instruction)
  const script = text.startsWith('[') ? words.find((_, index) => /^-\w*c$/.test(words[index - 1] ?? '')) : text
  const names = [...(script ?? '').matchAll(/(?<![\\$])\$(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*)(?::?-[^}$]*)?\})/g)]
  return [...new Set(names.map(([, plain, braced]) => plain ?? braced ?? ''))].map((name) => ({
    kind: 'env-read',
    at,
    name,
  }))
}

/** The words of an instruction, which may be written as a list: `COPY ["a b", "/app/"]`. */
function wordsOf(instruction: Instruction): string[] {
  const written = instruction instanceof JSONInstruction ? instruction.getJSONStrings() : []
  if (written.length > 0) return written.map((text) => text.getJSONValue())
  const all = instruction.getArguments()
  // What stands below the line of `<<EOF` is the text of a file, and no words.
  const line = all.find((argument) => argument.getValue().startsWith('<<'))?.getRange().start.line
  return all.flatMap((each) => (line === undefined || each.getRange().start.line <= line ? [each.getValue()] : []))
}

/** Words of the exec form, or the text that a shell is given. */
function commandOf(instruction: Instruction): readonly string[] | string {
  const text = shellText(instruction)
  if (!text.startsWith('[')) return text
  return instruction.getArguments().map((argument) => argument.getValue().replace(/^\[?\s*"|"\s*[,\]]*$/g, ''))
}

/** `RUN --mount=type=cache,target=/root/.m2 mvn package`: what it fetches is there in the next build. */
const mountsCache = (instruction: Instruction): boolean =>
  (instruction as JSONInstruction)
    .getFlags()
    .some((flag) => flag.getName() === 'mount' && /(?:^|,)type=cache(?:,|$)/.test(flag.getValue() ?? ''))

/** What stands behind the keyword, lines that `\` continues joined and comments between them left out. */
function shellText(instruction: Instruction): string {
  const text = instruction.getRawArgumentsContent() ?? ''
  const joined = text.replace(/\\?\r?\n(?:[ \t]*#[^\n]*\r?\n)+/g, ' ').replace(/\\\r?\n/g, ' ')
  return joined.replace(/[ \t]{2,}/g, ' ').trim()
}

/** Reads the image of each stage in the order of the file: a later one may be built upon an earlier one. */
function imageReader(parsed: Dockerfile) {
  const args = parsed.getInitialARGs().flatMap((arg: Arg) => arg.getProperty() ?? [])
  const values = new Map(args.toReversed().map((property) => [property.getName(), property.getValue()]))
  const earlier = new Set<string>()
  return (from: From) => {
    const stage = from.getBuildStage()
    const written = from.getImage() ?? ''
    // `${NAME}`, `$NAME` and `${NAME:-default}`: what the file itself says, as far as it does.
    const image = written.replace(
      /\$(?:(\w+)|\{(\w+)(?::?-([^}]*))?\})/g,
      (whole, plain, braced, fallback) => values.get(plain ?? braced) ?? fallback ?? whole,
    )
    const internal = earlier.has(image.toLowerCase())
    if (stage !== null) earlier.add(stage.toLowerCase())
    return { image, ...(stage === null ? {} : { stage }), internal }
  }
}

/** `$PORT` by what the file says of it above. */
function filledIn(word: string, line: number, parsed: Dockerfile): string {
  return word.replace(/\$\{?(\w+)\}?/g, (whole, name: string) => parsed.resolveVariable(name, line) ?? whole)
}

/** `8080`, `8080/tcp`, `8000-8002`. */
function exposed(word: string): number[] {
  const match = /^(\d{1,5})(?:-(\d{1,5}))?(?:\/\w+)?$/.exec(word)
  if (match === null) return []
  const [first, last] = [Number(match[1]), Number(match[2] ?? match[1])]
  return Array.from({ length: Math.min(last - first + 1, 100) }, (_, index) => first + index)
}
