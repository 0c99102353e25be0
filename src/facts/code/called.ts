type Word = { readonly value: string }
type Typed = Word & { readonly type: string }

/** Where a client begins all of its paths: `baseURL: '…'`, `BaseAddress = new Uri("…")`. */
const base = /^(?:baseUR[LI]|baseUr[li]|base_url|prefixUrl|BaseAddress|BaseUrl)$/
/** Clients that are called themselves. */
const client = /^(?:fetch|axios|got|ky|superagent|\$fetch|ofetch|WebSocket|urlopen|ForAddress)$/
const verb =
  /^(?:get|post|put|patch|delete|del|head|request|GetAsync|PostAsync|PutAsync|DeleteAsync|PatchAsync|Get(?:String|Stream|ByteArray)Async|GetFromJsonAsync|(?:Post|Put|Patch)AsJsonAsync)$/
const clientLike = /axios|fetch|http|client|request|session|got|api/i
/** How far back the type arguments of a call can begin. */
const farthest = 12

/** Whether code calls the address at `index`: its client's first argument is this text, or what all of its paths begin with. */
export function isCalled(tokens: readonly Word[], index: number): boolean {
  const value = (at: number): string => tokens[at]?.value ?? ''
  const isBase = (at: number): boolean => /^[:=]$/.test(value(at)) && base.test(value(at - 1))
  if (isBase(index - 1)) return true
  if (value(index - 1) !== '(') return false
  const callee = calleeAt(tokens, index - 2)
  const name = value(callee)
  if (name === 'new') return isBase(callee - 1)
  if (name === 'Uri' || name === 'URL') return isBase(value(callee - 1) === 'new' ? callee - 2 : callee - 1)
  if (client.test(name)) return true
  return verb.test(name) && value(callee - 1) === '.' && clientLike.test(value(callee - 2))
}

/** The name before a bracket, in front of type arguments: `axios.get<Order[]>(`. */
function calleeAt(tokens: readonly Word[], end: number): number {
  if (tokens[end]?.value !== '>') return end
  let depth = 0
  for (let at = end; at > end - farthest; at--) {
    const value = tokens[at]?.value
    if (value === '>') depth++
    if (value === '<' && --depth === 0) return at - 1
  }
  return end
}

/** Members that list what a browser is sent to, or may come from: `RedirectUris = { "…" }`, `callbackURL: '…'`. */
const forBrowsers = /redirect|logout|callback|cors|origin/i
/** How far before an address the member that lists it is looked for. */
const longestList = 24

/** Whether the address at `index` stands, alone or in a list, for a member that tells others where to go. */
export function isForBrowsers(tokens: readonly Typed[], index: number): boolean {
  for (let at = index - 1; at > index - longestList; at--) {
    const { type = '', value = '' } = tokens[at] ?? {}
    const name = tokens[at - 1]?.value ?? ''
    if (value === '=' || value === ':') return forBrowsers.test(name) || (value === '=' && isForOrigin(tokens, name))
    if (!/^[,{[(\]]$/.test(value) && value !== 'new' && !/text|string|template/i.test(type)) return false
  }
  return false
}

/** Whether of what a name holds the origin alone is asked, to compare it: `new URL(baseUrl).origin`. */
const isForOrigin = (tokens: readonly Typed[], name: string): boolean =>
  base.test(name) &&
  tokens.some(
    ({ value }, at) =>
      value === 'URL' &&
      tokens[at + 2]?.value === name &&
      tokens[at + 4]?.value === '.' &&
      tokens[at + 5]?.value === 'origin',
  )
