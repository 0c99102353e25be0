// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the files under test are text
import { expect, it } from 'vitest'
import { nginx } from '../../src/facts/nginx/index.ts'
import { shell } from '../../src/facts/shell/index.ts'
import { statements } from './read-facts.ts'

it.each([
  ['location / { proxy_pass http://cart:8080/; }', ['1:25 literal http://cart:8080']],
  [
    'upstream a {\n  server cart:8080 weight=2;\n  server users:80;\n}',
    ['2:10 literal cart:8080', '3:10 literal users:80'],
  ],
  ['location / {\n  proxy_pass http://${CART_HOST}:8080/;\n}', ['2:21 read CART_HOST']],
  ['server {\n  listen 80;\n  server_name example.com;\n}', []],
  ['location / {\n  # proxy_pass http://cart:8080;\n  proxy_set_header Host $host;\n}', []],
  ['grpc location / { grpc_pass grpc://cart:50051; }', ['1:29 literal grpc://cart:50051']],
  ['key = http://cart:8080', []],
])('nginx: %j', async (text, expected) => {
  expect(await statements(nginx, 'web/default.conf.template', text)).toEqual(expected)
})

it.each([
  ['curl "$CART_URL/v1"', ['1:7 read CART_URL']],
  ['exec app --db ${DB_URL:-postgres://db/a}', ['1:15 read DB_URL or postgres://db/a']],
  ["echo '$CART_URL' # $OTHER_URL", []],
  ['echo $lower ${also} $1', []],
  ['echo ${A_B%/}', ['1:6 read A_B']],
])('shell: %j', async (text, expected) => {
  expect(await statements(shell, 'docker-entrypoint.sh', text)).toEqual(expected)
})

it('nginx: reads what only its folder says is a file of nginx', async () => {
  expect(await statements(nginx, 'proxy/conf', 'proxy_pass http://orders:80;\nserver {}\n')).toEqual([
    '1:12 literal http://orders:80',
  ])
})
