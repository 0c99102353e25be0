import type { Extractor } from '../extractor.ts'
import type { ComponentFact } from '../fact.ts'
import { lineIndex } from '../line-index.ts'
import { blanked } from '../reading/blanked.ts'

/** `resource store 'Microsoft.App/managedEnvironments/daprComponents@2024-03-01' = {` of Bicep, and that of Terraform. */
const begin =
  /^[ \t]*resource[ \t]+(?:\w+[ \t]+'(?:Microsoft\.App\/managedEnvironments\/)?daprComponents@|"azurerm_container_app_environment_dapr_component"[ \t]+")/gm
/** Where the next thing is declared. */
const next = /^[ \t]*(?:resource|output|param|module|variable|data)[ \t]/m
/** `name: '${environment}/orders'`: what lies around it is no part of the name; or what is called as a parameter. */
const called = /^[ \t]*name[ \t]*[:=][ \t]*(?:['"](?:[^'"\n]*\/)?([A-Za-z][\w.-]*)['"]|(?:var\.|local\.)?(\w+)[ \t]*$)/m
/** `param storeName string = 'orders'`, `var storeName = 'orders'` */
const given = /^[ \t]*(?:param|var)[ \t]+(\w+)(?:[ \t]+string)?[ \t]*=[ \t]*'([A-Za-z][\w.-]*)'/gm
const typed = /^[ \t]*(?:componentType|component_type)[ \t]*[:=][ \t]*['"](pubsub|state|bindings)\.([\w.-]+)['"]/m
const scoped = /^[ \t]*scopes[ \t]*[:=][ \t]*\[([^\]]*)\]/m

/** Components of Dapr that Bicep and Terraform make in an environment of Azure's container apps. */
export const daprInfrastructure: Extractor = {
  id: 'dapr-infrastructure',
  endings: ['.bicep', '.tf', '.tofu'],
  extract({ path, text }) {
    if (!/dapr_?components?/i.test(text)) return []
    const at = lineIndex(path, text)
    const code = text.replace(/^[ \t]*(?:#|\/\/)[^\n]*/gm, blanked)
    const defaults = new Map([...code.matchAll(given)].map(([, name = '', value = '']) => [name, value]))
    return [...code.matchAll(begin)].flatMap((match): ComponentFact[] => {
      const rest = code.slice(match.index + match[0].length)
      const end = next.exec(rest)?.index ?? rest.length
      const body = rest.slice(0, end)
      const [, told, parameter = ''] = called.exec(body) ?? []
      const name = told ?? defaults.get(parameter)
      const [, building, store] = typed.exec(body) ?? []
      if (name === undefined || building === undefined || store === undefined) return []
      const inside = scoped.exec(body)?.[1] ?? ''
      // Where a parameter tells whose it is, those that name it are meant.
      const scopes = [...inside.matchAll(/['"]([\w.-]+)['"]/g)].map(([, scope = '']) => scope)
      return [{ kind: 'component', at: at(match.index), name, building, store, scopes }]
    })
  },
}
