type Word = { readonly value: string }
type Typed = Word & { readonly type: string }

/** Where a client begins all of its paths: `baseURL: '…'`, `BaseAddress = new Uri("…")`, `'base_uri' => '…'`. */
const base = /^(?:baseUR[LI]|baseUr[li]|base_url|base_uri|prefixUrl|BaseAddress|BaseUrl)$/
/** Clients that are called themselves. */
const client =
  /^(?:fetch|axios|got|ky|superagent|needle|request|rp|\$fetch|ofetch|WebSocket|EventSource|SockJS|io|proxy|httpProxy|createProxyMiddleware|urlopen|ForAddress|curl_init|base_uri|baseUrl)$/
/** Classes whose objects call whom they are made with. */
const clientClass = /(?:Api|API|Client|Sdk|SDK|Gateway|Proxy)$/
/** Those that are told in a member of an object where to call: `httpBatchLink({ url: '…' })`, `new HttpLink({ uri: '…' })`. */
const toldByMember =
  /^(?:axios|got|ky|request|rp|ofetch|\$fetch|ajax)$|(?:Link|Client|ClientProxy|Transport|Exchange|http-proxy|httpProxy)$/
const whereTo = /^(?:ur[il]|endpoint|address|upstream)$/
/** How many words of an object may stand before the address in it. */
const longestObject = 40
const verb =
  /^(?:get|post|put|patch|delete|del|head|request|getJSON|ajax|GetAsync|PostAsync|PutAsync|DeleteAsync|PatchAsync|Get(?:String|Stream|ByteArray)Async|GetFromJsonAsync|(?:Post|Put|Patch)AsJsonAsync|Get|Post|PostForm|Head)$/
const clientLike =
  /axios|fetch|http|client|request|session|got|api|faraday|excon|typhoeus|guzzle|superagent|needle|undici|wretch|^ky$|^(?:\$|jQuery)$/i
/** What stands between an object or class and its method. */
const member = /^(?:\.|::|->|\?\.)$/
/** How far back the type arguments of a call can begin. */
const farthest = 12
/** How long what is given to a method before can be. */
const longestCall = 40
/** Of Go, with a method and a context before the address. */
const request = /^NewRequest(?:WithContext)?$/
const longestMethod = 12
/** What fills an address in: `fmt.Sprintf("http://orders/%d", id)`, `String.format("http://orders/%s", id)`. */
const formatting = /^(?:Sprintf|format)$/

/** Where an expression begins that a text is the format of; the text itself where it is none. */
export function filledAt(tokens: readonly Word[], index: number): number {
  const value = (at: number): string => tokens[at]?.value ?? ''
  const isFormat = value(index - 1) === '(' && formatting.test(value(index - 2)) && value(index - 3) === '.'
  return isFormat && /^(?:fmt|String)$/.test(value(index - 4)) ? index - 4 : index
}

/** Whether code calls the address at `index`: its client's first argument is this text, or what all of its paths begin with. */
export function isCalled(tokens: readonly Word[], index: number): boolean {
  const value = (at: number): string => tokens[at]?.value ?? ''
  const isBase = (at: number): boolean => /^(?:[:=]|=>)$/.test(value(at)) && base.test(value(at - 1))
  if (isBase(index - 1)) return true
  // Ruby does without brackets: `base_uri 'http://…'`.
  if (value(index - 1) === 'base_uri' || isDefaultOfOption(tokens, index)) return true
  if (value(index - 1) === ':' && value(index - 2) === 'url' && value(index - 3) === '(')
    return value(index - 4) === 'new' && isOfClient(tokens, index - 4)
  if (value(index - 1) === ':' && whereTo.test(value(index - 2)))
    return toldByMember.test(value(openedBy(tokens, index)))
  if (value(index - 1) === ',') return isOfRequest(tokens, index)
  if (value(index - 1) !== '(') return false
  const callee = calleeAt(tokens, index - 2)
  const name = value(callee)
  if (name === 'new') return isBase(callee - 1) || isOfClient(tokens, callee)
  if (name === 'Uri' || name === 'URL') return isBase(value(callee - 1) === 'new' ? callee - 2 : callee - 1)
  if (client.test(name) || (value(callee - 1) === 'new' && clientClass.test(name))) return true
  return verb.test(name) && isOfClient(tokens, callee)
}

/** Whether what stands at `index` is the address of a request: `http.NewRequest("GET", "http://…", nil)`. */
function isOfRequest(tokens: readonly Word[], index: number): boolean {
  for (let at = index - 2; at > index - longestMethod; at--) {
    const value = tokens[at]?.value ?? ''
    if (/^[;{}=]$/.test(value)) return false
    if (request.test(value)) return tokens[at + 1]?.value === '('
  }
  return false
}

/** The name of what is called with the object that the word at `index` stands in, as its first argument. */
function openedBy(tokens: readonly Word[], index: number): number {
  let depth = 0
  for (let at = index - 1; at > index - longestObject; at--) {
    const value = tokens[at]?.value ?? ''
    if (/^[)\]}]$/.test(value)) depth++
    if (!/^[([{]$/.test(value) || depth-- > 0) continue
    return value === '{' && tokens[at - 1]?.value === '(' ? calleeAt(tokens, at - 2) : -1
  }
  return -1
}

/** Whether what stands at `at` is a method of a client, or of what one made: `Http::withToken($token)->get(`. */
function isOfClient(tokens: readonly Word[], at: number): boolean {
  const value = (index: number): string => tokens[index]?.value ?? ''
  let end = at
  while (member.test(value(end - 1))) {
    if (value(end - 2) !== ')') return clientLike.test(value(end - 2))
    end = openBefore(tokens, end - 2) - 1
  }
  return false
}

/** Where the bracket opens that closes at `end`; before the start, where that is too far. */
function openBefore(tokens: readonly Word[], end: number): number {
  let depth = 0
  for (let at = end; at > end - longestCall; at--) {
    const value = tokens[at]?.value
    if (value === ')') depth++
    if (value === '(' && --depth === 0) return at
  }
  return 0
}

/** dry-initializer of Ruby: `option :url, default: proc { 'http://…' }`. */
function isDefaultOfOption(tokens: readonly Word[], index: number): boolean {
  const [option, , name = '', , given, , maker = '', bracket] = tokens.slice(index - 8, index).map(({ value }) => value)
  return (
    option === 'option' &&
    given === 'default' &&
    /^(?:proc|lambda|->)$/.test(maker) &&
    bracket === '{' &&
    /ur[il]|host|endpoint|address/i.test(name)
  )
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
/** What is told so: `config.setAllowedOrigins(List.of("…"))`, `policy.WithOrigins("…")`. */
const takesOrigins = /origin(?:s|Patterns?)?$|^(?:send)?redirect$/i
/** What makes a list of texts: `Arrays.asList(`, `List.of(`, `listOf(`. */
const listing = /^(?:List|Set|Arrays|asList|of|listOf|setOf|arrayOf|Collections|singletonList|\.)$/
/** How far before an address the member that lists it is looked for. */
const longestList = 24

/** Whether the address at `index` stands, alone or in a list, for a member that tells others where to go. */
export function isForBrowsers(tokens: readonly Typed[], index: number): boolean {
  for (let at = index - 1; at > index - longestList; at--) {
    const { type = '', value = '' } = tokens[at] ?? {}
    const name = tokens[at - 1]?.value ?? ''
    if (value === '=' || value === ':') return forBrowsers.test(name) || (value === '=' && isForOrigin(tokens, name))
    if (value === '(' && takesOrigins.test(name)) return true
    if (listing.test(value)) continue
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
