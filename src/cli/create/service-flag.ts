/** What `--service products` or `--service checkout:node-fastify` asks for. */
export interface ServiceFlag {
  readonly name: string
  readonly stack?: string
}

/** Takes the flag's text apart at its first colon. */
export function parseServiceFlag(text: string): ServiceFlag {
  const colon = text.indexOf(':')
  return colon === -1
    ? { name: text.trim() }
    : { name: text.slice(0, colon).trim(), stack: text.slice(colon + 1).trim() }
}
