import { inside, parted } from '../../code/brackets.ts'
import type { CodeToken } from '../../code/lexer.ts'
import { handedContexts } from './contexts.ts'

/** Whether a function sends requests with a context that it was handed, or such as it was handed itself. */
export function sendsHanded(body: readonly CodeToken[]): boolean {
  const isHanded = handedContexts(body)
  const value = (at: number): string => body[at]?.value ?? ''
  const isRequest = (name: string): boolean =>
    body.some(
      (token, at) =>
        token.value === name && value(at + 1) === '*' && value(at + 2) === 'http' && value(at + 4) === 'Request',
    )
  return body.some(({ value: word }, index) => {
    if (value(index + 1) !== '(') return false
    if (word === 'Do' && value(index - 1) === '.' && isRequest(value(index + 2))) return true
    return /^(?:Do|NewRequestWithContext|WithContext)$/.test(word) && isHanded(inside(body, index + 1))
  })
}

/** Whether a file only sends with contexts that it was handed by the clients of HTTP that it makes; `all`: it hands them on, and sends nothing. */
export function areHandedOn(functions: readonly (readonly CodeToken[])[]): boolean | 'all' {
  const sending = functions.filter((body) =>
    body.some(
      ({ value }, index) =>
        body[index - 1]?.value === '.' &&
        body[index + 1]?.value === '(' &&
        (value === 'Do' ||
          (/^(?:Get|Post|PostForm|Head)$/.test(value) &&
            /^(?:http|rest|web)?client$/i.test(body[index - 2]?.value ?? ''))),
    ),
  )
  return sending.length === 0 ? 'all' : sending.every(sendsHanded)
}

/**
 * Whether a function hands on the request that it answers, as a proxy does, `http.NewRequestWithContext(ctx, r.Method, url, r.Body)`, or
 * what comes for as long as somebody follows it: that whoever asked waits is meant.
 */
export function handsOn(body: readonly CodeToken[]): boolean {
  const value = (at: number): string => body[at]?.value ?? ''
  return body.some(({ value: word }, index) => {
    if ((word === 'follow' && value(index + 1) === 'bool') || word.includes('text/event-stream')) return true
    if (!/^NewRequest(?:WithContext)?$/.test(word) || value(index + 1) !== '(') return false
    const given = parted(inside(body, index + 1))
    const last = given.at(-1) ?? []
    const owner = last.length === 3 && last[2]?.value === 'Body' ? last[0]?.value : undefined
    return owner !== undefined && given.some((part) => part[0]?.value === owner && part[2]?.value === 'Method')
  })
}
