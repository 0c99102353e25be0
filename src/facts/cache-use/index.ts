import type { Extractor } from '../extractor.ts'
import type { CacheUseFact } from '../fact.ts'
import { lineIndex } from '../line-index.ts'
import { blanked } from '../reading/blanked.ts'
import { withoutComments } from '../reading/comments.ts'
import { mentionsAny } from '../reading/glance.ts'

const files =
  /\.(?:java|kt|py|[cm]?[jt]sx?|go|cs|php|rb|rs)$|(?:^|\/)(?:application|bootstrap)[\w-]*\.(?:ya?ml|properties)$/

const inSettings = /\.(?:ya?ml|properties)$/

/** A text without any of these has nothing to do with such a cache. */
const mentions = mentionsAny([
  ...[
    'redis',
    'valkey',
    'cacheable',
    'cacheevict',
    'cacheput',
    'enablecaching',
    'cachemanager',
    'cachemodule',
    'jedis',
  ],
  ...['cache_manager', 'distributedcache', 'requestratelimiter', 'bullmodule', 'bullmq', 'celery', 'cache::'],
])

/** What libraries call it to keep something under a key, whatever it is called with; what is called a cache is one. */
const keepsByName =
  /\b(?:opsFor(?:Value|Hash|Set|ZSet|List|Geo|HyperLogLog)|bound(?:Value|Hash|Set|ZSet|List)Ops|(?:Default)?RedisScript|RedisHash|RedisKeyValueAdapter|Redis(?:Store|RateLimiter|LockRegistry|TokenStore|SaveMode)|RequestRateLimiter|EnableRedis\w*Session|ThrottlerStorage\w*|RateLimit\w*|Redlock|redsync|(?:String|Hash|Key)(?:Set|Get|Exists|Delete|Expire|Increment)(?:All)?Async|StringSet|StringGet|KeyDelete|KeyExists|HashGetAll|Redis::|getBucket|getAtomicLong|getLock|getRateLimiter|AsyncCommands)\b|(?<![-\w])\w{0,40}cach(?:e[ds]?|ing|eable)(?![-a-z]|_(?:metrics?|hits?|miss|stat|ratio|ur[il]|host|port|addr))|store-type/i
/** What files of settings set up by themselves; that there is to be a cache says nothing, as long as no code uses it. */
const setUp = /RequestRateLimiter|redis-rate-limiter|store-?type/i
/** What is called after such a cache is asked for keys, but for these. */
const keepsByOwner =
  /\b\w{0,40}(?:redis|rdb|valkey)\w{0,40}\)?[!?]?\.(?!p?(?:un)?subscribe|publish|convertAndSend|x[a-z]{3}|[lr]push|b?[lr]pop|on\b|once\b|quit|connect|disconnect|duplicate|ping|info|is[A-Z]|check|health|status|close|end\b|new\w*|create\w*|from_?url|parse\w*|options|Redis\b|StrictRedis|Client\b|Cluster|PubSub|pubsub|getRe|add\w*|use\w*|build|set[A-Z]|get[A-Z])[a-z]\w*\s*\(/i
/** Methods that do so, of anything but settings, requests and the like. */
const keepsByMethod =
  /\b(\w+)\)?(?:\?|!)?\.(?:m?get(?:ex|del|set)?|m?set(?:ex|nx)?|psetex|h(?:get|set|mget|mset|del|keys|getall|incrby|exists)|incr(?:by)?|decr(?:by)?|expire(?:at)?|ttl|keys|scan(?:_iter)?|s(?:add|rem|members|ismember)|z(?:add|rem|range\w*|score|incrby|card)|delete|del|unlink|exists|hasKey|setIfAbsent|eval(?:sha)?)(?:Async|All)?\s*\(/gi
const ofOthers =
  /config|conf$|env|header|param|quer|settings|option|req|resp?$|response|ctx|context|^c$|^os$|viper|logger|axios|http|router|^app$|^g$|body|form|args|^this$|entry|store$|repositor|session/i
/** A table that the code has of something, as constants are called: `ERROR_MESSAGES.get(status)`. */
const constant = /^[A-Z][A-Z\d_]+$/
const ofStore = /REDIS|VALKEY|CACHE|CLIENT|CONN|POOL|KV|DB/

/** What only looks whether such a cache is there. */
const asks = /\b\w{0,40}(?:redis|rdb|valkey)\w{0,40}\)?[!?]?\.(?:ping|info)\s*\(/i
/** Names of what a program keeps in its own memory, and of what is taken out of that: `sockets = users.get(id)`. */
const inMemory =
  /\b(\w{1,60})(?:\s*:[^=;\n]{1,80})?\s*:?=\s*(?:(?:new\s+)?(?:(?:Weak|Hash|LinkedHash|Tree|ConcurrentHash|Concurrent)?(?:Map|Set|Dictionary)|URLSearchParams|FormData|Headers|dict|set|defaultdict)\s*[<(]|make\s*\(\s*map\b|map\[|\{\})/g
const takenOut = /\b(\w{1,60})\s*:?=\s*(?:await\s+)?(\w{1,60})\.get\s*\(/gi

/** What passes messages on, by the libraries of each language. */
const passes =
  /\b(?:convertAndSend|RedisMessageListenerContainer|MessageListenerAdapter|opsForStream|StreamMessageListenerContainer|getTopic|p?subscribe|publish|x(?:add|read|readgroup|ack|group|groupcreate\w*)|pubsub|(?:Get|I)Subscriber|(?:Publish|Subscribe|StreamAdd|StreamRead\w*)Async|createAdapter|RedisIoAdapter|RedisPubSub|Celery|Bull(?:MQ)?Module|bullmq|bull|Transport\.REDIS|[lr]push|b?[lr]pop|brpoplpush|channels_redis|asynq|dramatiq|Sidekiq|Resque)\b/i

/** Code that works with a cache: whether it keeps anything there, or passes messages on. Comments never count. */
export const cacheUse: Extractor = {
  id: 'cache-use',
  onlyGlances: true,
  matches: (path) => files.test(path),
  extract({ path, text }) {
    if (!mentions(text)) return []
    const at = lineIndex(path, text)
    const written = withoutComments(text, 'scripts')
    // Those of Resilience4j count in the program's own memory.
    const code = /resilience4j/i.test(written) ? written.replace(/RateLimit/gi, blanked) : written
    const found: [CacheUseFact['does'], number][] = [
      ['keeps', inSettings.test(path) ? code.search(setUp) : keeping(code)],
      ['passes', code.search(passes)],
      ['asks', code.search(asks)],
    ]
    return found.flatMap(([does, offset]) => (offset < 0 ? [] : [{ kind: 'cache-use', at: at(offset), does }]))
  },
}

/** Where code first keeps something; -1 where it does not. */
function keeping(code: string): number {
  const named = Math.max(code.search(keepsByName), code.search(keepsByOwner))
  if (named >= 0) return named
  const calls = [...code.matchAll(keepsByMethod)].filter(
    ([, owner = '']) => !ofOthers.test(owner) && (!constant.test(owner) || ofStore.test(owner)),
  )
  if (calls.length === 0) return -1
  const own = heldInMemory(code)
  return calls.find(([, owner = '']) => !own.has(owner))?.index ?? -1
}

function heldInMemory(code: string): ReadonlySet<string> {
  const names = new Set([...code.matchAll(inMemory)].map(([, name = '']) => name))
  for (const [, name = '', owner = ''] of code.matchAll(takenOut)) if (names.has(owner)) names.add(name)
  return names
}
