import { expect, it } from 'vitest'
import type { Service } from '../../src/graph/graph.ts'
import { withProfiles } from '../../src/graph/profile/index.ts'
import { deploymentOf, surveyOf, type Tree } from './graph-of.ts'

/** What a service of a tree is made with, where it is asked for its health, and what runs it. */
async function profileOf(tree: Tree, name: string): Promise<Service | undefined> {
  const { graph, facts } = await surveyOf(tree)
  return withProfiles(graph, facts, (folder) => (folder === 'mail' ? 'team-mail' : undefined)).services.find(
    (service) => service.name === name,
  )
}

const image = 'FROM scratch\nCMD ["orders"]\n'

it.each<readonly [string, Tree, readonly string[]]>([
  [
    'Node',
    {
      'orders/package.json':
        '{ "name": "orders", "dependencies": { "@nestjs/core": "11", "express": "5", "@grpc/grpc-js": "1" } }',
    },
    ['NestJS'],
  ],
  [
    'Python, by imports alone',
    {
      'orders/main.py': 'from fastapi import FastAPI\nfrom celery import Celery\n',
      'orders/tests/test_a.py': 'import flask\n',
    },
    ['FastAPI', 'Celery'],
  ],
  [
    'Go',
    {
      'orders/go.mod': 'module orders\n',
      'orders/main.go':
        'package main\nimport "github.com/gin-gonic/gin"\nimport "google.golang.org/grpc"\nfunc main() { gin.New() }\n',
    },
    ['Gin'],
  ],
  [
    'gRPC alone',
    {
      'orders/go.mod': 'module orders\n',
      'orders/main.go': 'package main\nimport "google.golang.org/grpc"\nfunc main() { grpc.NewServer() }\n',
    },
    ['gRPC'],
  ],
  [
    'a parent of Maven',
    {
      'pom.xml':
        '<project><groupId>shop</groupId><artifactId>shop</artifactId><modules><module>orders</module></modules><dependencies><dependency><groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-web</artifactId></dependency></dependencies></project>',
      'orders/pom.xml':
        '<project><parent><groupId>shop</groupId><artifactId>shop</artifactId></parent><artifactId>orders</artifactId></project>',
    },
    ['Spring Boot'],
  ],
  [
    'a project for the web',
    { 'orders/Orders.csproj': '<Project Sdk="Microsoft.NET.Sdk.Web"></Project>' },
    ['ASP.NET Core'],
  ],
  [
    'a project for a worker',
    {
      'orders/Orders.csproj':
        '<Project Sdk="Microsoft.NET.Sdk.Worker"><ItemGroup><PackageReference Include="Microsoft.Extensions.Hosting" Version="10.0.0" /></ItemGroup></Project>',
    },
    [],
  ],
])('tells what a service is made with: %s', async (_, tree, frameworks) => {
  expect((await profileOf({ 'orders/Dockerfile': image, ...tree }, 'orders'))?.frameworks).toEqual(frameworks)
})

it.each<readonly [string, Tree, readonly string[]]>([
  [
    'compose',
    {
      'compose.yaml':
        'services:\n  orders:\n    build: ./orders\n    healthcheck:\n      test: ["CMD", "curl", "-f", "http://localhost:8080/status"]\n',
    },
    ['/status'],
  ],
  [
    'compose, of nobody',
    { 'compose.yaml': 'services:\n  orders:\n    build: ./orders\n    healthcheck: { test: [NONE] }\n' },
    [],
  ],
  [
    'an image',
    { 'orders/Dockerfile': `${image}HEALTHCHECK --interval=5s CMD wget -qO- http://127.0.0.1/status || exit 1\n` },
    ['/status'],
  ],
  [
    'an image, of nobody in the end',
    { 'orders/Dockerfile': `${image}HEALTHCHECK CMD curl http://localhost/status\nHEALTHCHECK NONE\n` },
    [],
  ],
  [
    'what a router hangs on',
    {
      'orders/main.js': "const app = require('express')()\napp.use('/api/health', require('./health'))\n",
      'orders/health.js': "const router = require('express').Router()\nrouter.get('/live', answer)\n",
    },
    ['/api/health/live'],
  ],
  [
    'a server of gRPC',
    {
      'orders/go.mod': 'module orders\n',
      'orders/main.go':
        'package main\nimport healthpb "google.golang.org/grpc/health/grpc_health_v1"\nfunc main() { healthpb.RegisterHealthServer(server, check) }\n',
    },
    ['gRPC'],
  ],
  ['ASP.NET Core', { 'orders/Startup.cs': 'app.UseHealthChecks("/hc");\n' }, ['/hc']],
  ['Rails', { 'orders/config/routes.rb': "get 'up' => 'rails/health#show'\n" }, ['/up']],
  [
    'Laravel',
    { 'orders/bootstrap/app.php': "<?php return Application::configure()->withRouting(health: '/up')->create();\n" },
    ['/up'],
  ],
])('tells what asks a service for its health: %s', async (_, tree, asked) => {
  const service = await profileOf({ 'orders/Dockerfile': image, ...tree }, 'orders')
  expect(service?.health?.map(({ asks }) => asks)).toEqual(asked)
})

