import { inside, parted } from '../code/brackets.ts'
import type { CodeToken } from '../code/lexer.ts'

/** What stands in brackets that open here, part by part, without the names that a call may tell: `AddRedis(name: "cache")`. */
export const argumentsIn = (statement: readonly CodeToken[], open: number): readonly (readonly CodeToken[])[] =>
  parted(inside(statement, open)).map((part) =>
    part[0]?.type === 'name' && part[1]?.value === ':' ? part.slice(2) : part,
  )
