import { present } from '../present.ts'
import { type Expression, parseExpression } from './expression.ts'
import { type Piece, pieces } from './template.ts'

/** What a template is made of. */
export type Node =
  | { readonly kind: 'text'; readonly text: string; readonly line: number }
  | { readonly kind: 'output'; readonly value: Expression; readonly line: number }
  | { readonly kind: 'assign'; readonly name: string; readonly value: Expression }
  | {
      readonly kind: 'if'
      /** A variable that the value is given to. */
      readonly name?: string
      readonly test: Expression
      readonly body: readonly Node[]
      readonly otherwise: readonly Node[]
    }
  | {
      readonly kind: 'with'
      readonly name?: string
      readonly value: Expression
      readonly body: readonly Node[]
      readonly otherwise: readonly Node[]
    }
  | {
      readonly kind: 'range'
      readonly names: readonly string[]
      readonly value: Expression
      readonly body: readonly Node[]
      readonly otherwise: readonly Node[]
    }
  /** Ends the innermost loop, or its turn. */
  | { readonly kind: 'break' | 'continue' }

export interface Template {
  readonly body: readonly Node[]
  /** Named templates that it defines. */
  readonly defined: ReadonlyMap<string, readonly Node[]>
}

/** Reads a Go template. Throws an Error with a reason where it is none, or uses what is not known here. */
export function parseTemplate(text: string): Template {
  const parser = new Parser(pieces(text))
  const body = parser.block()
  return { body, defined: parser.defined }
}

class Parser {
  readonly defined = new Map<string, readonly Node[]>()
  readonly #pieces: readonly Piece[]
  #at = 0

  constructor(all: readonly Piece[]) {
    this.#pieces = all
  }

  /** Up to `end` or `else` of what encloses it, which is left to be read. */
  block(): Node[] {
    const nodes: Node[] = []
    for (let piece = this.#pieces[this.#at]; piece !== undefined; piece = this.#pieces[this.#at]) {
      if (piece.kind === 'text') {
        nodes.push(piece)
        this.#at++
        continue
      }
      if (/^(?:end|else)\b/.test(piece.code)) break
      this.#at++
      const node = this.#action(piece.code, piece.line)
      if (node) nodes.push(node)
    }
    return nodes
  }

  #action(code: string, line: number): Node | undefined {
    const [, word = '', rest = ''] =
      /^(if|with|range|define|block|template|break|continue)\b\s*([\s\S]*)$/.exec(code) ?? []
    switch (word) {
      case 'if': {
        const { name, value } = named(rest)
        const { body, otherwise } = this.#branches()
        return { kind: 'if', ...name, test: value, body, otherwise }
      }
      case 'with': {
        const { name, value } = named(rest)
        const { body, otherwise } = this.#branches()
        return { kind: 'with', ...name, value, body, otherwise }
      }
      case 'range': {
        const [, first, second, list] = /^(?:(\$\w*)\s*(?:,\s*(\$\w*)\s*)?:=\s*)?([\s\S]*)$/.exec(rest) ?? []
        const names = [first, second].filter((name) => name !== undefined)
        const value = parseExpression(list ?? '')
        const { body, otherwise } = this.#branches()
        return { kind: 'range', names, value, body, otherwise }
      }
      case 'define':
      case 'block': {
        const [, name = '', context] = /^"([^"]*)"\s*([\s\S]*)$/.exec(rest) ?? []
        const { body } = this.#branches()
        this.defined.set(name, body)
        return word === 'block'
          ? { kind: 'output', value: parseExpression(`include "${name}" ${context || '.'}`), line }
          : undefined
      }
      case 'template':
        return { kind: 'output', value: parseExpression(`include ${rest}`), line }
      case 'break':
      case 'continue':
        return { kind: word }
      default: {
        const {
          name: { name },
          value,
        } = named(code)
        return name === undefined ? { kind: 'output', value, line } : { kind: 'assign', name, value }
      }
    }
  }

  #branches(): { body: Node[]; otherwise: Node[] } {
    const body = this.block()
    const piece = this.#pieces[this.#at++]
    if (piece?.kind !== 'action') throw new Error('an "end" is missing')
    if (piece.code === 'end') return { body, otherwise: [] }
    const more = piece.code.replace(/^else\s*/, '')
    if (more !== '') {
      const node = this.#action(more, piece.line)
      return { body, otherwise: node ? [node] : [] }
    }
    const otherwise = this.block()
    this.#at++
    return { body, otherwise }
  }
}

/** `$name := value`, or the value alone. */
function named(code: string): { name: { name?: string }; value: Expression } {
  const [, name, value = code] = /^(\$\w*)\s*:?=\s*([\s\S]+)$/.exec(code) ?? []
  return { name: present({ name }), value: parseExpression(value) }
}
