import { expect, it } from 'vitest'
import { addressArguments } from '../../src/facts/arguments.ts'

it.each([
  [['-usersAPI', 'http://users:4000/api'], ['usersAPI=http://users:4000/api']],
  [['--mongo-uri=mongodb://db:27017'], ['mongo-uri=mongodb://db:27017']],
  [['serve', 'cart:8080'], ['cart:8080']],
  [['--redis-host', 'cache'], ['redis-host=cache']],
  [['--level', 'info', '--verbose', '/etc/app.yaml'], []],
  [['./wait-for-it.sh', 'db:5432', '--', 'app', '--cart', 'http://cart'], ['cart=http://cart']],
  [['dockerize', '-wait', 'tcp://db:5432'], []],
  [['sh', '-c', 'until nc -z db 5432; do sleep 1; done; exec app --cart http://cart:80'], ['cart=http://cart:80']],
  ["app --cart='http://cart:80' && echo http://other", ['cart=http://cart:80']],
] as const)('%j', (command, expected) => {
  const found = addressArguments(command)
  expect(found.map(({ flag, value }) => (flag === undefined ? value : `${flag}=${value}`))).toEqual(expected)
})
