import type { At, DatabaseNameFact } from '../fact.ts'
import { mentionsAny } from '../reading/glance.ts'
import { type CodeToken, literalOf } from './tokens.ts'

const speaksMongo = mentionsAny(['mongo'])
const namesDatabase = mentionsAny(['dbname', '.db('])

/** Whether a file may tell which of the databases of a server of MongoDB it takes. */
export const namesMongoDatabase = (text: string): boolean => namesDatabase(text) && speaksMongo(text)

/** What every server has for itself. */
const ownDatabase = /^(?:admin|local|config)$/

/**
 * Databases of MongoDB that code names beside an address which is told elsewhere: `connect(uri, { dbName: 'orders' })` of Mongoose,
 * `client.db('orders')` of the driver (https://mongoosejs.com/docs/connections.html#options).
 */
export function mongoDatabases(tokens: readonly CodeToken[], at: (offset: number) => At): DatabaseNameFact[] {
  return tokens.flatMap(({ value, offset }, index): DatabaseNameFact[] => {
    const next = tokens[index + 1]?.value
    const isOption = value === 'dbName' && next === ':'
    const isTaken = value === 'db' && next === '(' && tokens[index - 1]?.value === '.'
    const name = isOption || isTaken ? literalOf(tokens[index + 2]) : undefined
    if (name === undefined || name === '' || ownDatabase.test(name)) return []
    return [{ kind: 'database-name', at: at(offset), store: 'mongodb', name, ...(isTaken ? { isTaken } : {}) }]
  })
}
