// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the files under test are text
import { expect, it } from 'vitest'
import { untold } from '../../src/graph/untold.ts'
import { surveyOf, type Tree } from './graph-of.ts'

async function untoldIn(tree: Tree): Promise<string[]> {
  const { graph, facts } = await surveyOf(tree)
  return untold(graph, facts).map(({ service = '-', file, line, why }) => `${service} ${file}:${line} ${why}`)
}

const node = (name: string, code: string, more: Tree = {}): Tree => ({
  [`${name}/Dockerfile`]: 'FROM node:24\nCMD ["node", "run.js"]\n',
  [`${name}/run.js`]: code,
  ...more,
})

it('says which settings should hold addresses and are filled by nothing here', async () => {
  const code = `
pay(process.env.PAY_URL, process.env.PAY_URL)
mail(process.env.MAIL_URL)
stock(process.env.STOCK_URL ?? 'http://stock:80')
log(process.env.OTEL_EXPORTER_OTLP_ENDPOINT, process.env.LOG_LEVEL)
app.use(cors(process.env.CORS_ORIGIN_URL)).listen(80, process.env.HOST)
`
  const tree = {
    ...node('orders', code, {
      'orders/test/run.test.js': 'fetch(process.env.FAKE_URL)\n',
      'orders/wait-for-it.sh': 'nc $WAITFORIT_HOST\n',
    }),
    ...node('mail', 'app.listen(80)\n'),
    'compose.yaml':
      'services: { orders: { build: orders, environment: { MAIL_URL: "http://mail" } }, mail: { build: mail } }\n',
  }
  expect(await untoldIn(tree)).toEqual(['orders orders/run.js:2 reads PAY_URL, which nothing here sets'])
  const lists: Tree[] = [
    { Procfile: 'orders: PAY_URL=http://pay node orders/run.js\n' },
    {
      'ecosystem.config.js':
        "module.exports = { apps: [{ name: 'orders', script: 'orders/run.js', env_production: { PAY_URL: 'http://pay' } }] }",
    },
    {
      'render.yaml':
        'services: [{ name: orders, rootDir: orders, envVars: [{ key: PAY_URL, value: "http://pay" }] }]\n',
    },
    { 'manifest.yml': 'applications: [{ name: orders, path: orders, env: { PAY_URL: "http://pay" } }]\n' },
  ]
  for (const list of lists) expect(await untoldIn({ ...tree, ...list })).toEqual([])
})

it('says that a service calls, and nothing tells whom', async () => {
  const tree = {
    ...node('orders', "import { ask } from './ask.js'\n", {
      'orders/ask.js':
        'export const ask = (host) => axios.get(`${host}/pay`)\nexport const tell = (host) => axios.post(host)\n',
    }),
    ...node('mail', "axios.get('http://orders/all')\n"),
    'compose.yaml': 'services: { orders: { build: orders }, mail: { build: mail } }\n',
  }
  expect(await untoldIn(tree)).toEqual(['orders orders/ask.js:1 calls with axios.get, and whom only run time tells'])
})

it('says which manifests are not read, and which variables have names of run time', async () => {
  const tree = {
    ...node('orders', 'start(process.env[name])\n'),
    'k8s/orders.yaml': 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: orders\n',
    'render.yaml': 'services: [{ name: orders\n',
  }
  const found = await untoldIn(tree)
  expect(found).toHaveLength(3)
  expect(found[0]).toMatch(/^- k8s\/orders\.yaml:\d+ is not read: /)
  expect(found[1]).toMatch(/^- render\.yaml:\d+ is not read: /)
  expect(found[2]).toBe('orders orders/run.js:1 has an environment variable whose name is computed at run time')
})
