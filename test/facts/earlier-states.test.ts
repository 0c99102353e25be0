import { expect, it } from 'vitest'
import { earlierStates } from '../../src/facts/reading/earlier-states.ts'

const system = (...names: string[]): string[] =>
  names.flatMap((name) =>
    ['pom.xml', 'Dockerfile', 'src/App.java', 'src/Web.java', 'k8s/app.yaml'].map((file) => `${name}/${file}`),
  )
const inEach = (folders: readonly string[], files: readonly string[]): string[] =>
  folders.flatMap((folder) => files.map((file) => `${folder}/${file}`))
const kept = (files: readonly string[]): string[] => {
  const isEarlier = earlierStates(files)
  return [...new Set(files.filter((file) => !isEarlier(file)).map((file) => file.split('/').slice(0, -2).join('/')))]
}
const shop = system('orders', 'users', 'carts')

it('leaves out what a later chapter has as well', () => {
  const files = [...inEach(['Chapter01', 'Chapter02'], shop.slice(0, 10)), ...inEach(['Chapter03'], shop), 'README.md']
  const isEarlier = earlierStates(files)
  expect(files.filter((file) => !isEarlier(file))).toEqual([...inEach(['Chapter03'], shop), 'README.md'])
})

it('leaves out all numbered states where the whole lies beside them', () => {
  const files = [...inEach(['section_1', 'section_2', 'section_10'], shop), ...inEach(['shop'], shop)]
  const isEarlier = earlierStates(files)
  expect(files.filter((file) => !isEarlier(file))).toEqual(inEach(['shop'], shop))
})

it('knows what a chapter begins and ends with', () => {
  const files = inEach(['07/07-begin', '07/07-end', '08/08-begin', '08/08-end', '09/09-begin', '09/09-end'], shop)
  const isEarlier = earlierStates(files)
  expect(files.filter((file) => !isEarlier(file))).toEqual(inEach(['09/09-end'], shop))
  expect(earlierStates(inEach(['start', 'finish'], shop))('start/orders/pom.xml')).toBe(true)
  expect(earlierStates(inEach(['start', 'finish'], shop))('finish/orders/pom.xml')).toBe(false)
})

it('keeps services that are numbered, versions, chapters with other systems, and two of a kind', () => {
  const one = system('api', 'worker', 'web')
  for (const folders of [
    ['service1', 'service2', 'service3'],
    ['v1', 'v2', 'v3'],
    ['chapter1', 'chapter2'],
  ]) {
    expect(kept(inEach(folders, one)).filter((folder) => folder.startsWith(folders[0] ?? '')).length).toBeGreaterThan(0)
  }
  const scaffold = ['Dockerfile', ...shop.slice(0, 12)]
  expect(kept(inEach(['01-orders', '02-users', '03-carts'], scaffold)).length).toBeGreaterThan(6)
  const others = [
    ...inEach(['lesson1'], shop),
    ...inEach(['lesson2'], system('a', 'b', 'c')),
    ...inEach(['lesson3'], one),
  ]
  const isEarlier = earlierStates(others)
  expect(others.some(isEarlier)).toBe(false)
})
