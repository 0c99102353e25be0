import { closeOf, inside, parted } from '../code/brackets.ts'
import { type CodeToken, lexer, literalOf } from '../code/lexer.ts'
import { pythonGrammar } from '../python/grammar.ts'
import { type Built, buildCommand, buildsIn } from './command.ts'

const tokensOf = lexer(pythonGrammar)

/** `docker_build`, and that of the extension which starts a program anew. */
const builds = /^(?:docker_build(?:_with_restart)?|custom_build)$/
/** A file that builds more images, or one of them more often, is read as far. */
const most = 200

/** What variables hold where something is called. */
type Values = ReadonlyMap<string, string>

/**
 * What a file of Tilt has images built of, as https://docs.tilt.dev/api.html#api.docker_build has it:
 * `docker_build('shop/cart', '.', dockerfile='deploy/cart.dockerfile')`, and the command of `custom_build`; in a function or a
 * loop of the file as often as that is called with texts.
 */
export function buildsOfTilt(text: string): Built[] {
  const tokens = tokensOf(text)
  const lineOf = lines(text)
  const columnOf = (index: number): number => {
    const offset = tokens[index]?.offset ?? 0
    return offset - (text.lastIndexOf('\n', offset - 1) + 1)
  }
  let seen = 0
  return tokens.flatMap(({ value, offset }, index): Built[] => {
    if (!builds.test(value) || tokens[index + 1]?.value !== '(' || ++seen > most) return []
    const line = lineOf(offset)
    const parts = parted(inside(tokens, index + 1))
    const all = valuesAt(tokens, index, columnOf)
    return all.slice(0, most).flatMap((values) => {
      const given = argumentsIn(parts, values)
      return (value === 'custom_build' ? ofCommand(given) : ofImage(given)).map((found) => ({ ...found, line }))
    })
  })
}

type Given = (name: string, place?: number) => string | undefined

function ofImage(given: Given): Omit<Built, 'line'>[] {
  const [image, context, dockerfile, target] = [
    given('ref', 0),
    given('context', 1),
    given('dockerfile'),
    given('target'),
  ]
  const found = buildCommand([
    ...(image === undefined ? [] : ['-t', image]),
    ...(dockerfile === undefined ? [] : ['-f', dockerfile]),
    ...(target === undefined ? [] : ['--target', target]),
    // What is computed tells no place.
    context ?? '$CONTEXT',
  ])
  return found === undefined ? [] : [found]
}

/** Which name an image has, Tilt tells the command. */
const ofCommand = (given: Given): Built[] =>
  buildsIn((given('command', 1) ?? '').replace(/\$\{?EXPECTED_(?:REF|IMAGE)\}?/g, given('ref', 0) ?? '$REF'))

/** The arguments of a call that are texts, by their names or by their places. */
function argumentsIn(parts: readonly (readonly CodeToken[])[], values: Values): Given {
  const isNamed = (part: readonly CodeToken[]): boolean => part[0]?.type === 'name' && part[1]?.value === '='
  return (name, place) => {
    const named = parts.find((part) => isNamed(part) && part[0]?.value === name)
    const part = named?.slice(2) ?? (place === undefined ? undefined : parts.filter((each) => !isNamed(each))[place])
    return part === undefined ? undefined : textOf(part, values)
  }
}

/** What an expression of texts and variables with `+` between comes to; undefined where something else is in it. */
function textOf(tokens: readonly CodeToken[], values: Values): string | undefined {
  let text = ''
  for (const [index, token] of tokens.entries()) {
    const part = index % 2 === 0 ? (literalOf(token) ?? values.get(token.value)) : token.value === '+' ? '' : undefined
    if (part === undefined || (token.type === 'text' && index % 2 === 1)) return undefined
    text += part
  }
  return tokens.length % 2 === 1 ? text.trim() : undefined
}

/** What variables hold in a function or a loop around a place, once for each time that it is run; nothing outside of both. */
function valuesAt(tokens: readonly CodeToken[], place: number, columnOf: (index: number) => number): readonly Values[] {
  const outside: readonly Values[] = [new Map()]
  const column = columnOf(place)
  if (column === 0) return outside
  for (let index = place - 1; index >= 0; index--) {
    const word = tokens[index]
    if (word?.type !== 'name' || !/^(?:def|for)$/.test(word.value) || columnOf(index) >= column) continue
    return word.value === 'def' ? valuesOfCalls(tokens, index) : valuesOfLoop(tokens, index)
  }
  return outside
}

/** `def build(name, path='.'):` once for each call of it. */
function valuesOfCalls(tokens: readonly CodeToken[], index: number): readonly Values[] {
  const [name, open] = [tokens[index + 1]?.value, index + 2]
  const parameters = parted(inside(tokens, open))
  const end = closeOf(tokens, open)
  return tokens.flatMap(({ type, value }, call): Values[] => {
    if (type !== 'name' || value !== name || call <= end || tokens[call + 1]?.value !== '(') return []
    const given = argumentsIn(parted(inside(tokens, call + 1)), new Map())
    return [
      new Map(
        parameters.flatMap(([parameter, sign, ...fallback], place): [string, string][] => {
          const held =
            parameter === undefined
              ? undefined
              : (given(parameter.value, place) ?? (sign?.value === '=' ? textOf(fallback, new Map()) : undefined))
          return parameter === undefined || held === undefined ? [] : [[parameter.value, held]]
        }),
      ),
    ]
  })
}

/** `for name in ['cart', 'orders']:`, also of a list that has a name. */
function valuesOfLoop(tokens: readonly CodeToken[], index: number): readonly Values[] {
  const [variable, list] = [tokens[index + 1], tokens[index + 3]]
  if (variable === undefined || tokens[index + 2]?.value !== 'in' || list === undefined) return []
  const named = tokens.findIndex(({ value }, place) => value === list.value && tokens[place + 1]?.value === '=')
  const open = list.value === '[' ? index + 3 : named < 0 ? -1 : named + 2
  if (tokens[open]?.value !== '[') return []
  return parted(inside(tokens, open)).flatMap((part) => {
    const held = textOf(part, new Map())
    return held === undefined ? [] : [new Map([[variable.value, held]])]
  })
}

/** The line of an offset, from 0; to be asked for one behind the other. */
function lines(text: string): (offset: number) => number {
  let [line, seen] = [0, 0]
  return (offset) => {
    for (; seen < offset; seen++) if (text[seen] === '\n') line++
    return line
  }
}
