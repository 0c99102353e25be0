import {
  groupEntityV1alpha1Validator,
  locationEntityV1alpha1Validator,
  systemEntityV1alpha1Validator,
  userEntityV1alpha1Validator,
} from '@backstage/catalog-model'
import { describe, expect, it } from 'vitest'
import { parseAllDocuments, parseDocument } from 'yaml'
import { memoryRepository } from '../../src/repository/memory.ts'
import { readConfig } from '../../src/workspace/read-config.ts'
import { rendered } from './render-workspace.ts'

const validators = {
  System: systemEntityV1alpha1Validator,
  Group: groupEntityV1alpha1Validator,
  User: userEntityV1alpha1Validator,
  Location: locationEntityV1alpha1Validator,
} as const

interface Job {
  readonly needs?: string | readonly string[]
  readonly strategy?: { readonly matrix: { readonly service: string } }
  readonly steps: readonly { readonly uses?: string; readonly run?: string }[]
}

describe.each([
  { name: 'ab', owner: 'team-shop' },
  { name: 'a23456789-123456789-123456789-123456789x', owner: 'group:platform/core.team' },
  { name: '123', owner: 'user:jane' },
  { name: 'null', owner: 'on' },
])('a workspace called $name of $owner', ({ name, owner }) => {
  const everyCi = ['github', 'gitlab', 'none'] as const
  const files = (ci: (typeof everyCi)[number] = 'github') => rendered({ name, owner, ci })

  it('has text files as editors and git want them', async () => {
    for (const ci of everyCi) {
      for (const [path, text] of Object.entries(await files(ci))) {
        expect(text, path).toMatch(/[^\n]\n$/)
        expect(text, path).not.toMatch(/[ \t\r]$/m)
        expect(text, path).not.toMatch(/\n{3,}/)
      }
    }
  })

  it('has YAML that parses without a warning', async () => {
    const found = Object.entries(await files()).filter(([path]) => /\.ya?ml$/.test(path))
    expect(found.map(([path]) => path)).toContain('.github/workflows/ci.yml')
    for (const [path, text] of found) {
      const faults = parseAllDocuments(text).flatMap((document) => [...document.errors, ...document.warnings])
      expect(faults, path).toEqual([])
    }
  })

  it('has a catalog that Backstage takes', async () => {
    const documents = parseAllDocuments((await files())['catalog-info.yaml'] ?? '')
    const entities = documents.map((document) => document.toJS())
    for (const entity of entities) {
      const validator = validators[entity.kind as keyof typeof validators]
      expect(await validator.check(entity)).toBe(true)
    }
    const [system, ownerEntity, location] = entities
    expect(system).toMatchObject({ kind: 'System', metadata: { name }, spec: { owner } })
    expect(owner).toContain(ownerEntity.metadata.name)
    expect(location.spec.targets).toEqual([])
  })

  it('has settings that are read back as they were given', async () => {
    for (const ci of everyCi) {
      const repository = memoryRepository(await files(ci))
      const { config, declared, problems } = readConfig(repository)
      expect(problems).toEqual([])
      expect({ declared, name: config.name, owner: config.owner, ci: config.ci }).toEqual({
        declared: true,
        name,
        owner,
        ci,
      })
    }
  })
})

describe('continuous integration', () => {
  it('comes for the provider that was chosen, and for no other', async () => {
    const ciFiles = async (ci: 'github' | 'gitlab' | 'none') =>
      Object.keys(await rendered({ ci })).filter((path) => /github|gitlab/.test(path))
    expect(await ciFiles('github')).toEqual(['.github/workflows/ci.yml'])
    expect(await ciFiles('gitlab')).toEqual(['.gitlab-ci.yml'])
    expect(await ciFiles('none')).toEqual([])
  })

  it('runs on GitHub with jobs that know each other and rights to read alone', async () => {
    const text = (await rendered({ ci: 'github' }))['.github/workflows/ci.yml'] ?? ''
    const workflow = parseDocument(text).toJS()
    const jobs = Object.entries<Job>(workflow.jobs)
    for (const [job, { needs = [] }] of jobs) {
      for (const need of [needs].flat()) expect(workflow.jobs, `${job} needs ${need}`).toHaveProperty(need)
    }
    expect(workflow.permissions).toEqual({ contents: 'read' })
    expect(workflow.jobs.done.needs).toEqual(jobs.map(([job]) => job).filter((job) => job !== 'done'))
    for (const step of jobs.flatMap(([, { steps }]) => steps)) {
      if (step.uses) expect(step.uses).toMatch(/^actions\/[a-z-]+@v\d+$/)
      else expect(step.run).toEqual(expect.any(String))
    }
    // Escapes for Handlebars are gone, and all that GitHub is to fill in is left.
    expect(text).not.toContain('\\{')
    expect(text.match(/\{\{/g)).toHaveLength(text.match(/\$\{\{ [^{}]+ \}\}/g)?.length ?? 0)
    expect(text).toContain('MSVC: npx --yes --package=create-microservice@1.2.3 msvc\n')
  })

  it('skips the matrix when nothing is affected, and takes everything when there is no commit before', async () => {
    const text = (await rendered({ ci: 'github' }))['.github/workflows/ci.yml'] ?? ''
    const { jobs } = parseDocument(text).toJS()
    for (const [name, job] of Object.entries<Job & { if?: string }>(jobs)) {
      if (!job.strategy) continue
      expect(job.needs, name).toBe('affected')
      expect(job.if, name).toBe("needs.affected.outputs.services != '[]'")
    }
    expect(text).toContain('fetch-depth: 0')
    expect(text).toContain('git hash-object -t tree /dev/null')
  })

  it('runs on GitLab with the jobs of every service', async () => {
    const pipeline = parseDocument((await rendered({ ci: 'gitlab' }))['.gitlab-ci.yml'] ?? '').toJS()
    expect(pipeline.include).toEqual([{ local: '/services/*/.gitlab-ci.yml' }])
    expect(pipeline.stages).toContain(pipeline.lint.stage)
    expect(pipeline.lint.script).toEqual(['npx --yes --package=create-microservice@1.2.3 msvc lint'])
  })
})

describe('what a reader finds', () => {
  const products = { name: 'products', folder: 'services/products', port: 8081, stack: 'tiny', description: 'Sells.' }

  it('names every service, and the first step where there is none', async () => {
    const some = (await rendered({ services: [products] }))['README.md'] ?? ''
    expect(some).toContain('| products | Sells. | [`services/products`](services/products) | 8081 |\n')
    expect(some).toContain('--depends-on products')
    expect(some).toMatch(/^# Shop\n/)
    const none = (await rendered({}))['README.md'] ?? ''
    expect(none).toContain('There is no service here yet.')
    expect(none).not.toContain('--depends-on')
  })

  it('keeps what builds leave behind and secrets out of git', async () => {
    const lines = ((await rendered({ artifacts: ['dist', 'node_modules'] }))['.gitignore'] ?? '').split('\n')
    expect(lines).toEqual(expect.arrayContaining(['dist/', 'node_modules/', '.env']))
  })
})
