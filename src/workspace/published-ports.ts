import type { Repository } from '../repository/repository.ts'
import { readYaml } from '../yaml/read.ts'

/** Where docker compose looks, and what it merges in by itself. */
const files = ['compose.yaml', 'compose.yml', 'docker-compose.yml', 'docker-compose.yaml', 'compose.override.yaml']
const published = /^(?:(?:\d+\.[\d.]+|\[[\da-f:]+\]):)?(\d{1,5}):\d/

/** Ports of the machine that the compose file at the root publishes, with the name of what has them. */
export function publishedPorts(repository: Repository): Map<number, string> {
  const ports = new Map<number, string>()
  for (const file of files) {
    for (const { data } of readYaml(repository.read(file) ?? '', file).documents) {
      for (const [name, service] of Object.entries(mapOf(mapOf(data).services))) {
        for (const port of listOf(mapOf(service).ports).map(portOf))
          if (port > 0 && !ports.has(port)) ports.set(port, name)
      }
    }
  }
  return ports
}

function portOf(entry: unknown): number {
  if (typeof entry === 'string') return Number(published.exec(entry)?.[1] ?? 0)
  const { published: port } = mapOf(entry) as { published?: unknown }
  return Number(port ?? 0) || 0
}

const mapOf = (value: unknown): Record<string, unknown> =>
  value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Record<string, unknown>) : {}
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
