// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the code under test is text
import { expect, it } from 'vitest'
import { lintRepository } from '../../src/lint/run.ts'
import { memoryRepository } from '../../src/repository/memory.ts'
import { edgesOf } from '../graph/graph-of.ts'

const component = (name: string) => ({
  [`${name}/catalog-info.yaml`]: `apiVersion: backstage.io/v1alpha1
kind: Component
metadata: { name: ${name} }
spec: { type: service, lifecycle: production, owner: team-a }
`,
})
const names = ['carts', 'orders', 'prices', 'stock']
const tree = {
  ...Object.assign({}, ...[...names, 'web'].map(component)),
  ...Object.fromEntries(names.map((name) => [`${name}/main.js`, `app.get('/${name}/lines/:id', show)`])),
  'web/package.json': '{ "name": "web", "dependencies": { "vue": "3" } }',
  'web/main.js': names.map((name) => `axios.get(\`\${base}/${name}/lines/\${id}\`)`).join('\n'),
}

it('shows calls that are guessed by their paths, and holds them against nobody', async () => {
  expect(await edgesOf(tree)).toEqual(names.map((name) => `web -> ${name} http (observed)`))
  const { findings, metrics } = await lintRepository(memoryRepository(tree), {
    only: ['undeclared-dependency', 'no-gateway', 'no-health-endpoint', 'no-trace-propagation', 'hub-service'],
    preset: 'strict',
    metrics: true,
    today: '2026-11-28',
  })
  expect(findings).toEqual([])
  expect(metrics?.map(({ service, afferent, efferent }) => `${service} ${afferent} ${efferent}`)).toEqual(
    [...names, 'web'].map((name) => `${name} 0 0`),
  )
})

it('judges what a second piece of evidence speaks for', async () => {
  const more = {
    ...tree,
    'web/main.js': `${tree['web/main.js']}\naxios.get(\`\${base}/carts/lines/\${id}/gone/\${now}\`)`,
    'carts/more.js': "app.get('/carts/lines/:id/gone/:now', gone)",
  }
  const { findings } = await lintRepository(memoryRepository(more), {
    only: ['undeclared-dependency'],
    today: '2026-11-28',
  })
  expect(findings.map(({ services }) => services)).toEqual([['web', 'carts']])
})
