import { inside } from '../../code/brackets.ts'
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
