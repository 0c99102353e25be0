import { expect, it } from 'vitest'
import { grownMetrics } from '../../src/verify/metrics/growth.ts'

it('tells what requests make grow by more than one label set', () => {
  const before = new Map([
    ['http_requests_total', 4],
    ['http_errors_total', 1],
  ])
  const after = new Map([
    ['http_requests_total', 5],
    ['http_errors_total', 9],
    ['http_paths_total', 2],
  ])
  expect(grownMetrics(before, after)).toEqual([
    ['http_errors_total', 8],
    ['http_paths_total', 2],
  ])
})

it('leaves out what a runtime tells of itself', () => {
  const before = new Map([['nodejs_gc_duration_seconds', 1]])
  const after = new Map([
    ['nodejs_gc_duration_seconds', 3],
    ['jvm_gc_pause_seconds', 2],
  ])
  expect(grownMetrics(before, after)).toEqual([])
})
