import { expect, it } from 'vitest'
import { memoryRepository } from '../../src/repository/memory.ts'
import { publishedPorts } from '../../src/workspace/published-ports.ts'

it('reads every form in which compose publishes a port, and no other', () => {
  const compose = `services:
  web: { ports: ["8081:80", "127.0.0.1:8082:80/tcp", "9000", "\${PORT}:80"] }
  db: { ports: [{ target: 5432, published: 9100 }, { target: 1 }] }
  none: {}
`
  const ports = publishedPorts(memoryRepository({ 'docker-compose.yml': compose }))
  expect([...ports]).toEqual([
    [8081, 'web'],
    [8082, 'web'],
    [9100, 'db'],
  ])
})

it.each(['', 'services:', 'services: []', 'a: [', 'services: { web: 1 }'])('has nothing to say of %j', (text) => {
  expect(publishedPorts(memoryRepository({ 'compose.yaml': text })).size).toBe(0)
})
