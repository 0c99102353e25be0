import { describe, expect, it } from 'vitest'
import { readExposition, seriesCounts } from '../../src/verify/metrics/exposition.ts'

describe('readExposition', () => {
  it('reads types, labels with escapes, infinities, time stamps and exemplars', () => {
    const text = [
      '# HELP a_total What it is.',
      '# TYPE a_total counter',
      'a_total{path="a\\"b\\\\c\\nd",method="GET"} 3 1700000000000',
      'b_bucket{le="+Inf"} +Inf # {trace_id="x"} 1',
      'c 1e-3',
    ].join('\n')
    const { samples, types, unreadable } = readExposition(text)
    expect(types.get('a_total')).toBe('counter')
    expect(samples).toEqual([
      { name: 'a_total', labels: { path: 'a"b\\c\nd', method: 'GET' }, value: 3 },
      { name: 'b_bucket', labels: { le: '+Inf' }, value: Number.POSITIVE_INFINITY },
      { name: 'c', labels: {}, value: 0.001 },
    ])
    expect(unreadable).toEqual([])
  })

  it.each(['<html>', 'a{b=c} 1', 'a{b="c} 1', 'a one', '1a 2'])('cannot read %j', (line) => {
    expect(readExposition(line).unreadable).toEqual([line])
  })

  it('passes over what is not a number, as Prometheus does', () => {
    expect(readExposition('a NaN\na Nan')).toMatchObject({ samples: [], unreadable: [] })
  })
})

describe('seriesCounts', () => {
  it('counts a histogram once for all its buckets', () => {
    const one = (id: string): string =>
      `h_bucket{id="${id}",le="1"} 1\nh_bucket{id="${id}",le="+Inf"} 1\nh_sum{id="${id}"} 1\nh_count{id="${id}"} 1\n`
    expect(seriesCounts(readExposition(`${one('a')}${one('b')}g 1`))).toEqual(
      new Map([
        ['h', 2],
        ['g', 1],
      ]),
    )
  })
})
