type Word = { readonly value: string }

/** Words without which code tells nobody where an API is found. */
const documents = /openapi|swagger|DocumentBuilder|FastAPI|Scalar|addServer/i
/** What says where an API is: `AddServer("…")`, `new OpenApiServer { Url = "…" }`, `servers: [{ url: '…' }]`, `@Server(url = "…")`. */
const server = /^(?:servers?|(?:add|with)Servers?(?:Item)?|openApiServer|scalarServer)$/i
const place = /^["'`]?(?:set|with)?ur[il]["'`]?$/i
/** How many words may stand between an address and the brackets around it. */
const farthest = 60

/**
 * Whether the address at an index is told to readers of an API's document, as where the API is found: no call, whoever is
 * there. A name that holds it counts, where the document is given that.
 */
export function inDocuments(tokens: readonly Word[]): (index: number) => boolean {
  let held: ReadonlySet<string> | undefined
  let isTold: boolean | undefined
  return (index) => {
    isTold ??= tokens.some(({ value }) => documents.test(value))
    if (!isTold) return false
    if (isOfServer(tokens, index)) return true
    const name = holder(tokens, index)
    if (name === undefined) return false
    held ??= namesTold(tokens)
    return held.has(name)
  }
}

/** Whether what stands at `index` says where a server is: by the member or method that takes it, and what that belongs to. */
function isOfServer(tokens: readonly Word[], index: number): boolean {
  const value = (at: number): string => tokens[at]?.value ?? ''
  const before = value(index - 1)
  if (!/^(?:[(:=]|=>)$/.test(before)) return false
  const taker = value(index - 2)
  // swag of Go: `docs.SwaggerInfo.Host = "…"`.
  if (before === '=' && value(index - 3) === '.' && /swagger/i.test(value(index - 4))) return true
  // `new Server().url("…")`, `server.setUrl("…")`, `addServer('…')`.
  if (before === '(') {
    const owner = value(index - 4) === ')' ? value(index - 6) : value(index - 4)
    return server.test(taker) || (place.test(taker) && value(index - 3) === '.' && server.test(owner))
  }
  return place.test(taker) && opensAround(tokens, index).some((name) => server.test(name))
}

/** The names before the brackets that are open at `index`, from the inside: of calls, of objects made, and of members. */
function opensAround(tokens: readonly Word[], index: number): string[] {
  const value = (at: number): string => tokens[at]?.value ?? ''
  const names: string[] = []
  let depth = 0
  for (let at = index - 1; at >= 0 && at > index - farthest; at--) {
    if (/^[)\]}]$/.test(value(at))) depth++
    if (!/^[([{]$/.test(value(at)) || depth-- > 0) continue
    depth = 0
    // `servers: [`, `new List<OpenApiServer> {`.
    names.push(value(/^(?:[:=>]|=>)$/.test(value(at - 1)) ? at - 2 : at - 1).replace(/^(["'`])(.*)\1$/, '$2'))
  }
  return names
}

/** The variable that is given the text at `index`, in whichever case of it: `var url = isLive ? "/shop" : "…"`. */
function holder(tokens: readonly Word[], index: number): string | undefined {
  for (let at = index - 1; at > index - farthest; at--) {
    const value = tokens[at]?.value ?? ''
    if (value === '=' || value === ':=') return tokens[at - 1]?.value
    if (/^[;{}]$/.test(value)) return undefined
  }
  return undefined
}

/** Names that documents are given as the address of a server. */
function namesTold(tokens: readonly Word[]): ReadonlySet<string> {
  return new Set(
    tokens.flatMap(({ value }, index) => (/^[A-Za-z_]\w*$/.test(value) && isOfServer(tokens, index) ? [value] : [])),
  )
}
