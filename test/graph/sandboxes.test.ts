import { expect, it } from 'vitest'
import { surveyOf, type Tree } from './graph-of.ts'

const server = 'FROM python:3.14\nCOPY . .\nCMD ["uvicorn", "main:app"]\n'
const shop: Tree = {
  'compose.yaml':
    'services:\n  runner:\n    image: shop/runner:1.2\n  shop:\n    build: shop\n    environment: { RUNNER_URL: http://runner:80 }\n',
  'shop/Dockerfile': server,
  'shop/main.py': 'app = FastAPI()\n',
  'agent/sandbox/runner/Dockerfile': server,
  'agent/sandbox/runner/main.py': 'app = FastAPI()\n',
}
const namesIn = async (tree: Tree): Promise<string[]> => (await surveyOf(tree)).graph.services.map(({ name }) => name)

it('finds what a system runs other people’s code in, and not a playground beside it', async () => {
  expect(await namesIn(shop)).toEqual(['runner', 'shop'])
  expect(
    await namesIn({ ...shop, 'sandbox/page/Dockerfile': server, 'sandbox/page/main.py': 'app = FastAPI()\n' }),
  ).toEqual(['runner', 'shop'])
})

it.each([['["sleep", "infinity"]'], ['tail -f /dev/null']])(
  'takes an image that starts %s for none: others run commands in it',
  async (command) => {
    const tree = {
      ...shop,
      'agent/images/node/Dockerfile': `FROM node:24\nCOPY package.json .\nRUN npm install\nCMD ${command}\n`,
      'agent/images/node/package.json': '{ "dependencies": { "lodash": "4" } }',
    }
    expect(await namesIn(tree)).toEqual(['runner', 'shop'])
  },
)
