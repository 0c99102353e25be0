import { isPlainMap } from '../../yaml/loose.ts'
import type { Expression } from './expression.ts'
import { asTimes, type TemplateFunction } from './functions/given.ts'
import { functions } from './functions.ts'
import { partElsewhere } from './library.ts'
import { type Node, parseTemplate, type Template } from './parse.ts'
import { takesPattern, withPattern } from './patterns.ts'
import { isTrue, shown } from './values.ts'

/** A rendered template: its text, and the line of the template that each of its lines comes from. */
export interface Rendered {
  readonly text: string
  readonly lines: readonly number[]
  /** What the chart says against the values that it has (`fail`); the rest is rendered all the same. */
  readonly refusal?: string
}

interface Scope {
  readonly dot: unknown
  readonly root: unknown
  readonly variables: Map<string, unknown>
}

/** No chart of anybody's nests this deep; a template that includes itself does. */
const deepest = 100
/** Steps and characters that no manifest needs; a loop over a number with too many digits takes more. `ofPattern`: steps of a pattern that count as one. */
const most = { steps: 200_000, characters: 10_000_000, ofPattern: 20 }

/** Renders templates of one chart, which may include one another's named parts. */
export class Renderer {
  readonly #named = new Map<string, readonly Node[]>()
  readonly #wholeOf: (path: string) => Template | undefined
  #depth = 0
  #steps = 0
  #refusal: string | undefined

  /** `wholeOf`: finds a template by its path. */
  constructor(wholeOf: (path: string) => Template | undefined = () => undefined) {
    this.#wholeOf = wholeOf
  }

  /** Takes the named parts of a template; those of later ones win, as a chart's own do over its subcharts'. */
  define({ defined }: Template): void {
    for (const [name, body] of defined) this.#named.set(name, body)
  }

