import { expect, it } from 'vitest'
import { collectInitAnswers, type InitOptions } from '../../src/cli/init/answers.ts'
import type { Session } from '../../src/cli/session.ts'
import { UserError } from '../../src/errors/user-error.ts'
import { factsOfThisRun } from '../../src/facts/reading/fact-cache.ts'
import { memoryRepository } from '../../src/repository/memory.ts'

const tree = {
  'catalog-info.yaml': `apiVersion: backstage.io/v1alpha1
kind: Component
metadata: { name: cart }
spec: { type: service, lifecycle: production, owner: team-a }
`,
  'cart/Dockerfile': 'FROM scratch',
  'web/Dockerfile': 'FROM scratch',
}
const session = { interactive: false } as Session
const faults = async (options: InitOptions, files: Readonly<Record<string, string>> = tree): Promise<string[]> => {
  const answers = collectInitAnswers(session, memoryRepository(files), options, factsOfThisRun())
  const error = await answers.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof UserError)) throw new Error('no fault was told')
  return error.problems.map(({ message, hint }) => `${message} ${hint}`)
}

it.each<[string, InitOptions, string[]]>([
  ['a name of nothing', { rename: ['wep=shop'] }, ['No service "wep" was found. Did you mean "web"? There are: web.']],
  [
    'a service of the catalog',
    { rename: ['cart=basket'] },
    ['cart is in the catalog already. Change it there, in catalog-info.yaml: init leaves alone what the catalog says.'],
  ],
  ['no new name', { rename: ['web'] }, ['--rename web says no new name. Write --rename web=<new name>.']],
  ['an empty new name', { rename: ['web='] }, ['--rename web says no new name. Write --rename web=<new name>.']],
])('refuses %s, once and by its name', async (_, options, expected) => {
  expect(await faults(options)).toEqual(expected)
})

it('does not say that there are no services where the catalog has them all', async () => {
  const { 'web/Dockerfile': _, ...known } = tree
  expect(await faults({ exclude: ['carts'] }, known)).toEqual([
    'No service "carts" was found. All that are found are in the catalog already.',
  ])
})
