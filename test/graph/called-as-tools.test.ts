import { expect, it } from 'vitest'
import { isTooling } from '../../src/graph/telling-names.ts'
import { isTestFile } from '../../src/graph/test-file.ts'

it('knows commands and documentation by what they are called, and services that are called alike', () => {
  expect(['Shop.InstallCli', 'shop-cli', 'website-docs', 'docs-site'].filter((name) => !isTooling(name))).toEqual([])
  expect(['Shop.Orders', 'docs-search', 'clients', 'google-docs'].filter(isTooling)).toEqual([])
})

it('knows what tests are set up with', () => {
  const files = ['jest.setup.js', 'src/vitest.setup.ts', 'setup-jest.ts', 'jest.global-setup.ts', 'globalSetup.ts']
  expect(files.filter((file) => !isTestFile(file))).toEqual([])
  expect(['src/setup.ts', 'setup/mocha.ts', 'src/jest-server.ts'].filter(isTestFile)).toEqual([])
})
