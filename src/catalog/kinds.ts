/**
 * What a field of a `spec` holds. A `definition` may also be a placeholder (`$text: ./openapi.yaml`); `presence` is
 * `required` or `optional`.
 */
export type FieldType = 'text' | 'texts' | 'map' | 'maps' | 'definition' | 'presence'

/** Fields of a `spec`; a dot leads into a map. */
export interface KindSchema {
  readonly required: Readonly<Record<string, FieldType>>
  readonly optional: Readonly<Record<string, FieldType>>
}

const profile = {
  profile: 'map',
  'profile.displayName': 'text',
  'profile.email': 'text',
  'profile.picture': 'text',
} as const

/**
 * The kinds of the Backstage software catalog and the fields of their `spec` that its model checks.
 * Source: the JSON schemas of @backstage/catalog-model, which the tests hold this table against.
 */
export const kinds: Readonly<Record<string, KindSchema>> = {
  Component: {
    required: { type: 'text', lifecycle: 'text', owner: 'text' },
    optional: {
      system: 'text',
      subcomponentOf: 'text',
      providesApis: 'texts',
      consumesApis: 'texts',
      dependsOn: 'texts',
    },
  },
  API: {
    required: { type: 'text', lifecycle: 'text', owner: 'text', definition: 'definition' },
    optional: { system: 'text' },
  },
  System: { required: { owner: 'text' }, optional: { domain: 'text', type: 'text' } },
  Domain: { required: { owner: 'text' }, optional: { subdomainOf: 'text', type: 'text' } },
  Resource: { required: { type: 'text', owner: 'text' }, optional: { system: 'text', dependsOn: 'texts' } },
  Group: {
    required: { type: 'text', children: 'texts' },
    optional: { parent: 'text', members: 'texts', ...profile },
  },
  User: { required: { memberOf: 'texts' }, optional: profile },
  Location: { required: {}, optional: { type: 'text', target: 'text', targets: 'texts', presence: 'presence' } },
  AiResource: { required: { type: 'text', lifecycle: 'text', owner: 'text' }, optional: { system: 'text' } },
  // Known to Backstage, and checked by other packages than its catalog model.
  Template: { required: {}, optional: {} },
}

/** Kinds of which some type has other fields. */
const ofType: Readonly<Record<string, KindSchema>> = {
  'API mcp-server': {
    required: { type: 'text', lifecycle: 'text', owner: 'text', remotes: 'maps' },
    optional: { system: 'text', definition: 'definition' },
  },
}

/** The fields of a kind; undefined for a kind that is not Backstage's own. */
export const schemaOf = (kind: string, type: unknown): KindSchema | undefined =>
  ofType[`${kind} ${String(type)}`] ?? (Object.hasOwn(kinds, kind) ? kinds[kind] : undefined)
