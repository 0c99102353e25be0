import type { At, ContractFact, Endpoint } from '../../../../facts/fact.ts'
import { membersOf } from '../graphql-members.ts'
import { Schemas } from '../schemas.ts'

/** One thing that a contract promises, with all that a copy must have as well. */
export interface Promised {
  readonly name: string
  readonly at: At
  readonly text: string
}

const known = new WeakMap<ContractFact, readonly Promised[]>()

/** What a contract promises, thing by thing; read once, since copies are held against each other. */
export function promisesOf(contract: ContractFact): readonly Promised[] {
  const promises = known.get(contract) ?? promisedBy(contract)
  known.set(contract, promises)
  return promises
}

function promisedBy(contract: ContractFact): readonly Promised[] {
  const { style, definitions = [], endpoints = [], operations } = contract
  if (style === 'grpc') return definitions
  if (style === 'graphql') return definitions.flatMap(membersPromised)
  const schemas = new Schemas(contract)
  return style === 'openapi'
    ? endpoints.map((endpoint) => ({ name: endpoint.name, at: endpoint.at, text: asked(endpoint, schemas) }))
    : operations.map(({ name, at }) => ({ name, at, text: '' }))
}

/** What callers have to be told to send; who may call is told by whoever runs it. */
function asked({ required, takes = {} }: Endpoint, schemas: Schemas): string {
  const named = required.flatMap(({ name, in: place }) => (place === 'security' ? [] : [name]))
  const fields = Object.values(takes).flatMap((body) => [...schemas.fieldsOf(body).required])
  return [...new Set([...named, ...fields])].sort().join(' ')
}

/** Fields with what they ask for and what they are; directives are how one side goes about it. */
const membersPromised = ({ name, at, text }: Promised): Promised[] =>
  [...membersOf(text)].map(([member, { type, required }]) => ({
    name: `${name}.${member}`,
    at,
    text: [type, ...required].join(' '),
  }))

/** A service may be copied with only the calls that the caller makes; anything else is the same, or differs. */
export function isPartOf(text: string, whole: string): boolean {
  const some = callsOf(text)
  const all = callsOf(whole)
  return text === whole || (some.length > 0 && some.every((call) => all.includes(call)))
}

const callsOf = (text: string): readonly string[] => text.match(/\brpc \w+ \([^)]*\) returns \([^)]*\)/g) ?? []
