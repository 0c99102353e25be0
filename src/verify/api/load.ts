import { tryToAsk } from '../http/ask.ts'
import type { Api } from './api.ts'
import { readApi } from './read-api.ts'

/** Where services that are not ours serve their document. */
const places = ['/openapi.yaml', '/openapi.json', '/v3/api-docs', '/swagger.json']

/** The document on disk, or else the one that is served. Undefined where there is none that can be read. */
export async function loadApi(onDisk: string | undefined, url: string): Promise<Api | undefined> {
  if (onDisk !== undefined) return readApi(onDisk)
  for (const path of places) {
    const answer = await tryToAsk(url, { path })
    const api = 'failure' in answer || answer.status !== 200 ? undefined : readApi(answer.body)
    if (api) return api
  }
  return undefined
}
