import { expect, it } from 'vitest'
import { servicesOf, surveyOf } from './graph-of.ts'

const image = 'FROM python:3.13\nCOPY . .\nCMD ["python", "main.py"]\n'
const builds = (...folders: string[]): string =>
  `services:\n${folders.map((each) => `  ${each}: { build: { context: ., dockerfile: apps/${each}/Dockerfile } }\n`).join('')}`
const apps = Object.fromEntries(
  ['orders', 'users'].flatMap((each) => [
    [`apps/${each}/main.py`, '1'],
    [`apps/${each}/Dockerfile`, image],
  ]),
)

it('takes what a compose file builds from the root, where that file is named after one that lies there', async () => {
  const tree = { ...apps, 'docker/compose.build.yml': builds('orders', 'users') }
  const { facts } = await surveyOf(tree)
  expect(facts.of('workload').map(({ build }) => build?.context)).toEqual(['.', '.'])
  expect(await servicesOf(tree)).toEqual(['orders at apps/orders', 'users at apps/users'])
})

it('leaves what is there as it is written', async () => {
  const here = { 'docker/apps/orders/main.py': '1', 'docker/apps/orders/Dockerfile': image }
  const { facts } = await surveyOf({ ...apps, ...here, 'docker/compose.build.yml': builds('orders', 'users') })
  const contexts = facts.of('workload').map(({ build }) => build?.context)
  expect(contexts).toEqual(['docker', 'docker'])
})

it('gives a web server nothing of what lies beside those it stands before', async () => {
  const front = 'FROM nginx:alpine\nCOPY apps/nginx.conf /etc/nginx/nginx.conf\n'
  const compose = `${builds('orders', 'users')}  front: { build: { context: ., dockerfile: apps/Dockerfile } }\n`
  const services = await servicesOf({
    ...apps,
    'apps/Dockerfile': front,
    'apps/shared/log.py': '1',
    'compose.yaml': compose,
  })
  expect(services).toContain('front at apps#front')
})
