import { asList, asMap, asText, type Loose } from '../loose.ts'

/** A parameter of a template, as its objects name it: `${NAME}`, and `${{NAME}}` for what is no text. */
const parameter = /\$\{\{?(\w+)\}?\}/g

/** The objects of a template of OpenShift, with what its parameters are by default; undefined where it is none. */
export function objectsOfTemplate(data: Loose): readonly unknown[] | undefined {
  if (data.kind !== 'Template' || !Array.isArray(data.objects)) return undefined
  const values = new Map(
    asList(data.parameters).flatMap((each) => {
      const [name, value] = [asText(asMap(each).name), asText(asMap(each).value)]
      return name !== undefined && value !== undefined && value !== '' ? [[name, value] as const] : []
    }),
  )
  return data.objects.map((object: unknown) => filled(object, values))
}

function filled(data: unknown, values: ReadonlyMap<string, string>): unknown {
  if (typeof data === 'string') return data.replace(parameter, (whole, name: string) => values.get(name) ?? whole)
  if (Array.isArray(data)) return data.map((item: unknown) => filled(item, values))
  if (data === null || typeof data !== 'object') return data
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, filled(value, values)]))
}
