import type { Extractor } from '../extractor.ts'
import type { ClientFact, Fact } from '../fact.ts'
import { lineIndex } from '../line-index.ts'
import { mentionsAny } from '../reading/glance.ts'
import { sourceLanguage } from '../source-language.ts'

/** Paths of the side-car: `/v1.0/invoke/orders/method/…`, `/v1.0/publish/pubsub/orders`, `/v1.0/state/store`. */
const path = /\/v1\.0(?:-\w+)?\/(invoke|publish|state|bindings)\/([\w.-]+)/g
const header = /dapr-app-id["'`]?\s*[:=,\]]+\s*["'`]([\w.-]+)["'`]/g
/** The same with a name that stands for it: `{ 'dapr-app-id': orders }`, `` `${orders}` ``. */
const namedHeader = /dapr-app-id["'`]?\s*[:=,\]]+\s*(?:[`"]?\$?\{)?\s*([A-Za-z_]\w*)/g
/** Calls of the SDKs in all languages: `InvokeMethodAsync<T>(HttpMethod.Get, "orders", …)`, `invoker.invoke('orders', …)`. */
const invocation = /\b(?:[iI]nvoke(?:_?[mM]ethod|_?[sS]ervice)?\w*|CreateInvoke\w+)\s*(?:<[^()]*>)?\(([^;{}]{0,300})/g
/** A path of the side-car in which a variable stands for whoever is called: `/v1.0/invoke/%s/method/%s`. */
const anyInvocation = /\/v1\.0(?:-\w+)?\/invoke\/(?:%[sv]|[$#]?\{)/
/** What follows such a path that the code keeps under a name: `${sidecar}/orders/method/…`, `sidecar + "/orders/method/…"`. */
const invokedBehind = /[}"'`]\/?([A-Za-z][\w.-]*)\/method\//g
/** The path that calls of others begin with, as a text that ends there: `http://localhost:3500/v1.0/invoke`. */
const invocationBase = /\/v1\.0(?:-\w+)?\/invoke\/?["'`]/
/** A path of the side-car to a component. */
const toComponent = /\/v1\.0(?:-\w+)?\/(?:publish|state|bindings)\//
/** What a file of settings calls a component by: `"sourcePubSubName": "orders"`. */
const settingsFile = /(?:^|\/)(?:appsettings|config|settings|local\.settings)(?:[.-][\w-]+)*\.json$/i
const setting = /"\w*(?:pub_?sub|state_?store|binding)\w*"\s*:\s*"([A-Za-z][\w.-]*)"/gi
/** Code keeps something in a state store: by methods of the SDKs, in actors and workflows, which have one, or by its path. */
const keepsState =
  /(?:get|save|delete|query|execute)_?(?:bulk_?)?state\w{0,40}\s*[<(]|\bstate\s*\.\s*(?:get|save|delete|query|transaction)|statemanager|state_manager|\/v1\.0(?:-\w+)?\/(?:state|actors)\b|(?:register|add)_?\w{0,40}(?:actors?|workflow)|(?:actor|workflow)_?runtime/i
const text = /["'`]([A-Za-z][\w.-]{1,60})["'`]/g

const speaksDapr = mentionsAny([
  'dapr',
  'pubsubname',
  'pubsub_name',
  ...['invoke', 'publish', 'state', 'bindings'].map((kind) => `/v1.0/${kind}`),
])

/**
 * Code that speaks with a side-car of Dapr: services that it calls by their names there, and names that may be those of
 * components. Whether there is a service or a component of that name, the manifests tell.
 */
export const dapr: Extractor = {
  id: 'dapr',
  onlyGlances: true,
  matches: (file) => sourceLanguage(file) !== undefined || settingsFile.test(file),
  extract({ path: file, text: code }) {
    const at = lineIndex(file, code)
    const client = (offset: number, name: string): Fact => ({ kind: 'client', at: at(offset), name })
    const component = (offset: number, name: string): Fact => ({ kind: 'component-name', at: at(offset), name })
    if (settingsFile.test(file))
      return [...code.matchAll(setting)].map(({ index, 1: name = '' }) => component(index, name))
    if (!speaksDapr(code)) return []
    const texts = [...code.matchAll(text)].map(({ index, 1: name = '' }) => ({ index, name }))
    const callsAny = anyInvocation.test(code)
    const kept = keepsState.exec(code)
    return [
      ...(kept === null ? [] : [{ kind: 'state-use', at: at(kept.index) } as const]),
      ...(callsAny ? texts.map(({ index, name }) => client(index, name)) : []),
      ...[...code.matchAll(path)].map(({ index, 1: kind, 2: name = '' }) =>
        kind === 'invoke' ? client(index, name) : component(index, name),
      ),
      ...(invocationBase.test(code)
        ? [...code.matchAll(invokedBehind)].map(({ index, 1: name = '' }) => client(index, name))
        : []),
      ...[...code.matchAll(header)].map(({ index, 1: name = '' }) => client(index, name)),
      ...[...code.matchAll(namedHeader)].flatMap(({ index, 1: word = '' }) =>
        heldBy(word, code).map((name) => client(index, name)),
      ),
      ...[...code.matchAll(invocation)].flatMap(({ index, 1: inside = '' }): Fact[] => {
        const called = calledIn(inside, code)
        return called === undefined ? [] : [{ kind: 'client', at: at(index), ...called }]
      }),
      ...(callsAny && !toComponent.test(code) ? [] : texts.map(({ index, name }) => component(index, name))),
    ]
  },
}

/** Methods of HTTP stand before the name of who is called. */
const ofHttp = /(?:^|\.)(?:HttpMethod|HTTPMethod|HttpExtension|HTTPExtension|http)\.\w+$/
/** One argument: a text, or a name with the classes that hold it. */
const argument = /^\s*(?:\w+\s*[:=]\s*)?(?:["'`]([\w.-]+)["'`]|((?:\w+\.)*)([A-Za-z_]\w*))\s*(?:\).*)?$/s

/**
 * Whom the first of the arguments calls that tells it: a text, what a constant of the same file holds, or the constant of
 * another class.
 */
function calledIn(inside: string, code: string): Pick<ClientFact, 'name' | 'constant'> | undefined {
  for (const part of inside.split(',').slice(0, 3)) {
    const [, literal, path = '', word] = argument.exec(part) ?? []
    if (literal !== undefined) return { name: literal }
    if (word === undefined || ofHttp.test(`${path}${word}`)) continue
    const holder = path.split('.').at(-2)
    if (holder !== undefined && /^[A-Z]/.test(holder) && /^[A-Z]/.test(word)) return { constant: `${holder}.${word}` }
    const [held] = path === '' ? heldBy(word, code) : []
    if (held !== undefined) return { name: held }
  }
  return undefined
}

/** What a name of the same file holds: a text, or a variable of the environment with a text for where it is unset. */
function heldBy(word: string, code: string): string[] {
  const held = new RegExp(`\\b${word}\\s*=\\s*(?:[^;\\n"'\`]{0,80}(?:\\|\\||\\?\\?)\\s*)?["'\`]([\\w.-]+)["'\`]`).exec(
    code,
  )
  return held?.[1] === undefined ? [] : [held[1]]
}
