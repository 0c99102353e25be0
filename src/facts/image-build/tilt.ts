import { inside, parted } from '../code/brackets.ts'
import { type CodeToken, lexer, literalOf } from '../code/lexer.ts'
import { type Built, buildCommand, buildsIn } from './command.ts'

const tokensOf = lexer({
  comments: [/#[^\n]*/],
  texts: [
    /[A-Za-z]{0,2}"""(?:\\[\s\S]|[^"\\]|"(?!""))*(?:"""|$)/,
    /[A-Za-z]{0,2}'''(?:\\[\s\S]|[^'\\]|'(?!''))*(?:'''|$)/,
    /[A-Za-z]{0,2}"(?:\\[\s\S]|[^"\\\n])*"/,
    /[A-Za-z]{0,2}'(?:\\[\s\S]|[^'\\\n])*'/,
  ],
})

/** `docker_build`, and that of the extension which starts a program anew. */
const builds = /^docker_build(?:_with_restart)?$/

/**
 * What a file of Tilt has images built of, as https://docs.tilt.dev/api.html#api.docker_build has it:
 * `docker_build('shop/cart', '.', dockerfile='deploy/cart.dockerfile')`, and the command of `custom_build`.
 */
export function buildsOfTilt(text: string): Built[] {
  const tokens = tokensOf(text)
  const lineOf = lines(text)
  return tokens.flatMap(({ value, offset }, index): Built[] => {
    const isCustom = value === 'custom_build'
    if (!(isCustom || builds.test(value)) || tokens[index + 1]?.value !== '(') return []
    const given = argumentsIn(parted(inside(tokens, index + 1)))
    const line = lineOf(offset)
    if (isCustom) {
      // Which name an image has, Tilt tells the command.
      const command = (given('command', 1) ?? '').replace(/\$\{?EXPECTED_(?:REF|IMAGE)\}?/g, given('ref', 0) ?? '$REF')
      return buildsIn(command).map((found) => ({ ...found, line }))
    }
    const [image, context, dockerfile] = [given('ref', 0), given('context', 1), given('dockerfile', undefined)]
    const target = given('target', undefined)
    const found = buildCommand([
      ...(image === undefined ? [] : ['-t', image]),
      ...(dockerfile === undefined ? [] : ['-f', dockerfile]),
      ...(target === undefined ? [] : ['--target', target]),
      // What is computed tells no place.
      context ?? '$CONTEXT',
    ])
    return found === undefined ? [] : [{ ...found, line }]
  })
}

/** The arguments of a call that are texts, by their names or by their places. */
function argumentsIn(parts: readonly (readonly CodeToken[])[]) {
  const isNamed = (part: readonly CodeToken[]): boolean => part[0]?.type === 'name' && part[1]?.value === '='
  return (name: string, place: number | undefined): string | undefined => {
    const named = parts.find((part) => isNamed(part) && part[0]?.value === name)
    const part = named?.slice(2) ?? (place === undefined ? undefined : parts.filter((each) => !isNamed(each))[place])
    return part?.length === 1 ? literalOf(part[0])?.trim() : undefined
  }
}

/** The line of an offset, from 0; to be asked for one behind the other. */
function lines(text: string): (offset: number) => number {
  let [line, seen] = [0, 0]
  return (offset) => {
    for (; seen < offset; seen++) if (text[seen] === '\n') line++
    return line
  }
}
