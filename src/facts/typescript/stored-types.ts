import { storedTypes as declaredTypes } from '../code/stored-types.ts'
import type { At, StoredTypeFact } from '../fact.ts'
import { type CodeToken, literalOf } from './tokens.ts'

/** What a file imports that keeps types in a store by a library that is known here. */
export const storingLibrary = /typeorm|mikro-orm|mongoose|typegoose|drizzle-orm|sequelize/

const tableMakers = new Set(['pgTable', 'mysqlTable', 'sqliteTable', 'define', 'model'])

/** TypeORM, MikroORM, Mongoose, Typegoose, Drizzle and Sequelize. */
export function storedTypes(tokens: readonly CodeToken[], at: (offset: number) => At): StoredTypeFact[] {
  const made = tokens.flatMap(({ value, offset }, index): StoredTypeFact[] => {
    if (!tableMakers.has(value)) return []
    // `model<Order>('Order', …)`
    const open = tokens.slice(index + 1, index + 6).findIndex((token) => token.value === '(')
    const name = open < 0 ? undefined : literalOf(tokens[index + 2 + open])
    return name === undefined ? [] : [{ kind: 'stored-type', at: at(offset), name }]
  })
  return [
    ...declaredTypes(tokens, at, { marker: /^(?:Entity|Schema|modelOptions)$/, header: /^extends Model\b/ }),
    ...made,
  ]
}
