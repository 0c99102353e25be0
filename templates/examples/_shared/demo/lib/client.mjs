import { dim, green, print, red, seconds, yellow } from './screen.mjs'

/** Longer than any service may take, its own waiting for another included. */
const patienceMs = 10_000

/** An id that was made by chance says nothing to a reader. */
const shorter = (path) => path.replace(/(?<=[0-9a-f]{8})-[0-9a-f]{4}-[0-9a-f-]{22}/, '…')

/** Talks to the services and says what came of it. */
export function createClient(system) {
  const failures = []
  let passed = 0

  /** One request without a word about it. `status` is undefined where there was no answer. */
  async function request(name, method, path, { body, headers = {} } = {}) {
    const started = performance.now()
    const ms = () => performance.now() - started
    try {
      const response = await fetch(`${system.service(name).url}${path}`, {
        method,
        headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
        signal: AbortSignal.timeout(patienceMs),
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      const isJson = /[/+]json\b/.test(response.headers.get('content-type') ?? '')
      const content = isJson ? await response.json() : Buffer.from(await response.arrayBuffer())
      return { status: response.status, headers: response.headers, body: content, ms: ms() }
    } catch (error) {
      return { status: undefined, headers: new Headers(), body: undefined, ms: ms(), error }
    }
  }

  return {
    request,
    failures,
    passed: () => passed,

    /** A request, shown with its answer and what that means. */
    async ask(name, method, path, { means, ...options } = {}) {
      const answer = await request(name, method, path, options)
      const status = String(answer.status ?? '---')
      const shownStatus = answer.status < 400 ? green(status) : yellow(status)
      const time = seconds(answer.ms).padStart(6)
      print(`  ${name.padEnd(9)} ${method.padEnd(4)} ${shorter(path).padEnd(34)} ${shownStatus} ${time}  ${means(answer)}`)
      return answer
    },

    /** Many requests of one kind, `atOnce` of them in flight; how many succeeded, and how long they took. */
    async many(count, atOnce, send) {
      const answers = []
      let next = 0
      const worker = async () => {
        while (next < count) answers.push(await send(next++))
      }
      await Promise.all(Array.from({ length: atOnce }, worker))
      const times = answers.map(({ ms }) => ms).sort((a, b) => a - b)
      const percentile = (share) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0
      const good = answers.filter(({ status }) => status >= 200 && status < 300).length
      return { count, good, median: percentile(0.5), p99: percentile(0.99), slowest: percentile(1) }
    },

    /** Requests to its API that a service has counted so far, by its own metrics. */
    async served(name) {
      const { body } = await request(name, 'GET', '/metrics')
      return String(body)
        .split('\n')
        .filter((line) => /^http_server_request_duration_seconds_count\{.*http_route="\/v1\//.test(line))
        .reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' '))), 0)
    },

    /** Something that must be so. */
    check(isSo, claim, details = '') {
      if (isSo) passed += 1
      else failures.push(claim)
      print(`  ${isSo ? green('✓') : red('✗')} ${claim}${isSo || details === '' ? '' : dim(` (${details})`)}`)
    },
  }
}
