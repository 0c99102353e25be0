import type { Node } from 'jsonc-parser'
import { parseAddress } from '../address/parse-address.ts'
import type { Extractor } from '../extractor.ts'
import type { At, Fact } from '../fact.ts'
import { jsonTree } from '../json-tree.ts'
import { lineIndex } from '../line-index.ts'

/** Variables for the framework and for what hosts or watches the program: addresses there are its own, or nobody's here. */
const ofFramework = /^(?:ASPNETCORE|DOTNET|OTEL|ASPIRE|DASHBOARD)_/i

/**
 * How a developer starts a project of .NET: the ports that it opens on this machine, and the settings that it is given there
 * (https://learn.microsoft.com/aspnet/core/fundamentals/environments#development-and-launchsettingsjson).
 */
export const launchSettings: Extractor = {
  id: 'launch-settings',
  endings: ['.json'],
  matches: (path) => /(?:^|\/)launchSettings\.json$/i.test(path),
  extract({ path, text }) {
    const at = lineIndex(path, text)
    const root = jsonTree(text)
    const profiles = root === undefined ? [] : fieldsOf(fieldsOf(root).find(({ key }) => key === 'profiles')?.value)
    return profiles.flatMap(({ value: profile }) => {
      const fields = fieldsOf(profile)
      const field = (name: string): Node | undefined => fields.find(({ key }) => key === name)?.value
      // Others start a web server around the project.
      if (field('commandName')?.value !== 'Project') return []
      const urls = field('applicationUrl')
      return [
        ...(urls?.type === 'string' ? portsIn(urls, at) : []),
        ...fieldsOf(field('environmentVariables')).flatMap(({ key, value }) => settingIn(key, value, at)),
      ]
    })
  },
}

const portsIn = ({ offset, value }: Node, at: (offset: number) => At): Fact[] =>
  [...String(value).matchAll(/:(\d{2,5})(?=[;/]|$)/g)].map((match) => ({
    kind: 'listen',
    at: at(offset),
    port: Number(match[1]),
  }))

function settingIn(setting: string, { offset, value }: Node, at: (offset: number) => At): Fact[] {
  const address = ofFramework.test(setting) ? undefined : parseAddress(String(value))
  return address === undefined ? [] : [{ kind: 'address', at: at(offset), address, use: 'default', setting }]
}

const fieldsOf = (node: Node | undefined): { readonly key: string; readonly value: Node }[] =>
  (node?.type === 'object' ? (node.children ?? []) : []).flatMap(({ children: [key, value] = [] }) =>
    key && value ? [{ key: String(key.value), value }] : [],
  )
