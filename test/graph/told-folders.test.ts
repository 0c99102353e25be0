import { expect, it } from 'vitest'
import { edgesOf, servicesOf, surveyOf } from './graph-of.ts'

const image = 'ARG APP\nFROM node:22\nCOPY $APP/ ./$APP/\nCMD ["npm", "start"]\n'
const build = (name: string, args: string): string =>
  `  ${name}: { build: { context: ., dockerfile: docker/node.Dockerfile, args: ${args} } }\n`
const program = (folder: string, code: string) => ({
  [`${folder}/package.json`]: '{"scripts":{"start":"node main.js"},"dependencies":{"express":"5"}}',
  [`${folder}/main.js`]: `import express from 'express'\nexpress().listen(3000)\n${code}\n`,
})
const shop = {
  ...program('server/apps/orders', "fetch('http://users-service:3000/all')"),
  ...program('server/apps/user-profiles', ''),
  'docker/node.Dockerfile': image,
}

it.each([
  ['the folder of each', 'APP: server/apps/orders', 'APP: server/apps/user-profiles'],
  ['folders of all besides', 'APP: server/apps/orders, LIB: server', 'APP: server/apps/user-profiles, LIB: server'],
  ['the name of each', 'APP: orders', 'APP: user-profiles'],
])('tells services of one Dockerfile apart that is told %s', async (_, orders, users) => {
  const compose = `services:\n${build('orders-service', `{ ${orders} }`)}${build('users-service', `{ ${users} }`)}`
  const tree = { ...shop, 'compose.yaml': compose }
  expect(await servicesOf(tree)).toEqual([
    'orders-service at server/apps/orders',
    'users-service at server/apps/user-profiles',
  ])
  expect(await edgesOf(tree)).toEqual(['orders-service -> users-service http (observed)'])
})

it('keeps no secret that an image is built with', async () => {
  const args = '{ APP: server/apps/orders, API_TOKEN: abcdef0123 }'
  const { facts } = await surveyOf({ ...shop, 'compose.yaml': `services:\n${build('orders-service', args)}` })
  expect(facts.of('workload').map((fact) => fact.build?.args)).toEqual([['server/apps/orders']])
})
