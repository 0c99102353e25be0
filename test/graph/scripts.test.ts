import { expect, it } from 'vitest'
import { lintRepository } from '../../src/lint/run.ts'
import { memoryRepository } from '../../src/repository/memory.ts'
import { edgesOf, servicesOf, surveyOf, type Tree } from './graph-of.ts'

const flask = (port: number, more = ''): string =>
  `from flask import Flask\nimport requests\n\napp = Flask(__name__)\n${more}\nif __name__ == "__main__":\n    app.run(port=${port})\n`

const cinema: Tree = {
  'services/__init__.py': 'def root_dir():\n    return "."\n',
  'services/movies.py': flask(5001),
  'services/users.py': flask(5000, 'def movies():\n    return requests.get("http://127.0.0.1:5001/movies")\n'),
  'tests/movies.py': flask(5009),
}

it('takes scripts side by side for services, where each opens a port of its own', async () => {
  expect(await servicesOf(cinema)).toEqual(['movies at services/movies.py', 'users at services/users.py'])
  expect(await edgesOf(cinema)).toEqual(['users -> movies http (observed)'])
  const { graph } = await surveyOf(cinema)
  expect(graph.services.map(({ language }) => language)).toEqual(['python', 'python'])
})

it('takes them for none where they open the same port, or where anything else shows a service', async () => {
  expect(await servicesOf({ ...cinema, 'services/movies.py': flask(5000) })).toEqual([])
  const image = { 'services/Dockerfile': 'FROM python:3.13-slim\nCOPY . .\nCMD ["python", "users.py"]\n' }
  expect(await servicesOf({ ...cinema, ...image })).toEqual(['services at services'])
})

it('knows the file of one for the place of its code', async () => {
  const entity = (name: string): string =>
    `apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: ${name}\n  annotations: { msvc.dev/path: services/${name}.py }\nspec: { type: service, lifecycle: production, owner: team-a }\n`
  const tree = memoryRepository({ ...cinema, 'catalog-info.yaml': ['movies', 'users'].map(entity).join('---\n') })
  const { findings } = await lintRepository(tree, { today: '2026-11-30', only: ['dangling-reference'] })
  expect(findings).toEqual([])
})
