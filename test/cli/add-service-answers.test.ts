import { expect, it } from 'vitest'
import { collectAnswers } from '../../src/cli/add-service/answers.ts'
import type { AddServiceOptions } from '../../src/cli/add-service/options.ts'
import type { Session } from '../../src/cli/session.ts'
import { memoryRepository } from '../../src/repository/memory.ts'
import type { PackSource } from '../../src/scaffold/pack.ts'

const session = { interactive: false, cwd: '/' } as Session
const packs = { stackNames: () => ['go-http'] } as unknown as PackSource
const options = { stack: 'go-http' } as AddServiceOptions

it('says what is wrong with msvc.yaml, rather than that it names no owner', async () => {
  const repository = memoryRepository({ 'msvc.yaml': 'version: 1\nowner: [\n' })
  await expect(collectAnswers(session, repository, packs, options, 'orders')).rejects.toMatchObject({
    problems: [{ place: { file: 'msvc.yaml', line: 2 } }],
  })
})

it('asks for an owner where msvc.yaml names none', async () => {
  const repository = memoryRepository({ 'msvc.yaml': 'version: 1\n' })
  await expect(collectAnswers(session, repository, packs, options, 'orders')).rejects.toMatchObject({
    problems: [{ code: 'owner-missing' }],
  })
})
