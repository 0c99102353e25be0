import type { At, ShipmentFact } from '../fact.ts'
import { asText } from '../loose.ts'
import type { Job } from './jobs.ts'
import type { Step } from './steps.ts'

/** Commands by which something leaves the pipeline for where it runs, or for where it is fetched from. */
const commands: readonly (readonly [command: string, pattern: RegExp])[] = [
  ['docker push', /\b(?:docker|podman|buildah)\s+(?:image\s+)?push\b/],
  ['docker build --push', /\bdocker\s+(?:buildx\s+)?build\b(?=.*\s--push\b)/],
  ['docker compose push', /\bdocker(?:-|\s+)compose\b(?:\s+-\S+(?:\s+(?!push)\S+)?)*\s+push\b/],
  ['docker stack deploy', /\bdocker\s+stack\s+deploy\b/],
  ['docker service update', /\bdocker\s+service\s+update\b/],
  ['kubectl', /\bkubectl\b(?:\s+-\S+(?:\s+\S+)?)*?\s+(?:apply|replace|set\s+image|rollout\s+restart)\b/],
  ['helm', /\bhelm\b(?:\s+-\S+)*\s+(?:upgrade|install)\b/],
  ['skaffold', /\bskaffold\s+(?:run|deploy)\b/],
  ['gcloud', /\bgcloud\s+(?:beta\s+)?(?:run|app|functions)\s+deploy\b/],
  ['az', /\baz\s+(?:containerapp|webapp|functionapp)\s+(?:update|up|deploy|deployment)\b/],
  ['aws', /\baws\s+(?:ecs\s+update-service|lambda\s+update-function-code)\b/],
  ['heroku', /\bheroku\s+container:(?:push|release)\b/],
  ['cf push', /\bcf\s+push\b/],
  ['fly deploy', /\bfly(?:ctl)?\s+deploy\b/],
  ['nomad', /\bnomad\s+(?:job\s+)?run\b/],
]
/** Actions and tasks that do the same. */
const actions = /build-push|k8s-deploy|KubernetesManifest|HelmDeploy|ecs-deploy|deploy-cloudrun|helm-|kubectl|^Docker@/i
/** A cluster on the machine of the pipeline itself is there to test. */
const forTests =
  /\bkind\s+(?:create|load)\b|\bminikube\b|\bk3d\b|\bmicrok8s\b|kind-action|setup-(?:kind|k3[ds]|minikube)|\bkind-config\b/i

/** What a job ships, a fact for each command that does it. */
export function shipments({ name: job, steps }: Job): ShipmentFact[] {
  const isTest = steps.some(({ script, action }) => forTests.test(`${script ?? ''} ${action ?? ''}`))
  if (isTest) return []
  const variables = new Map<string, string>()
  return steps.flatMap((step) => {
    const found = step.script === undefined ? ofAction(step) : ofScript(step.script, variables)
    return found.map(({ command, words, line }): ShipmentFact => {
      const at: At = line === 0 ? step.at : { file: step.at.file, line: step.at.line + line, column: 1 }
      return { kind: 'shipment', at, job, command, words }
    })
  })
}

interface Found {
  readonly command: string
  readonly words: readonly string[]
  readonly line: number
}

/** Lines of a shell; what a variable holds is known as far as the script itself says it, in loops too. */
function ofScript(script: string, variables: Map<string, string>): Found[] {
  return logicalLines(script).flatMap(({ text, line }) => {
    if (/^\s*#/.test(text)) return []
    for (const [, name = '', value = ''] of text.matchAll(/(?:^|\s|;|export )(\w+)=("[^"]*"|'[^']*'|[^\s;]+)/g)) {
      variables.set(name, expanded(value.replace(/^["']|["']$/g, ''), variables))
    }
    const [, name, values] = /\bfor\s+(\w+)\s+in\s+([^;]+?)\s*(?:;|$)/.exec(text) ?? []
    if (name !== undefined && values !== undefined) variables.set(name, expanded(values, variables))
    // One line may hold several commands.
    return text.split(/&&|;|\|\|?/).flatMap((part): Found[] => {
      const known = commands.find(([, pattern]) => pattern.test(part))
      if (known === undefined) return []
      const rest = part.slice(known[1].exec(part)?.index).split(/\s+/).slice(1)
      return [{ command: known[0], words: rest.flatMap((word) => wordsOf(word, variables)), line }]
    })
  })
}

/** Lines as the shell sees them, each with the number of its first from 0. */
function logicalLines(script: string): { text: string; line: number }[] {
  const lines: { text: string; line: number }[] = []
  let goesOn = false
  for (const [line, written] of script.split(/\r?\n/).entries()) {
    const last = lines.at(-1)
    const text = written.replace(/\\$/, ' ')
    if (goesOn && last) last.text += text
    else lines.push({ text, line })
    goesOn = written.endsWith('\\')
  }
  return lines
}

/** `--name=$SERVICE` with a loop over services is each of them. */
function wordsOf(written: string, variables: ReadonlyMap<string, string>): string[] {
  const word = written.replace(/["']/g, '')
  const [, reference = ''] = /\$\{?(\w+)\}?/.exec(word) ?? []
  const value = variables.get(reference)
  if (value === undefined) return [word]
  return value.split(/\s+/).map((each) => expanded(word.replace(/\$\{?\w+\}?/, each), variables))
}

const expanded = (text: string, variables: ReadonlyMap<string, string>): string =>
  text.replace(/\$\{?(\w+)\}?/g, (reference, name: string) => variables.get(name) ?? reference)

/** An action that only builds ships nothing. */
function ofAction({ action = '', inputs = {} }: Step): Found[] {
  const isPush = inputs['push'] === undefined || String(inputs['push']) !== 'false'
  const isBuild = /build-push/.test(action)
  if (!actions.test(action) || !isPush || (isBuild && inputs['push'] === undefined)) return []
  if (/^Docker@/i.test(action) && !/push/i.test(asText(inputs['command']) ?? 'buildAndPush')) return []
  const words = Object.values(inputs).flatMap((value) => (asText(value) ?? '').split(/[\s,]+/))
  return [{ command: action.replace(/@.*$/, ''), words: words.filter((word) => word !== ''), line: 0 }]
}
