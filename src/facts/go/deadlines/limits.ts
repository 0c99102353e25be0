import type { CodeToken } from '../../code/lexer.ts'

/** Whether a function gives the context of its calls an end. */
export const hasLimit = (body: readonly CodeToken[]): boolean =>
  body.some(
    ({ value }, index) =>
      value === 'WithTimeout' ||
      value === 'WithDeadline' ||
      value === 'WithPerRetryTimeout' ||
      (value === 'cancel' && isHandedOver(body, index)),
  )

/** `ctx, cancel := callContext(ctx)`: a context that something of the repository ends, and no signal or other call alone. */
function isHandedOver(body: readonly CodeToken[], cancel: number): boolean {
  const value = (at: number): string => body[at]?.value ?? ''
  if (value(cancel - 1) !== ',' || !/ctx|context/i.test(value(cancel - 2)) || !/^:?=$/.test(value(cancel + 1)))
    return false
  const open = body.findIndex((token, at) => at > cancel && token.value === '(')
  return open > 0 && open < cancel + 8 && !/^(?:WithCancel(?:Cause)?|NotifyContext)$/.test(value(open - 1))
}
