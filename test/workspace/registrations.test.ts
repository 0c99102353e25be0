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
      'CODEOWNERS beside the rules of its siblings, as they are laid out',
      {
        CODEOWNERS:
          '# * @octo/nobody\n*               @acme/all\n\n/services/cart/ @acme/sub/a @acme/b # c\n/docs/ @acme/b\n',
      },
      {
        CODEOWNERS:
          '# * @octo/nobody\n*               @acme/all\n\n/services/cart/ @acme/sub/a @acme/b # c\n/services/checkout/ @acme/team-shop\n/docs/ @acme/b\n',
      },
    ],
    [
      'CODEOWNERS where a later rule would win over its siblings',
      { CODEOWNERS: '/services/cart/   @acme/a\n/services/ @acme/b\n' },
      { CODEOWNERS: '/services/cart/   @acme/a\n/services/ @acme/b\n/services/checkout/ @acme/team-shop\n' },
    ],
    [
      'CODEOWNERS of GitLab, before its sections',
      { '.gitlab/CODEOWNERS': '* @acme/group/all\r\n\r\n^[Docs][2] @jane\r\n*.md\r\n' },
      {
        '.gitlab/CODEOWNERS':
          '* @acme/group/all\r\n\r\n/services/checkout/ @acme/group/team-shop\r\n^[Docs][2] @jane\r\n*.md\r\n',
      },
    ],
    [
      'CODEOWNERS that knows the team under another organisation',
      { CODEOWNERS: '* @acme/a @acme/b\n/x/ @other/team-shop\n' },
      { CODEOWNERS: '* @acme/a @acme/b\n/x/ @other/team-shop\n/services/checkout/ @other/team-shop\n' },
    ],
    [
      'the first of two compose files, as docker compose takes it',
      { 'docker-compose.yaml': 'services: {}\n', 'docker-compose.yml': '# none\n' },
      { 'docker-compose.yaml': 'services: {}\n', 'docker-compose.yml': `# none\nservices:\n${entry}` },
    ],
    [
      'a compose file with a service of that name',
      { 'compose.yaml': 'services: { checkout: { image: x } }\n' },
      { 'compose.yaml': 'services: { checkout: { image: x } }\n' },
    ],
    [
      'bun workspaces',
      { 'bun.lock': '', 'package.json': '{\r\n  "workspaces": ["libs/*"]\r\n}\r\n' },
      { 'bun.lock': '', 'package.json': '{\r\n  "workspaces": ["libs/*", "services/checkout"]\r\n}\r\n' },
    ],
    [
      'npm workspaces without members yet',
      { 'package.json': '{\n  "workspaces": [\n  ]\n}\n' },
      { 'package.json': '{\n  "workspaces": ["services/checkout"]\n}\n' },
    ],
    [
      'pnpm settings of a single package, which are no workspace',
      { 'package.json': '{}', 'pnpm-workspace.yaml': 'onlyBuiltDependencies:\n  - esbuild\n' },
      { 'package.json': '{}', 'pnpm-workspace.yaml': 'onlyBuiltDependencies:\n  - esbuild\n' },
    ],
    [
      'pnpm workspaces whose glob takes it in',
      { 'pnpm-workspace.yaml': "packages: ['services/*', '!**/test/**']\n" },
      { 'pnpm-workspace.yaml': "packages: ['services/*', '!**/test/**']\n" },
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

  it('says which command installs the members', () => {
    const installs = (tree: Record<string, string>) =>
      registrations.flatMap(({ find, install }) => (install && find(memoryRepository(tree)) ? [install.join(' ')] : []))
    const manifest = (more = ''): string => `{"workspaces":["a"]${more}}`
    expect(installs({ 'package.json': manifest() })).toEqual(['npm install'])
    expect(installs({ 'package.json': manifest(), 'yarn.lock': '' })).toEqual(['yarn install'])
    expect(installs({ 'package.json': manifest(',"packageManager":"bun@1.3.0"'), 'yarn.lock': '' })).toEqual([
      'bun install',
    ])
    expect(installs({ 'package.json': manifest(), 'pnpm-workspace.yaml': 'packages: [a]\n' })).toEqual(['pnpm install'])
    expect(installs({ 'package.json': '{}' })).toEqual([])
  })

  it.each<[string, Record<string, string>, string, number]>([
    ['a package.json that is broken', { 'package.json': '{\n  "workspaces": ["a",]\n}\n' }, 'json-syntax', 2],
    ['a pnpm-workspace.yaml that is broken', { 'pnpm-workspace.yaml': 'packages:\n\t- a\n' }, 'yaml-tab', 2],
    ['a compose file in conflict', { 'compose.yaml': 'services:\n<<<<<<< HEAD\n  a: 1\n' }, 'merge-conflict', 2],
    ['compose services that are an alias', { 'compose.yaml': 'x: &x {}\nservices: *x\n' }, 'yaml-edit', 2],
  ])('refuses %s, naming the line', (_, tree, code, line) => {
    const [file] = Object.keys(tree)
    expect(() => register(tree)).toThrow(
      expect.objectContaining({
        code,
        problems: [expect.objectContaining({ place: expect.objectContaining({ file, line }) })],
      }),
    )
  })
})
