import { describe, expect, it } from 'vitest'
import { edgesOf, servicesOf, type Tree } from './graph-of.ts'

/** Two programs of one module, with a package each for Redis and RabbitMQ, and one of settings that holds both types. */
const module = (mail: string, more: Tree = {}): Tree => ({
  'go.mod': 'module shop\n',
  'pkg/cache/cache.go':
    'package cache\nimport "github.com/go-redis/redis/v8"\ntype Config struct { Addr string }\nfunc New(c Config) { redis.NewClient(c) }\n',
  'pkg/config/config.go':
    'package config\nimport "shop/pkg/cache"\ntype Config struct { Redis cache.Config }\nfunc Load() Config { return Config{} }\n',
  'cmd/orders/main.go':
    'package main\nimport (\n\t"net/http"\n\t"shop/pkg/cache"\n\t"shop/pkg/config"\n)\nfunc main() { cache.New(config.Load().Redis); http.ListenAndServe(":80", nil) }\n',
  'cmd/mail/main.go': mail,
  'cmd/orders/config.yaml': 'redis:\n  addr: redis.shop:6379\n',
  'cmd/mail/config.yaml': 'redis:\n  addr: redis.shop:6379\n',
  ...more,
})
const mail = (imports: string, body = ''): string =>
  `package main\nimport (\n\t"net/http"\n\t"shop/pkg/config"\n${imports})\nfunc main() { config.Load(); ${body}http.ListenAndServe(":80", nil) }\n`
const used = 'orders -> redis://redis.shop:6379 cache (observed)'

describe('a store in a file of settings of Go', () => {
  it('is none of a program that takes but the type of its settings', async () => {
    expect(await edgesOf(module(mail('')))).toEqual([used])
  })

  it('is none where a package around the driver of another one sounds alike', async () => {
    const tree = module(mail('\t"github.com/aws/aws-sdk-go/aws/session"\n', 'session.New(); '))
    expect(await edgesOf(tree)).toEqual([used])
  })

  it('is one where a client that another program offers speaks with it', async () => {
    const tree = module(mail('\t"shop/cmd/orders/client"\n', 'client.Send(); '), {
      'cmd/orders/client/client.go':
        'package client\nimport "shop/pkg/cache"\nfunc Send() { cache.New(cache.Config{}) }\n',
    })
    expect(await edgesOf(tree)).toContain('mail -> redis://redis.shop:6379 cache (observed)')
  })
})

it('takes a package that answers and is called as a program for a part of it, though others take in what lies beside', async () => {
  const program = (name: string): string => `package main\nimport "shop/app/${name}"\nfunc main() { ${name}.Run() }\n`
  const tree: Tree = {
    'go.mod': 'module shop\n',
    'cmd/orders/main.go': program('orders'),
    'cmd/mail/main.go': program('mail'),
    'app/orders/orders.go':
      'package orders\nimport (\n\t"net"\n\t"google.golang.org/grpc"\n)\nfunc Run() { l, _ := net.Listen("tcp", ":5000"); s := grpc.NewServer(); RegisterOrdersServiceServer(s, nil); s.Serve(l) }\n',
    'app/mail/mail.go':
      'package mail\nimport (\n\t"net/http"\n\t"google.golang.org/grpc"\n\t"shop/app/orders"\n)\nfunc Run() { c, _ := grpc.Dial(target); orders.NewOrdersServiceClient(c); http.ListenAndServe(":80", nil) }\n',
  }
  expect(await servicesOf(tree)).toEqual(['mail at cmd/mail', 'orders at cmd/orders'])
  expect(await edgesOf(tree)).toContain('mail -> orders grpc (observed)')
})

it('takes a package that most programs take in for none of the one that is called so', async () => {
  const program = (name: string): Tree => ({
    [`cmd/${name}/main.go`]: `package main\nimport (\n\t"shop/app/${name}"\n\t"shop/server/http"\n)\nfunc main() { http.Serve(${name}.Routes()) }\n`,
    [`app/${name}/routes.go`]: `package ${name}\nfunc Routes() {}\n`,
  })
  const tree: Tree = {
    'go.mod': 'module shop\n',
    ...program('http'),
    ...program('mail'),
    ...program('orders'),
    'server/http/http.go': 'package http\nimport "net/http"\nfunc Serve() { http.ListenAndServe(":80", nil) }\n',
  }
  expect(await servicesOf(tree)).toEqual(['http at cmd/http', 'mail at cmd/mail', 'orders at cmd/orders'])
  expect(await edgesOf(tree)).toEqual([])
})
