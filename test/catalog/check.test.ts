import {
  apiEntityV1alpha1Validator,
  componentEntityV1alpha1Validator,
  DefaultNamespaceEntityPolicy,
  domainEntityV1alpha1Validator,
  type Entity,
  EntityPolicies,
  FieldFormatEntityPolicy,
  groupEntityV1alpha1Validator,
  locationEntityV1alpha1Validator,
  NoForeignRootFieldsEntityPolicy,
  resourceEntityV1alpha1Validator,
  SchemaValidEntityPolicy,
  systemEntityV1alpha1Validator,
  userEntityV1alpha1Validator,
} from '@backstage/catalog-model'
import { describe, expect, it } from 'vitest'
import { stringify } from 'yaml'
import { checkEntity } from '../../src/catalog/check.ts'
import { readYaml } from '../../src/yaml/read.ts'

const policy = EntityPolicies.allOf([
  new NoForeignRootFieldsEntityPolicy(),
  new DefaultNamespaceEntityPolicy(),
  new SchemaValidEntityPolicy(),
  new FieldFormatEntityPolicy(),
])
const validators = [
  apiEntityV1alpha1Validator,
  componentEntityV1alpha1Validator,
  domainEntityV1alpha1Validator,
  groupEntityV1alpha1Validator,
  locationEntityV1alpha1Validator,
  resourceEntityV1alpha1Validator,
  systemEntityV1alpha1Validator,
  userEntityV1alpha1Validator,
]

/** What Backstage itself says. */
async function oracle(entity: object): Promise<boolean> {
  try {
    const checked = await policy.enforce(structuredClone(entity) as Entity)
    if (checked === undefined) return false
    const verdicts = await Promise.all(validators.map((validator) => validator.check(checked)))
    return verdicts.some(Boolean)
  } catch {
    return false
  }
}

function ours(entity: object): boolean {
  const [document] = readYaml(stringify(entity), 'catalog-info.yaml').documents
  return document !== undefined && checkEntity(document, 'catalog-info.yaml').faults.length === 0
}

const head = { apiVersion: 'backstage.io/v1alpha1', metadata: { name: 'checkout' } }
const component = { ...head, kind: 'Component', spec: { type: 'service', lifecycle: 'production', owner: 'team-a' } }
const withMeta = (metadata: object) => ({ ...component, metadata: { ...component.metadata, ...metadata } })
const withSpec = (spec: object) => ({ ...component, spec: { ...component.spec, ...spec } })

describe('checkEntity agrees with Backstage on', () => {
  it.each<[string, object]>([
    ['a component', component],
    ['a v1beta1 component', { ...component, apiVersion: 'backstage.io/v1beta1' }],
    ['an unknown version', { ...component, apiVersion: 'backstage.io/v7' }],
    ['a missing version', { ...component, apiVersion: undefined }],
    ['no spec', { ...component, spec: undefined }],
    ['no owner', withSpec({ owner: undefined })],
    ['an empty owner', withSpec({ owner: '' })],
    ['an owner that is a number', withSpec({ owner: 7 })],
    ['no lifecycle', withSpec({ lifecycle: undefined })],
    ['consumesApis as text', withSpec({ consumesApis: 'products' })],
    ['consumesApis as list', withSpec({ consumesApis: ['products'] })],
    ['an empty reference', withSpec({ dependsOn: [''] })],
    ['an unknown field of spec', withSpec({ flavour: 'vanilla' })],
    ['a name with a blank', withMeta({ name: 'check out' })],
    ['a name with dots', withMeta({ name: 'check.out_1' })],
    ['a name that ends with a dash', withMeta({ name: 'checkout-' })],
    ['a name of 64 characters', withMeta({ name: 'a'.repeat(64) })],
    ['a namespace', withMeta({ namespace: 'shop' })],
    ['a namespace in capitals', withMeta({ namespace: 'Shop' })],
    ['an annotation', withMeta({ annotations: { 'msvc.dev/port': '8081' } })],
    ['an annotation that is a number', withMeta({ annotations: { 'msvc.dev/port': 8081 } })],
    ['an annotation with a bad key', withMeta({ annotations: { 'a/b/c': 'x' } })],
    ['a label', withMeta({ labels: { tier: 'one' } })],
    ['a label with blanks', withMeta({ labels: { tier: 'number one' } })],
    ['a list of labels', withMeta({ labels: ['one'] })],
    [
      'an API',
      { ...head, kind: 'API', spec: { type: 'openapi', lifecycle: 'x', owner: 'a', definition: 'openapi: 3' } },
    ],
    ['an API without definition', { ...head, kind: 'API', spec: { type: 'openapi', lifecycle: 'x', owner: 'a' } }],
    ['a system', { ...head, kind: 'System', spec: { owner: 'a' } }],
    ['a system without owner', { ...head, kind: 'System', spec: {} }],
    ['a domain', { ...head, kind: 'Domain', spec: { owner: 'a' } }],
    ['a resource', { ...head, kind: 'Resource', spec: { type: 'database', owner: 'a' } }],
    ['a resource without type', { ...head, kind: 'Resource', spec: { owner: 'a' } }],
    ['a group', { ...head, kind: 'Group', spec: { type: 'team', children: [] } }],
    ['a group without children', { ...head, kind: 'Group', spec: { type: 'team' } }],
    ['a user', { ...head, kind: 'User', spec: { memberOf: [] } }],
    ['a user without groups', { ...head, kind: 'User', spec: {} }],
    ['a location', { ...head, kind: 'Location', spec: { targets: ['./a.yaml'] } }],
    ['a location without targets', { ...head, kind: 'Location', spec: {} }],
    ['a location with a target that is a map', { ...head, kind: 'Location', spec: { target: {} } }],
  ])('%s', async (_, entity) => {
    expect(ours(entity)).toBe(await oracle(entity))
  })

  it('takes a placeholder for a definition, which Backstage fills in before it looks', () => {
    const spec = { type: 'openapi', lifecycle: 'x', owner: 'a', definition: { $text: './openapi.yaml' } }
    expect(ours({ ...head, kind: 'API', spec })).toBe(true)
  })
})