  /** Throws an Error with a reason where the template uses what is not known here. */
  render({ body }: Template, root: unknown): Rendered {
    this.#steps = 0
    this.#refusal = undefined
    const output = new Output()
    this.#nodes(body, { dot: root, root, variables: new Map() }, output)
    return { ...output.done(), ...(this.#refusal === undefined ? {} : { refusal: this.#refusal }) }
  }

  /** What ends the loop around them, if one of them does. */
  #nodes(nodes: readonly Node[], scope: Scope, output: Output): Jump | undefined {
    for (const node of nodes) {
      const jump = this.#node(node, scope, output)
      if (jump !== undefined) return jump
    }
    return undefined
  }

  #node(node: Node, scope: Scope, output: Output): Jump | undefined {
    if (++this.#steps > most.steps) throw new Error('its loops go on and on')
    switch (node.kind) {
      case 'text':
        output.text(node.text, node.line)
        return undefined
      case 'output':
        output.value(shown(this.#value(node.value, scope)), node.line)
        return undefined
      case 'assign':
        scope.variables.set(node.name, this.#value(node.value, scope))
        return undefined
      case 'if':
      case 'with': {
        const value = this.#value(node.kind === 'if' ? node.test : node.value, scope)
        if (node.name !== undefined) scope.variables.set(node.name, value)
        if (!isTrue(value)) return this.#nodes(node.otherwise, inner(scope, scope.dot), output)
        return this.#nodes(node.body, inner(scope, node.kind === 'if' ? scope.dot : value), output)
      }
      case 'range':
        this.#range(node, scope, output)
        return undefined
      case 'break':
      case 'continue':
        return node.kind
    }
  }

  #range(node: Extract<Node, { kind: 'range' }>, scope: Scope, output: Output): void {
    const value = this.#value(node.value, scope)
    const items = itemsOf(value)
    if (items.length === 0) this.#nodes(node.otherwise, inner(scope, scope.dot), output)
    for (const [key, item] of items) {
      const each = inner(scope, item)
      const [first, second] = node.names
      if (second !== undefined && first !== undefined) {
        each.variables.set(first, key)
        each.variables.set(second, item)
      } else if (first !== undefined) each.variables.set(first, item)
      if (this.#nodes(node.body, each, output) === 'break') break
    }
  }

  #value(expression: Expression, scope: Scope): unknown {
    switch (expression.kind) {
      case 'literal':
        return expression.value
      case 'let': {
        const value = this.#value(expression.value, scope)
        scope.variables.set(expression.name, value)
        return value
      }
      case 'path': {
        const value = this.#path(expression, scope)
        return typeof value === 'function' ? called(value, []) : value
      }
      case 'call': {
        const [method, ...rest] = expression.arguments
        if (expression.name === 'method' && method?.kind === 'path')
          return called(
            this.#path(method, scope),
            rest.map((each) => this.#value(each, scope)),
          )
        const given = expression.arguments.map((each) => this.#value(each, scope))
        const name = expression.name.replace(/^must(?=[A-Z])/, '').replace(/^[A-Z]/, (letter) => letter.toLowerCase())
        if (name === 'include') return this.#include(shown(given[0]), given[1])
        if (name === 'tpl') return this.#nested(parseTemplate(shown(given[0])).body, given[1])
        // What nobody filled in yet is no reason to say nothing of the rest.
        if (name === 'fail') {
          this.#refusal ??= shown(given[0])
          return ''
        }
        if (takesPattern(name)) return this.#pattern(name, given)
        const call = Object.hasOwn(functions, name) ? functions[name] : undefined
        if (call === undefined) throw new Error(`the function "${expression.name}" is not known here`)
        const result = call(...given)
        if (typeof result === 'string' && result.length > most.characters) throw new Error('it grows on and on')
        return result
      }
    }
  }

  #path({ of, steps }: Extract<Expression, { kind: 'path' }>, scope: Scope): unknown {
    const start = typeof of === 'string' ? this.#start(of, scope) : this.#value(of, scope)
    return steps.reduce<unknown>((value, step) => (isPlainMap(value) ? value[step] : undefined), start)
  }

  #pattern(name: string, given: readonly unknown[]): unknown {
    const { value, cost } = withPattern(name, given)
    this.#steps += Math.ceil(cost / most.ofPattern)
    if (this.#steps > most.steps) throw new Error('its patterns are looked for on and on')
    return value
  }

  #start(of: string, { dot, root, variables }: Scope): unknown {
    return of === '.' ? dot : of === '$' ? root : variables.get(of)
  }

  #include(name: string, dot: unknown): string {
    const body = this.#named.get(name) ?? this.#wholeOf(name)?.body ?? partElsewhere(name)
    if (body === undefined) throw new Error(`the template "${name}" is not there`)
    return this.#nested(body, dot)
  }

  #nested(body: readonly Node[], dot: unknown): string {
    if (this.#depth >= deepest) throw new Error('templates include each other without end')
    this.#depth++
    try {
      const output = new Output()
      this.#nodes(body, { dot, root: dot, variables: new Map() }, output)
      return output.done().text
    } finally {
      // The parts are rendered for other templates, too, whatever becomes of this one.
      this.#depth--
    }
  }
}

type Jump = 'break' | 'continue'

/** What a loop goes over: a list, a map in the order of its keys, or as many times as a number says. */
function itemsOf(value: unknown): readonly (readonly [unknown, unknown])[] {
  if (Array.isArray(value)) return value.map((item: unknown, index) => [index, item])
  if (isPlainMap(value)) return Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  if (typeof value !== 'number') return []
  return Array.from({ length: asTimes(value) }, (_, index) => [index, index])
}

/** What a method answers; nothing, of one that asks a cluster. */
const called = (method: unknown, given: readonly unknown[]): unknown =>
  typeof method === 'function' ? (method as TemplateFunction)(...given) : ''

/** Variables that are set inside of a block are seen outside, as assignments with `=` want it. */
const inner = (scope: Scope, dot: unknown): Scope => ({ ...scope, dot })

/** Text as it grows, and where each of its lines comes from. */
class Output {
  #text = ''
  #line = 0
  #hasText = false
  readonly #lines: number[] = []

  text(text: string, line: number): void {
    this.#add(text, (index) => line + index)
  }

  value(text: string, line: number): void {
    this.#add(text, () => line)
  }

  done(): Rendered {
    return { text: this.#text, lines: this.#lines }
  }

  #add(text: string, lineOf: (index: number) => number): void {
    this.#text += text
    if (this.#text.length > most.characters) throw new Error('it grows on and on')
    for (const [index, part] of text.split('\n').entries()) {
      if (index > 0) {
        this.#line++
        this.#hasText = false
      }
      // A line belongs to what is first written into it; blanks before an action are not yet that.
      if (!this.#hasText) this.#lines[this.#line] = lineOf(index)
      if (part.trim() !== '') this.#hasText = true
    }
  }
}
