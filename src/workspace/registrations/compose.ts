import { editYaml } from '../../yaml/edit.ts'
import type { Registration } from './registration.ts'

/** Where docker compose looks, in its order. */
const names = ['compose.yaml', 'compose.yml', 'docker-compose.yml', 'docker-compose.yaml']
const empty = '# All services on one machine: docker compose up --build\nservices: {}\n'

/** The compose file, which is made where there is none: it is how all services run together on one machine. */
export const compose: Registration = {
  id: 'compose',
  find: (repository) => names.find((name) => repository.kind(name) === 'file') ?? 'compose.yaml',
  register: (text = empty, file, { name, folder, port, environment }) =>
    editYaml(text, file, 0, {
      kind: 'add-entry',
      path: ['services'],
      key: name,
      value: {
        build: `./${folder}`,
        ports: [`${port}:${port}`],
        ...(Object.keys(environment).length > 0 ? { environment } : {}),
      },
    }),
}