it('tells where a service is asked for its health, a probe before the code, and a library', async () => {
  const tree = {
    'orders/Dockerfile': image,
    'orders/main.js':
      "app.get('/healthz', answer)\napp.get('/live', answer)\napp.get('/orders/health-plans', list)\napp.get('/patients/:id/health', show)\napp.post('/ping', take)\n",
    'orders/pom.xml':
      '<project><artifactId>orders</artifactId><dependencies><dependency><groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-actuator</artifactId></dependency></dependencies></project>',
    'k8s/orders.yaml': deploymentOf(
      'orders',
      'orders',
      ', readinessProbe: { httpGet: { path: /healthz, port: 8080 } }, livenessProbe: { tcpSocket: { port: 8080 } }, startupProbe: { exec: { command: [grpc_health_probe, "-addr=:9090"] } }',
    ).replace('name: orders }', 'name: orders, namespace: shop }'),
    'compose.yaml': 'services: { orders: { build: orders } }\n',
  }
  const service = await profileOf(tree, 'orders')
  expect(service?.health).toEqual([
    { asks: 'gRPC', purpose: 'startup', file: 'k8s/orders.yaml', line: 8 },
    { asks: '/healthz', purpose: 'readiness', file: 'k8s/orders.yaml', line: 8 },
    { asks: '/live', file: 'orders/main.js', line: 2 },
    { asks: '/actuator/health', file: 'orders/pom.xml', line: 1 },
  ])
  expect(service?.deployed).toEqual([
    { by: 'compose', as: 'service', name: 'orders', file: 'compose.yaml', line: 1 },
    { by: 'kubernetes', as: 'Deployment', name: 'orders', namespace: 'shop', file: 'k8s/orders.yaml', line: 3 },
  ])
})

it('tells what lists of processes run', async () => {
  const service = await profileOf(
    { Procfile: 'cart: node cart/run.js\nmail: node mail/run.js\n', 'cart/run.js': '1', 'mail/run.js': '1' },
    'mail',
  )
  expect(service?.deployed).toEqual([{ by: 'procfile', as: 'process', name: 'mail', file: 'Procfile', line: 2 }])
})

it('tells where a project that others share answers for whoever is built with it', async () => {
  const web =
    '<Project Sdk="Microsoft.NET.Sdk.Web"><ItemGroup><ProjectReference Include="..\\Defaults\\Defaults.csproj" /></ItemGroup></Project>'
  const tree = {
    'orders/Dockerfile': image,
    'orders/Orders.csproj': web,
    'orders/Program.cs': 'app.MapDefaultEndpoints();\n',
    'mail/Dockerfile': image,
    'mail/Mail.csproj': '<Project Sdk="Microsoft.NET.Sdk.Web"></Project>',
    'Defaults/Defaults.csproj': '<Project Sdk="Microsoft.NET.Sdk"></Project>',
    'Defaults/Extensions.cs': 'app.MapHealthChecks("/alive", options);\n',
  }
  expect((await profileOf(tree, 'orders'))?.health).toEqual([
    { asks: '/alive', file: 'Defaults/Extensions.cs', line: 1 },
  ])
  expect((await profileOf(tree, 'mail'))?.health).toEqual([])
})

it('tells who owns a folder, where the catalog says nothing of it', async () => {
  const tree = {
    Procfile: 'cart: node cart/run.js\nmail: node mail/run.js\n',
    'cart/run.js': '1',
    'mail/run.js': '1',
  }
  expect(await profileOf(tree, 'mail')).toMatchObject({ owner: 'team-mail', known: 'discovered' })
  expect(await profileOf(tree, 'cart')).not.toHaveProperty('owner')
  const entity =
    'apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: { name: mail, annotations: { msvc.dev/path: mail } }\nspec: { type: service, lifecycle: production }\n'
  expect(await profileOf({ ...tree, 'catalog-info.yaml': entity }, 'mail')).not.toHaveProperty('owner')
})

it('takes no probe for its own that asks others, and no requirement of Go that others bring along', async () => {
  const tree = {
    'orders/Dockerfile': image,
    'orders/go.mod': 'module orders\nrequire (\n\tgithub.com/gin-gonic/gin v1.11.0 // indirect\n)\n',
    'orders/main.go': 'package main\nimport "google.golang.org/grpc"\nfunc main() { grpc.NewServer() }\n',
    'k8s/orders.yaml': deploymentOf(
      'orders',
      'orders',
      ', livenessProbe: { exec: { command: [sh, -c, "curl -f https://hooks.example.com/services/T0/hook"] } }, readinessProbe: { exec: { command: [sh, -c, "curl -f http://localhost:8080/ready"] } }',
    ),
  }
  const service = await profileOf(tree, 'orders')
  expect(service?.frameworks).toEqual(['gRPC'])
  expect(service?.health?.map(({ asks }) => asks)).toEqual(['/ready'])
})
