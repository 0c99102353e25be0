import { asNumber, asTimes, type TemplateFunction } from './given.ts'

/** What charts reckon with. */
export const numbers: Readonly<Record<string, TemplateFunction>> = {
  int: asNumber,
  int64: asNumber,
  float64: Number,
  add: (...given) => given.reduce<number>((sum, value) => sum + asNumber(value), 0),
  add1: (value) => asNumber(value) + 1,
  sub: (a, b) => asNumber(a) - asNumber(b),
  mul: (...given) => given.reduce<number>((product, value) => product * asNumber(value), 1),
  addf: (...given) => given.reduce<number>((sum, each) => sum + Number(each), 0),
  subf: (first, ...others) => others.reduce<number>((rest, each) => rest - Number(each), Number(first)),
  mulf: (...given) => given.reduce<number>((product, each) => product * Number(each), 1),
  divf: (first, ...others) => others.reduce<number>((rest, each) => rest / (Number(each) || 1), Number(first)),
  div: (a, b) => Math.trunc(asNumber(a) / (asNumber(b) || 1)),
  mod: (a, b) => asNumber(a) % (asNumber(b) || 1),
  max: (...given) => Math.max(...given.map(asNumber)),
  min: (...given) => Math.min(...given.map(asNumber)),
  until: (count) => Array.from({ length: asTimes(count) }, (_, index) => index),
  atoi: asNumber,
  floor: (value) => Math.floor(Number(value)),
  ceil: (value) => Math.ceil(Number(value)),
  round: (value, places) => Number(Number(value).toFixed(asNumber(places))),
  untilStep: (start, stop, step) => {
    const count = asTimes(Math.ceil((asNumber(stop) - asNumber(start)) / (asNumber(step) || 1)))
    return Array.from({ length: count }, (_, index) => asNumber(start) + index * asNumber(step))
  },
  add1f: (value) => Number(value) + 1,
  maxf: (...given) => Math.max(...given.map(Number)),
  minf: (...given) => Math.min(...given.map(Number)),
  biggest: (...given) => Math.max(...given.map(asNumber)),
  toDecimal: (value) => Number.parseInt(String(value), 8) || 0,
  seq: (...given) => {
    const [first, step, last] =
      given.length === 3 ? given : given.length === 2 ? [given[0], 1, given[1]] : [1, 1, given[0]]
    const [from, by, to] = [asNumber(first), asNumber(step) || 1, asNumber(last)]
    const count = asTimes((to - from) / by + 1)
    return Array.from({ length: count }, (_, index) => from + index * by).join(' ')
  },
}
