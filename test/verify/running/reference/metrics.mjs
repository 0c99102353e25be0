import { hasFault } from './faults.mjs'

const buckets = [0.005, 0.05, 0.5, 5]
const series = new Map()
const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS']
export const active = { count: 0 }

/** Counts a request that has ended. */
export function observe(method, route, status, seconds) {
  const known = methods.includes(method) || hasFault('counts-any-method') ? method : '_OTHER'
  const labels = `http_request_method="${known}",http_route="${route}",http_response_status_code="${status}"`
  const one = series.get(labels) ?? { count: 0, sum: 0, buckets: buckets.map(() => 0) }
  series.set(labels, one)
  one.count += 1
  one.sum += seconds
  for (const [at, le] of buckets.entries()) if (seconds <= le) one.buckets[at] += 1
}

/** The text format of Prometheus. */
export function exposition() {
  const name = hasFault('names-metric-otherwise') ? 'http_requests_seconds' : 'http_server_request_duration_seconds'
  const lines = [`# TYPE ${name} ${hasFault('counter-for-histogram') ? 'counter' : 'histogram'}`]
  for (const [labels, { count, sum, buckets: counts }] of series) {
    for (const [at, le] of buckets.entries()) lines.push(`${name}_bucket{${labels},le="${le}"} ${counts[at]}`)
    lines.push(
      `${name}_bucket{${labels},le="+Inf"} ${count}`,
      `${name}_sum{${labels}} ${sum}`,
      `${name}_count{${labels}} ${count}`,
    )
  }
  lines.push(
    '# TYPE http_server_active_requests gauge',
    `http_server_active_requests ${hasFault('active-stays-0') ? 0 : active.count}`,
  )
  lines.push('# TYPE process_cpu_seconds_total counter', `process_cpu_seconds_total ${process.cpuUsage().user / 1e6}`)
  lines.push('# TYPE process_resident_memory_bytes gauge', `process_resident_memory_bytes ${process.memoryUsage.rss()}`)
  lines.push(
    '# TYPE process_start_time_seconds gauge',
    `process_start_time_seconds ${Math.floor(Date.now() / 1000 - process.uptime())}`,
  )
  lines.push(
    '# TYPE service_build_info gauge',
    'service_build_info{service="reference",version="1.0.0",revision="none"} 1',
  )
  return `${lines.join('\n')}\n`
}