it.each(['abc', '0', '65536', '80.5', '-1', ' 80'])('tells of a port that is none: "%s"', (port) => {
  const faulty = withMeta({ annotations: { 'msvc.dev/port': port } })
  const [fault] = readYaml(stringify(faulty), 'c.yaml').documents.flatMap((each) => checkEntity(each, 'c.yaml').faults)
  expect(fault).toMatchObject({
    message: `"msvc.dev/port" of Component "checkout" is "${port}", which is no port.`,
    place: {
      line:
        stringify(faulty)
          .split('\n')
          .findIndex((line) => line.includes('msvc.dev/port')) + 1,
    },
  })
  expect(ours(withMeta({ annotations: { 'msvc.dev/port': '65535' } }))).toBe(true)
})

/** Values that somebody might write where another was wanted. */
const junk = [
  undefined,
  null,
  '',
  'x',
  'a b',
  7,
  true,
  [],
  [''],
  [7],
  ['x'],
  ['Upper case'],
  ['a+b'],
  {},
  { a: 1 },
  'a'.repeat(64),
  'http://x',
  [{ url: 'https://x.y' }],
  [{ url: 'nope' }],
  [{ url: 'https://x.y', title: 7 }],
  { 'a/b/c': 'x' },
  { 'UP.example.com/x': 'y' },
  { 'example.com/x': 'y z' },
  { x: 7 },
  { x: '' },
  { x: null },
]
const specs: Record<string, Record<string, unknown>> = {
  Component: {
    type: 'service',
    lifecycle: 'x',
    owner: 'a',
    system: 's',
    subcomponentOf: 'x',
    providesApis: ['a'],
    consumesApis: ['a'],
    dependsOn: ['component:a'],
    dependencyOf: ['a'],
  },
  API: { type: 'openapi', lifecycle: 'x', owner: 'a', definition: 'x', system: 's' },
  Resource: { type: 'db', owner: 'a', system: 's', dependsOn: ['a'], dependencyOf: ['a'] },
  System: { owner: 'a', domain: 'd', type: 't' },
  Domain: { owner: 'a', subdomainOf: 'x', type: 't' },
  Group: { type: 'team', children: ['x'], parent: 'p', members: ['u'], profile: { displayName: 'x' } },
  User: { memberOf: ['g'], profile: { displayName: 'x', email: 'a@b.c', picture: 'https://x' } },
  Location: { type: 'file', target: './x', targets: ['./y'], presence: 'required' },
}
const metadataFields = [
  'name',
  'namespace',
  'title',
  'description',
  'labels',
  'annotations',
  'tags',
  'links',
  'uid',
  'zzz',
]
const rootFields = ['apiVersion', 'kind', 'metadata', 'spec', 'relations', 'zzz']

/** Verdicts that differ, of all entities that one wrong value makes. */
async function differences(entities: readonly object[]): Promise<string[]> {
  const different: string[] = []
  for (const written of entities) {
    const entity = JSON.parse(JSON.stringify(written)) as object
    const isGood = await oracle(entity)
    if (ours(entity) !== isGood) different.push(`${isGood ? 'good' : 'bad'} for Backstage: ${JSON.stringify(entity)}`)
  }
  return different
}

describe('checkEntity agrees with Backstage on any value', () => {
  it.each(Object.keys(specs))('in the spec of a %s', async (kind) => {
    const spec = specs[kind] ?? {}
    const variants = [...Object.keys(spec), 'zzz'].flatMap((field) =>
      junk.flatMap((value) => [
        { ...spec, [field]: value },
        ...(field === 'profile' ? [{ ...spec, profile: { email: value } }] : []),
      ]),
    )
    expect(await differences(variants.map((variant) => ({ ...head, kind, spec: variant })))).toEqual([])
  })

  it('in metadata and at the root', async () => {
    const inMetadata = metadataFields.flatMap((field) => junk.map((value) => withMeta({ [field]: value })))
    const atRoot = rootFields.flatMap((field) => junk.map((value) => ({ ...component, [field]: value })))
    expect(await differences([...inMetadata, ...atRoot])).toEqual([])
  })

  it('in its kind and version', async () => {
    const kinds = ['Widget', 'component', 'Service', 'a_b', 'System']
    const versions = ['backstage.io/v1alpha2', 'backstage.io/v1beta1', 'backstage.io/', 'v 1']
    const spec = { owner: 'a', type: 'x', lifecycle: 'x' }
    expect(
      await differences([
        ...kinds.map((kind) => ({ ...head, kind, spec })),
        ...versions.map((apiVersion) => ({ ...component, apiVersion })),
      ]),
    ).toEqual([])
  })

  it('but leaves entities of others to them', () => {
    expect(ours({ ...component, apiVersion: 'example.com/v1', kind: 'Widget' })).toBe(true)
    expect(ours({ ...component, apiVersion: 'scaffolder.backstage.io/v1beta3', kind: 'Template' })).toBe(true)
  })
})
