import type { CodeToken } from '../code/lexer.ts'
import type { At, Fact } from '../fact.ts'

/** Classes whose instance is an application that answers. */
const application = /^(?:FastAPI|Flask|FlaskApp|Sanic|Quart|Starlette|Litestar|Robyn|BlackSheep|Bottle)$/
/** Applications and servers of modules, whose own names other things have as well. */
const ofModule: readonly (readonly [module: RegExp, called: RegExp])[] = [
  [/^(?:web|aiohttp_web)$/, /^(?:Application|run_app)$/],
  [/^falcon$|^asgi$/, /^(?:App|API)$/],
  [/^connexion$/, /^(?:App|AsyncApp)$/],
  [/^(?:grpc|aio)$/, /^server$/],
  [/^uvicorn$/, /^run$/],
]
/** What waits for messages, and ends with its program. */
const waiting = /^(?:start_consuming|KafkaConsumer|AIOKafkaConsumer)$/

/** Where a program begins that answers or takes from a queue: what it makes to do so, and `manage.py` of Django. */
export function programs(path: string, tokens: readonly CodeToken[], at: (offset: number) => At): Fact[] {
  const value = (index: number): string => tokens[index]?.value ?? ''
  const isDjango = /(?:^|\/)manage\.py$/.test(path)
  const first = tokens.find((token, index) => {
    if (isDjango && token.value === 'DJANGO_SETTINGS_MODULE') return true
    if (token.type !== 'name' || value(index + 1) !== '(' || /^(?:class|def)$/.test(value(index - 1))) return false
    const module = value(index - 1) === '.' ? value(index - 2) : undefined
    return (
      application.test(token.value) ||
      waiting.test(token.value) ||
      (module !== undefined && ofModule.some(([of, called]) => of.test(module) && called.test(token.value)))
    )
  })
  return first ? [{ kind: 'program', at: at(first.offset), language: 'python' }] : []
}
