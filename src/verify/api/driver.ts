import { isPlainMap, type Loose } from '../../yaml/loose.ts'
import { type Answer, jsonOf, type Question, tryToAsk } from '../http/ask.ts'
import { type Api, nameOf, type Operation } from './api.ts'
import { sampleBody, sampleParameter } from './samples.ts'

/** The order in which things are made before they are asked for, and deleted when nobody asks any more. */
const order = ['POST', 'GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'DELETE']

/** One valid request, and what came of it. */
export interface Driven {
  readonly operation: Operation
  readonly question: Question
  readonly answer: Answer | { readonly failure: string }
  /** Every id in its path was seen in an earlier answer, so that "not found" would be wrong. */
  readonly knowsIds: boolean
}

export interface Extras {
  readonly headers?: Readonly<Record<string, string>>
  /** In place of a sample. */
  readonly body?: unknown
  readonly timeoutMs?: number
}

/** All others may change a thing, which must be ours: a service that runs already, or its database, holds other people's. */
const safe = ['GET', 'HEAD', 'OPTIONS']

/** Makes requests from a document, and remembers what answers say of ids. */
export class Driver {
  readonly #url: string
  readonly #api: Api
  /** What was seen of each collection, by the template of its path, the newest first. */
  readonly #seen = new Map<string, Loose[]>()
  /** The same of things that were made by our own requests. */
  readonly #made = new Map<string, Loose[]>()

  constructor(url: string, api: Api) {
    this.#url = url
    this.#api = api
  }

  /** Every operation of `inOrder` once, with valid requests. */
  async driveAll(extras: (operation: Operation) => Extras = () => ({})): Promise<Driven[]> {
    const driven: Driven[] = []
    for (const operation of this.inOrder()) driven.push(await this.drive(operation, extras(operation)))
    return driven
  }

  /**
   * Operations one after the other. Those that no valid body is found for are left out, and those that would change a thing
   * that none of the requests until then has made.
   */
  *inOrder(): Generator<Operation> {
    const depth = ({ path }: Operation): number => path.split('{').length
    const all = this.#api.operations
      .filter((operation) => operation.body?.required !== true || sampleBody(this.#api, operation) !== undefined)
      .sort((a, b) => order.indexOf(a.method) - order.indexOf(b.method) || depth(a) - depth(b))
    for (const operation of all) {
      const isChange = !safe.includes(operation.method) && operation.path.includes('{')
      if (!isChange || this.#pathOf(operation).knowsIds) yield operation
    }
  }

  async drive(operation: Operation, extras: Extras = {}): Promise<Driven> {
    const { question, knowsIds } = this.questionFor(operation, extras)
    const answer = await tryToAsk(this.#url, question)
    if (!('failure' in answer)) this.#learn(operation, answer)
    return { operation, question, answer, knowsIds }
  }

  /** A valid request of an operation. */
  questionFor(operation: Operation, extras: Extras = {}): { question: Question; knowsIds: boolean } {
    const { method, body, parameters } = operation
    const path = this.#pathOf(operation)
    const query = parameters
      .filter((parameter) => parameter.in === 'query' && parameter.required)
      .map(
        (parameter) =>
          `${encodeURIComponent(parameter.name)}=${encodeURIComponent(sampleParameter(this.#api, parameter))}`,
      )
    const given = parameters
      .filter((parameter) => parameter.in === 'header' && parameter.required)
      .map((parameter) => [parameter.name, sampleParameter(this.#api, parameter)])
    const sent = extras.body ?? sampleBody(this.#api, operation)
    const type = body ? { 'content-type': body.mediaType } : {}
    return {
      knowsIds: path.knowsIds,
      question: {
        method,
        path: [path.text, query.join('&')].filter(Boolean).join('?'),
        headers: { ...Object.fromEntries(given), ...type, ...extras.headers },
        ...(body && sent !== undefined ? { body: JSON.stringify(sent) } : {}),
        ...(extras.timeoutMs === undefined ? {} : { timeoutMs: extras.timeoutMs }),
      },
    }
  }

  #pathOf({ method, path, parameters }: Operation): { text: string; knowsIds: boolean } {
    let knowsIds = true
    const text = path.replace(/\{([^}]+)\}/g, (_, name: string, offset: number) => {
      const known = safe.includes(method) ? this.#seen : this.#made
      const id = idIn(known.get(path.slice(0, offset).replace(/\/+$/, '')), name)
      const parameter = parameters.find((each) => each.in === 'path' && each.name === name)
      if (id === undefined) knowsIds = false
      return encodeURIComponent(id ?? (parameter ? sampleParameter(this.#api, parameter) : 'sample'))
    })
    return { text, knowsIds }
  }

  #learn({ method, path }: Operation, answer: Answer): void {
    if (method === 'DELETE' && answer.status < 300) {
      const collection = path.replace(/\/\{[^}]+\}$/, '')
      this.#made.get(collection)?.shift()
      this.#seen.delete(collection)
      return
    }
    if (answer.status >= 300 || (method !== 'GET' && method !== 'POST') || path.endsWith('}')) return
    const found = thingsIn(jsonOf(answer))
    this.#seen.set(path, [...found, ...(this.#seen.get(path) ?? [])])
    if (method === 'POST') this.#made.set(path, [...found, ...(this.#made.get(path) ?? [])])
  }

  /** For messages. */
  static shown(driven: Driven): string {
    return `${nameOf(driven.operation)} (${driven.question.path})`
  }
}

function idIn(things: readonly Loose[] | undefined, parameter: string): string | undefined {
  const [newest] = things ?? []
  const id = newest?.[parameter] ?? newest?.['id']
  return typeof id === 'string' || typeof id === 'number' ? String(id) : undefined
}

/** The thing itself, or those of the first list in it. */
function thingsIn(value: unknown): Loose[] {
  if (Array.isArray(value)) return value.filter(isPlainMap)
  if (!isPlainMap(value)) return []
  const list = Object.values(value).find(Array.isArray)
  const hasId = typeof value['id'] === 'string' || typeof value['id'] === 'number'
  return hasId || list === undefined || !list.every(isPlainMap) ? [value] : list.filter(isPlainMap)
}
