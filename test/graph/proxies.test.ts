import { expect, it } from 'vitest'
import { edgesOf, type Tree } from './graph-of.ts'

const service = (name: string): Tree => ({
  [`${name}/Dockerfile`]: 'FROM node:24\nCMD ["node", "main.js"]\n',
  [`${name}/main.js`]: "require('express')().listen(3000)\n",
})
const proxy = (image: string, file: string, text: string): Tree => ({
  ...service('orders'),
  ...service('users'),
  'edge/Dockerfile': `FROM ${image}\nCOPY ${file} /etc/\n`,
  [`edge/${file}`]: text,
})

it.each([
  [
    'haproxy:3.0',
    'haproxy.cfg',
    'backend all\n  server a orders:3000 check\n  server b users:3000 check\n  # server c web:3000\n',
  ],
  [
    'caddy:2',
    'Caddyfile',
    ':80 {\n  reverse_proxy /orders/* orders:3000\n  reverse_proxy @users {\n    to users:3000\n  }\n}\n',
  ],
  ['httpd:2.4', 'httpd.conf', 'ProxyPass /orders http://orders:3000/\nBalancerMember http://users:3000\n'],
  [
    'envoyproxy/envoy:v1.36.0',
    'envoy.yaml',
    `static_resources:
  listeners:
    - address: { socket_address: { address: 0.0.0.0, port_value: 8080 } }
  clusters:
    - load_assignment:
        endpoints:
          - lb_endpoints:
              - endpoint: { address: { socket_address: { address: orders, port_value: 3000 } } }
              - endpoint:
                  address:
                    socket_address:
                      address: users
                      port_value: 3000
`,
  ],
  [
    'envoyproxy/envoy:v1.33.0',
    'config/cds.yaml',
    `resources:
  - "@type": type.googleapis.com/envoy.config.cluster.v3.Cluster
    load_assignment:
      endpoints:
        - lb_endpoints:
            - endpoint: { address: { socket_address: { address: orders, port_value: 3000 } } }
            - endpoint: { address: { socket_address: { address: users, port_value: 3000 } } }
`,
  ],
  [
    'ghcr.io/apollographql/router:v2.0.0',
    'supergraph.yaml',
    'subgraphs:\n  orders: { routing_url: "http://orders:3000/graphql" }\n  users:\n    routing_url: http://users:3000/graphql\n',
  ],
  [
    'ghcr.io/apollographql/router:v2.0.0',
    'supergraph.graphql',
    'enum join__Graph {\n  ORDERS @join__graph(name: "orders", url: "http://orders:3000/graphql")\n  USERS @join__graph(name: "users" url: "http://users:3000")\n}\n',
  ],
])('knows whom a proxy passes requests on to: %s', async (image, file, text) => {
  expect(await edgesOf(proxy(image, file, text))).toEqual([
    'edge -> orders http (observed)',
    'edge -> users http (observed)',
  ])
})

it('gives a file that lies with no service to the one that compose shows it to', async () => {
  const tree = (more: string): Tree => ({
    'compose.yaml': `services:\n  orders: { build: orders }\n  gateway: { build: gateway, volumes: ["./config.json:/etc/config.json"] }\n${more}`,
    'config.json': '{ "orders_url": "http://orders:3000" }',
    'orders/Dockerfile': 'FROM node:22\n',
    'gateway/Dockerfile': 'FROM node:22\n',
    'users/Dockerfile': 'FROM node:22\n',
  })
  expect(await edgesOf(tree(''))).toEqual(['gateway -> orders http (observed)'])
  const shared = '  users: { build: users, volumes: ["./config.json:/etc/config.json"] }\n'
  expect(await edgesOf(tree(shared))).toEqual([])
})

it('takes no service on the machine itself for a store because of its port', async () => {
  const text = 'subgraphs:\n  chats: { routing_url: http://host.docker.internal:8088/graph }\n'
  expect(await edgesOf(proxy('ghcr.io/apollographql/router:v2.0.0', 'supergraph.yaml', text))).toEqual([])
})
