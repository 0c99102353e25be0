import { protocolOfScheme, storeKind } from '../../products/protocols.ts'
import { parseAddress } from '../address/parse-address.ts'
import type { At, Fact } from '../fact.ts'

/** Where a server of Open Liberty is told what it runs with. */
export const libertyFile =
  /(?:^|\/)(?:liberty\/config|configDropins\/\w+)\/(?:[^/]+\/)*[\w.-]+\.xml$|(?:^|\/)server\.xml$/

/** `<properties.postgresql serverName="${DB_HOST}" databaseName="shop"/>`, in a source of data. */
const properties = /<properties\.([a-z\d]+)(?:\.[\w.]+)?\s([^<>]{1,2000})>/g
const attribute = /\b(serverName|portNumber|databaseName|URL)\s*=\s*"([^"]*)"/g
/** `${DB_HOST}`, `${env.DB_HOST}`: variables, which one of the server or of the environment fills. */
const variable = /^\$\{(?:env\.)?(\w+)\}$/

/** Databases that a server of Open Liberty hands to what it runs, each in the parts that its driver asks for. */
export function libertySources(code: string, at: (offset: number) => At): Fact[] {
  return [...code.matchAll(properties)].flatMap(({ index, 1: product = '', 2: written = '' }): Fact[] => {
    const parts = new Map([...written.matchAll(attribute)].map(([, name = '', value = '']) => [name, value]))
    const scheme = protocolOfScheme(product === 'microsoft' ? 'sqlserver' : product)
    const place = at(index)
    const [host = '', database = '', url] = ['serverName', 'databaseName', 'URL'].map((name) => parts.get(name))
    if (scheme === undefined || storeKind(scheme) !== 'database') return []
    const whole = url === undefined ? undefined : parseAddress(url)
    if (whole !== undefined) return [{ kind: 'address', at: place, address: whole, use: 'default' }]
    const [hostVariable, databaseVariable] = [host, database].map((value) => variable.exec(value)?.[1])
    const named: Fact[] =
      databaseVariable === undefined
        ? database === ''
          ? []
          : [{ kind: 'database-name', at: place, store: scheme, name: database }]
        : [
            { kind: 'env-read', at: place, name: databaseVariable },
            { kind: 'database-name', at: place, store: scheme, name: '', setting: databaseVariable },
          ]
    if (hostVariable !== undefined) {
      const open = hostVariable.toLowerCase()
      const address = { scheme, host: open, shown: `\${${open}}` }
      return [
        { kind: 'env-read', at: place, name: hostVariable, asHost: true },
        { kind: 'address', at: place, address, use: 'default', unfilled: true },
        ...named,
      ]
    }
    const port = parts.get('portNumber')
    const path = databaseVariable === undefined && database !== '' ? `/${database}` : ''
    const address =
      /[\s$]/.test(host) || host === ''
        ? undefined
        : parseAddress(`${scheme}://${host}${port !== undefined && /^\d+$/.test(port) ? `:${port}` : ''}${path}`)
    return address === undefined ? named : [{ kind: 'address', at: place, address, use: 'default' }, ...named]
  })
}
