import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/**
 * Writes a system of many services to lint: TypeScript with imports, variables and addresses, a Dockerfile, five
 * Kubernetes documents and a catalog entry each. The same numbers give the same tree, byte for byte.
 * @param {string} root an empty folder
 * @param {{ services: number, filesPerService: number }} size
 */
export function writeTree(root, { services, filesPerService }) {
  const put = (path, text) => {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  put('msvc.yaml', 'version: 1\nname: bench\n')
  put(
    'package.json',
    '{ "name": "bench", "private": true, "packageManager": "npm@10.9.0", "workspaces": ["services/*"] }\n',
  )
  put('catalog-info.yaml', location(services))
  for (let number = 0; number < services; number++) {
    const name = nameOf(number)
    const folder = `services/${name}`
    const callee = nameOf((number * 7 + 3) % services)
    put(
      `${folder}/package.json`,
      `{ "name": "@bench/${name}", "type": "module", "scripts": { "start": "node src/main.js" } }\n`,
    )
    put(`${folder}/catalog-info.yaml`, component(name, callee))
    put(
      `${folder}/Dockerfile`,
      'FROM node:24-slim\nWORKDIR /service\nCOPY package.json ./\nRUN npm ci --omit=dev\nCOPY src ./src\nUSER 65532:65532\nEXPOSE 8080\nCMD ["node", "src/main.js"]\n',
    )
    put(`${folder}/k8s/service.yaml`, manifests(name, callee))
    put(`${folder}/src/main.ts`, main(callee, filesPerService))
    for (let file = 0; file < filesPerService; file++) put(`${folder}/src/part-${file}.ts`, part(file, filesPerService))
  }
}

const nameOf = (number) => `service-${String(number).padStart(3, '0')}`

function location(services) {
  const targets = Array.from(
    { length: services },
    (_, number) => `    - ./services/${nameOf(number)}/catalog-info.yaml`,
  )
  return `apiVersion: backstage.io/v1alpha1\nkind: Location\nmetadata:\n  name: bench\nspec:\n  targets:\n${targets.join('\n')}\n`
}

const component = (name, callee) => `apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: ${name}
spec:
  type: service
  lifecycle: production
  owner: team-bench
  dependsOn:
    - component:${callee}
`

const variableOf = (name) => `${name.toUpperCase().replaceAll('-', '_')}_URL`

const main = (callee, parts) => `import { createServer } from 'node:http'
${Array.from({ length: parts }, (_, file) => `import { part${file} } from './part-${file}.ts'`).join('\n')}

const base = process.env.${variableOf(callee)} ?? 'http://localhost:8080'
const port = Number(process.env.PORT ?? 8080)

createServer(async (request, response) => {
  const answer = await fetch(new URL(request.url ?? '/', base), { signal: AbortSignal.timeout(500) })
  response.end(await answer.text())
}).listen(port)
export const all = [${Array.from({ length: parts }, (_, file) => `part${file}`).join(', ')}]
`

/** About four kilobytes, as a file of a real service has, with four imports. */
function part(file, parts) {
  const others = [1, 5, 11].map((step) => (file + step) % parts).filter((other) => other !== file)
  const body = Array.from(
    { length: 14 },
    (_, line) => `
/** Rule ${line} of part ${file}: what is said here is for people. */
export function rule${line}(input: { readonly id: string; readonly amount: number }): string {
  const text = \`\${input.id}-${line}\`.toLowerCase()
  return input.amount > ${line} ? text : 'nothing' // a comment
}`,
  )
  return `import { readFileSync } from 'node:fs'
${others.map((other) => `import type { Part${other} } from './part-${other}.ts'`).join('\n')}

export interface Part${file} {
  readonly name: 'part-${file}'
  readonly others: [${others.map((other) => `Part${other}?`).join(', ')}]
}
export const part${file} = (): string => readFileSync('part-${file}', 'utf8')
${body.join('\n')}
`
}

const manifests = (name, callee) => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
spec:
  selector:
    matchLabels: { app: ${name} }
  template:
    metadata:
      labels: { app: ${name} }
    spec:
      automountServiceAccountToken: false
      securityContext: { runAsNonRoot: true }
      containers:
        - name: app
          image: registry.example.com/${name}:1.0.0
          ports:
            - name: http
              containerPort: 8080
          envFrom:
            - configMapRef: { name: ${name} }
          livenessProbe: { httpGet: { path: /livez, port: http } }
          readinessProbe: { httpGet: { path: /readyz, port: http } }
          resources:
            requests: { cpu: 100m, memory: 64Mi }
            limits: { memory: 128Mi }
---
apiVersion: v1
kind: Service
metadata:
  name: ${name}
spec:
  selector: { app: ${name} }
  ports:
    - port: 80
      targetPort: http
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: ${name}
data:
  PORT: "8080"
  ${variableOf(callee)}: http://${callee}
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: ${name}
spec:
  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: ${name} }
  minReplicas: 2
  maxReplicas: 6
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: ${name}
spec:
  maxUnavailable: 1
  selector:
    matchLabels: { app: ${name} }
`
