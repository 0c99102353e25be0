import { expect, it } from 'vitest'
import { edgesOf, servicesOf, type Tree } from './graph-of.ts'

const server = (to: string, more = ''): string =>
  `server {\n  ${more}\n  root /var/www/public;\n  location / { try_files $uri /index.php?$query_string; }\n  location ~ \\.php$ { fastcgi_pass ${to}; }\n}\n`
const program = (name: string, code = ''): Tree => ({
  [`${name}/Dockerfile`]: 'FROM php:8.4-fpm\nCOPY . /var/www\n',
  [`${name}/composer.json`]: '{"require":{"laravel/framework":"^12","guzzlehttp/guzzle":"^7"}}',
  [`${name}/app/Client.php`]: `<?php\n${code}\n`,
})
const shop = (called: string): Tree => ({ ...program('orders', `Http::get('${called}/items');`), ...program('stock') })
const web = (name: string, more: string): string => `  ${name}: { image: "nginx:1.29", ${more} }\n`
const compose = (...servers: readonly string[]): string =>
  `services:\n  orders: { build: orders }\n  stock: { build: stock }\n${servers.join('')}`
const each = compose(
  web('orders-web', 'ports: ["8001:80"], volumes: ["./docker/orders.conf:/etc/nginx/conf.d/default.conf"]'),
  web('stock-web', 'ports: ["8002:80"], volumes: ["./docker/stock.conf:/etc/nginx/conf.d/default.conf"]'),
)
const conf = { 'docker/orders.conf': server('orders:9000'), 'docker/stock.conf': server('stock:9000', 'listen 80;') }
const one = compose(web('web', 'ports: ["8002:82"], volumes: ["./docker:/etc/nginx/conf.d"]'))
const byPort = {
  'docker/orders.conf': server('orders:9000', 'listen 81;'),
  'docker/stock.conf': server('php', 'listen 82;').replace('server', 'upstream php { server stock:9000; }\nserver'),
}
const byHost = {
  'docker/orders.conf': server('orders:9000', 'listen 80; server_name orders.test;'),
  'docker/stock.conf': server('stock:9000', 'listen 80; server_name stock.test;'),
}
const built = compose('  stock-web: { build: docker/web }\n')

it.each<readonly [string, Tree]>([
  ['by its name', { ...shop('http://stock-web'), ...conf, 'compose.yaml': each }],
  ['by its port on the machine', { ...shop('http://host.docker.internal:8002'), ...conf, 'compose.yaml': each }],
  ['by one of its ports', { ...shop('http://web:82'), ...byPort, 'compose.yaml': one }],
  [
    'by one of its ports on the machine',
    { ...shop('http://host.docker.internal:8002'), ...byPort, 'compose.yaml': one },
  ],
  ['by one of its hosts', { ...shop('http://stock.test'), ...byHost, 'compose.yaml': one }],
  [
    'in an image of its own',
    {
      ...shop('http://stock-web'),
      'compose.yaml': built,
      'docker/web/Dockerfile': 'FROM nginx:1.29\nCOPY default.conf /etc/nginx/conf.d/\n',
      'docker/web/default.conf': server('stock:9000'),
    },
  ],
])('whoever asks the web server before a program asks the program: %s', async (_, tree) => {
  expect(await edgesOf(tree)).toEqual(['orders -> stock http (observed)'])
  expect(await servicesOf(tree)).toEqual(['orders at orders', 'stock at stock'])
})

it('tells programs apart that compose files of their own all call alike', async () => {
  const own = (name: string): Tree => ({
    [`${name}/compose.yaml`]: `services:\n  app: { build: . }\n  web: { image: "nginx:1.29", container_name: ${name}-web, volumes: ["./docker:/etc/nginx/conf.d"] }\n`,
    [`${name}/docker/default.conf`]: server('app:9000'),
  })
  expect(await edgesOf({ ...shop('http://stock-web'), ...own('orders'), ...own('stock') })).toEqual([
    'orders -> stock http (observed)',
  ])
  expect(await edgesOf({ ...shop('http://app:9000'), ...own('orders'), ...own('stock') })).toEqual([])
})

it('says nothing of a port where several programs answer, and of a server that hands on to several', async () => {
  const two = { ...conf, 'docker/stock.conf': server('stock:9000', 'location /o { fastcgi_pass orders:9000; }') }
  expect(await edgesOf({ ...shop('http://web'), ...byPort, 'compose.yaml': one })).toEqual([])
  expect(await edgesOf({ ...shop('http://stock-web'), ...two, 'compose.yaml': each })).toEqual([])
})

it('leaves a name to the program that has it, though others are called so besides', async () => {
  const shared = `services:\n  orders: { build: orders }\n  stock-api: { image: "acme/stock:1" }\n  bills: { build: bills, networks: { net: { aliases: [stock-api] } } }\n`
  const tree = { ...shop('http://stock-api:9000'), ...program('bills'), 'compose.yaml': shared }
  expect(await edgesOf(tree)).toEqual(['orders -> stock http (observed)'])
})

it.each([
  ['a port of the machine around it', 'VITE_STOCK=http://localhost:9000/api/stock/'],
  ['its name', 'VITE_STOCK=http://edge/api/stock'],
])('finds whom Traefik hands on to by the beginning of a path, asked by %s', async (_, text) => {
  const label = (rule: string): string => `labels: ["traefik.http.routers.r.rule=${rule}"]`
  const tree: Tree = {
    'compose.yaml': `services:
  edge: { image: "traefik:3", ports: ["9000:80"] }
  web: { build: web, ${label('PathPrefix(`/`)')} }
  orders: { build: orders, ${label('Host(`shop.test`) && PathPrefix(`/api`)')} }
  stock: { build: stock, ${label('PathPrefix(`/api/stock`)')} }
`,
    ...program('orders'),
    ...program('stock'),
    'web/Dockerfile': 'FROM nginx\nCOPY dist /usr/share/nginx/html',
    'web/package.json': '{"name":"web","dependencies":{"react-dom":"19"},"devDependencies":{"vite":"7"}}',
    'web/src/main.ts': 'import "react-dom"\nexport const stock = import.meta.env.VITE_STOCK',
    'web/.env': text,
  }
  expect(await edgesOf(tree)).toEqual(['web -> stock http (observed)'])
  // Another port is somebody else's, and without Traefik nobody hands anything on.
  const elsewhere = {
    ...tree,
    'web/.env': text.replace('9000', '9001').replace('edge', 'other').replace('/api/', '/v1/'),
  }
  expect(await edgesOf(elsewhere)).toEqual([])
})
