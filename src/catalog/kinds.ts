/** What a field of a `spec` holds. `definition` may also be a placeholder (`$text: ./openapi.yaml`). */
export type FieldType = 'text' | 'texts' | 'definition'

export interface KindSchema {
  readonly required: Readonly<Record<string, FieldType>>
  readonly optional: Readonly<Record<string, FieldType>>
}

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
      dependencyOf: 'texts',
    },
  },
  API: {
    required: { type: 'text', lifecycle: 'text', owner: 'text', definition: 'definition' },
    optional: { system: 'text' },
  },
  System: { required: { owner: 'text' }, optional: { domain: 'text', type: 'text' } },
  Domain: { required: { owner: 'text' }, optional: { subdomainOf: 'text', type: 'text' } },
  Resource: {
    required: { type: 'text', owner: 'text' },
    optional: { system: 'text', dependsOn: 'texts', dependencyOf: 'texts' },
  },
  Group: { required: { type: 'text', children: 'texts' }, optional: { parent: 'text', members: 'texts' } },
  User: { required: { memberOf: 'texts' }, optional: {} },
  Location: { required: {}, optional: { type: 'text', target: 'text', targets: 'texts' } },
  // Known to Backstage, and checked by other packages than its catalog model.
  Template: { required: {}, optional: {} },
}
