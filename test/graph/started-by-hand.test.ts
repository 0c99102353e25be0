import { expect, it } from 'vitest'
import { servicesOf } from './graph-of.ts'

const listening = "const app = require('express')()\napp.listen(3000)\n"
const manifest = (scripts: string): string => `{"name":"x","scripts":${scripts},"dependencies":{"express":"5"}}`

it.each(['{}', '{"test":"exit 1"}', '{"dev":"nodemon index.js"}'])(
  'finds a package that people start by hand: %s',
  async (scripts) => {
    const tree = {
      'orders/package.json': manifest(scripts),
      'orders/index.js': listening,
      'users/package.json': manifest(scripts),
      'users/src/server.ts': listening,
      'lib/package.json': manifest(scripts),
      'lib/index.js': 'module.exports = {}\n',
    }
    expect(await servicesOf(tree)).toEqual(['orders at orders', 'users at users'])
  },
)
