import { describe, expect, it } from 'vitest'
import { memoryRepository } from '../../src/repository/memory.ts'
import { registrations } from '../../src/workspace/registrations/index.ts'

const service = {
  name: 'checkout',
  folder: 'services/checkout',
  port: 8082,
  owner: 'team-shop',
  environment: { PRODUCTS_URL: 'http://products:8081' },
  ecosystem: 'npm',
}

/** What becomes of each file of a tree when the service is entered in all that it has. */
function register(tree: Record<string, string>): Record<string, string> {
  const after: Record<string, string> = { ...tree }
  for (const registration of registrations) {
    const file = registration.find(memoryRepository(after))
    if (file !== undefined) after[file] = registration.register(after[file], file, service)
  }
  return after
}

const entry = `  checkout:
    build: ./services/checkout
    ports:
      - 8082:8082
    environment:
      PRODUCTS_URL: http://products:8081
`

describe('registrations', () => {
  it.each<[string, Record<string, string>, Record<string, string>]>([
    [
      'a compose file of any name',
      { 'docker-compose.yml': 'services:\n  db:\n    image: x # y\n' },
      { 'docker-compose.yml': `services:\n  db:\n    image: x # y\n${entry}` },
    ],
    [
      'an empty compose file',
      { 'compose.yaml': '# top\nservices: {}\n' },
      { 'compose.yaml': `# top\nservices:\n${entry}` },
    ],
    [
      'CODEOWNERS of an organisation',
      { CODEOWNERS: '* @acme/all' },
      { CODEOWNERS: '* @acme/all\n/services/checkout/ @acme/team-shop\n' },
    ],
    [
      'CODEOWNERS that names it already',
      { '.github/CODEOWNERS': 'services/checkout @jane\r\n' },
      { '.github/CODEOWNERS': 'services/checkout @jane\r\n' },
    ],
    [
      'npm workspaces',
      { 'package.json': '{\n\t"workspaces": [\n\t\t"libs/*"\n\t]\n}\n' },
      { 'package.json': '{\n\t"workspaces": [\n\t\t"libs/*",\n\t\t"services/checkout"\n\t]\n}\n' },
    ],
    [
      'npm workspaces whose glob takes it in',
      { 'package.json': '{"workspaces":["services/*"]}' },
      { 'package.json': '{"workspaces":["services/*"]}' },
    ],
    [
      'npm workspaces whose glob leaves it out',
      { 'package.json': '{"workspaces":["services/*","!services/checkout"]}' },
      { 'package.json': '{"workspaces":["services/*","!services/checkout","services/checkout"]}' },
    ],
    [
      'yarn workspaces in long form',
      { 'yarn.lock': '', 'package.json': '{"workspaces":{"packages":["libs/*"]}}' },
      { 'yarn.lock': '', 'package.json': '{"workspaces":{"packages":["libs/*", "services/checkout"]}}' },
    ],
    [
      'pnpm workspaces, and not package.json beside them',
      { 'package.json': '{"workspaces":["a"]}', 'pnpm-workspace.yaml': 'packages:\n  - libs/* # ours\n' },
      {
        'package.json': '{"workspaces":["a"]}',
        'pnpm-workspace.yaml': 'packages:\n  - libs/* # ours\n  - services/checkout\n',
      },
    ],
    [
      'a package.json that is no workspace',
      { 'package.json': '{ "name": "x" }' },
      { 'package.json': '{ "name": "x" }' },
    ],
  ])('%s', (_, tree, expected) => {
    const after = register(tree)
    expect(after).toEqual({ 'compose.yaml': after['compose.yaml'], ...expected })
    expect(register(after)).toEqual(after)
  })

  it('makes a compose file where there is none', () => {
    expect(register({})['compose.yaml']).toMatch(new RegExp(`^# .*\nservices:\n${entry}$`))
  })
})
