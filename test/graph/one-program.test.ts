import { expect, it } from 'vitest'
import { ofOneProgram } from '../../src/graph/owners/one-program.ts'
import { surveyOf } from './graph-of.ts'

const deployment = (name: string, image: string): string =>
  `---\napiVersion: apps/v1\nkind: Deployment\nmetadata: { name: ${name} }\nspec: { selector: {}, template: { metadata: { labels: { app: a } }, spec: { containers: [{ name: a, image: "${image}" }] } } }\n`

it('takes services that all run from one image for one program, and editions of one', async () => {
  const names = ['router', 'executor', 'mail', 'api/oss', 'api/ee', 'web/ee']
  const { graph, facts } = await surveyOf({
    ...Object.fromEntries(names.map((name) => [`pkg/${name}/main.py`, '1'])),
    ...Object.fromEntries(
      names.map((name) => [`pkg/${name}/Dockerfile`, 'FROM python:3.13\nCMD ["python", "main.py"]\n']),
    ),
    'k8s/all.yaml': `${deployment('router', 'shop/all:1')}${deployment('executor', 'shop/all:2')}${deployment('mail', 'shop/mail:1')}`,
  })
  const named = (path: string): string => graph.services.find((service) => service.path === `pkg/${path}`)?.name ?? path
  const isOne = ofOneProgram(graph, facts)
  expect(isOne('router', 'executor')).toBe(true)
  expect(isOne('router', 'mail')).toBe(false)
  expect(isOne(named('api/oss'), named('api/ee'))).toBe(true)
  expect(isOne(named('web/ee'), named('api/ee'))).toBe(false)
})
