import { expect, it } from 'vitest'
import { servicesOf, surveyOf, type Tree } from './graph-of.ts'

/** A system of two services, which compose runs. */
const shop: Tree = {
  'cart/Dockerfile': 'FROM node:24-slim\nCMD ["node", "app.js"]\n',
  'cart/app.js': "require('express')()\n",
  'orders/Dockerfile': 'FROM node:24-slim\nCMD ["node", "app.js"]\n',
  'orders/app.js': "require('express')()\n",
  'compose.yaml': 'services:\n  cart: { build: cart }\n  orders: { build: orders }\n',
}
const own = ['cart at cart', 'orders at orders']
const run = (name: string, image = `acme/${name}:1`): string =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: ${name} }\nspec:\n  selector: { matchLabels: { app: ${name} } }\n  template:\n    spec: { containers: [{ name: ${name}, image: '${image}' }] }\n`

it.each<[string, Tree]>([
  [
    'templates to make services of',
    {
      'archetypes/orders/src/main/resources/archetype-resources/Dockerfile': 'FROM eclipse-temurin:21\nCMD ["java"]\n',
      'archetypes/orders/src/main/resources/archetype-resources/pom.xml':
        '<project><artifactId>a</artifactId></project>\n',
      'new-service/Dockerfile':
        'FROM rust:1\nCOPY target/{{project-name}}-server /\nCMD ["./{{project-name}}-server"]\n',
      'new-service/{{project-name}}-server/src/main.rs': 'fn main() {}\n',
    },
  ],
  [
    'a quick start that shows the system',
    {
      'quickstart/Dockerfile': 'FROM golang:1.26\nCOPY . .\nCMD ["/quickstart"]\n',
      'quickstart/main.go': 'package main\nfunc main() {}\n',
    },
  ],
  [
    'a client that tests run',
    {
      'test_runner/clients/jdbc/Dockerfile': 'FROM openjdk:22\nCOPY . .\nCMD ["java", "-jar", "a.jar"]\n',
      'test_runner/clients/jdbc/src/Main.java': 'class Main { public static void main(String[] a) {} }\n',
    },
  ],
  [
    'an example of what others may write',
    {
      'config/example-webhook/Dockerfile': 'FROM golang:1.26\nCOPY . .\nCMD ["/webhook"]\n',
      'config/example-webhook/main.go': 'package main\nfunc main() {}\n',
    },
  ],
  [
    'a package that drives browsers, with an image to do so in',
    {
      'integration/package.json':
        '{"name":"shop-integration","scripts":{"test":"playwright test"},"dependencies":{"@playwright/test":"1.46.0","axios":"1.7.3"}}',
      'integration/tests/buy.js': "const { test } = require('@playwright/test')\n",
      'integration/Dockerfile': 'FROM mcr.microsoft.com/playwright:v1.48.1-jammy\nCMD ["tail", "-f", "/dev/null"]\n',
    },
  ],
  [
    'what tests start in the place of a server',
    {
      'packages/mock-payments/package.json':
        '{"name":"mock-payments","scripts":{"start":"tsx src/index.ts"},"dependencies":{"express":"5.0.0"}}',
      'packages/mock-payments/src/index.ts': "import express from 'express'\nexpress().listen(4000)\n",
    },
  ],
  [
    'samples to look at',
    {
      'deploy/sample-apps/echo/Dockerfile': 'FROM python:3.14-slim\nCMD ["python", "app.py"]\n',
      'deploy/sample-apps/echo/app.py': 'from flask import Flask\napp = Flask(__name__)\n',
    },
  ],
  [
    'an example in a folder of its own, clients to look at, and an image in which documents are made',
    {
      'hooks/sinatra-example/Dockerfile': 'FROM ruby:3.4\nCMD ["ruby", "app.rb"]\n',
      'hooks/sinatra-example/app.rb': "require 'sinatra'\n",
      'orders/sample_clients/buy/Dockerfile': 'FROM node:24-slim\nCMD ["node", "app.js"]\n',
      'orders/sample_clients/buy/app.js': "require('express')()\n",
      'doc-gen/Dockerfile': 'FROM maven:3.9\nENTRYPOINT ["/make"]\n',
      'doc-gen/app.py': 'print(1)\n',
    },
  ],
  [
    'images to develop with, of code that lies elsewhere',
    {
      'build/dev/Dockerfile':
        'FROM golang:1.26\nRUN go install github.com/air-verse/air@v1.61.1\nCOPY . .\nENTRYPOINT ["sh", "start.sh"]\n',
      'build/dev/compose.yml':
        'services:\n  api:\n    build: { context: ../../, dockerfile: ./build/dev/Dockerfile }\n    environment: { SERVICE: api }\n',
    },
  ],
  [
    'images that pipelines run in',
    {
      'ci/circleci/Dockerfile': 'FROM ubuntu:24.04\nCMD ["/scan"]\n',
      'ci/circleci/src/main.go': 'package main\nfunc main() {}\n',
    },
  ],
  [
    'an image that is a system with tools in it, and starts nothing',
    {
      'builder/Dockerfile': 'FROM quay.io/centos/centos:stream10\nRUN dnf -y install gcc make\nCOPY install /install\n',
      'builder/install/all.sh': 'make\n',
    },
  ],
  [
    'an image that packs an installer',
    {
      'packaging/windows/Dockerfile': 'FROM debian\nRUN apt-get install -y nsis\nENTRYPOINT makensis install.nsis\n',
      'packaging/windows/install.nsis': 'Name "shop"\n',
      'packaging/windows/main.go': 'package main\nfunc main() {}\n',
    },
  ],
  [
    'an image that packs what is installed, and one that tests look at',
    {
      'packages/deb/Dockerfile':
        'FROM debian:8\nADD make.sh /usr/bin/build_package\nENTRYPOINT ["/usr/bin/build_package"]\n',
      'packages/deb/main.go': 'package main\nfunc main() {}\n',
      'qa-tests-backend/test-images/ports/Dockerfile': 'FROM golang:1.26\nCOPY . .\nEXPOSE 8080\nCMD ["/ports"]\n',
      'qa-tests-backend/test-images/ports/main.go': 'package main\nfunc main() {}\n',
    },
  ],
  [
    'a server that tests start',
    {
      'cmd/test-server/Dockerfile': 'FROM golang:1.26\nCOPY . .\nCMD ["/test-server"]\n',
      'cmd/test-server/main.go': 'package main\nfunc main() {}\n',
    },
  ],
  [
    'programs of Go in a page, in what others contributed and in what only tests have',
    {
      'go.mod': 'module example.com/shop\n',
      ...Object.fromEntries(
        ['build/page', 'contrib/tor', 'testonly/load', 'internal/acceptance/front'].map((folder) => [
          `${folder}/main.go`,
          `package main\n\nimport (\n\t"net/http"\n${folder === 'build/page' ? '\t"syscall/js"\n' : ''})\n\nfunc main() { http.ListenAndServe(":8080", nil) }\n`,
        ]),
      ),
    },
  ],
  [
    'what is started in a cluster of their own by those who work on it',
    {
      'k8s/cart.yaml': run('cart', 'acme/cart:1'),
      ...Object.fromEntries(
        ['plugin', 'controller'].map((name) => [`tools/hack/csi/${name}.yaml`, run(name, `sig/${name}:v1`)]),
      ),
    },
  ],
])('takes no service for %s', async (_, beside) => {
  expect(await servicesOf({ ...shop, ...beside })).toEqual(own)
})

it('takes what samples show for no services beside the only program, which they are called after', async () => {
  const sample = (name: string): Tree => ({
    [`shop-jobs-samples/${name}/Dockerfile`]: 'FROM node:24-slim\nCMD ["node", "app.js"]\n',
    [`shop-jobs-samples/${name}/app.js`]: "require('express')()\n",
  })
  const admin = {
    'shop-jobs-admin/Dockerfile': 'FROM node:24-slim\nCMD ["node", "app.js"]\n',
    'shop-jobs-admin/app.js': "require('express')()\n",
  }
  expect(await servicesOf({ ...admin, ...sample('plain'), ...sample('other') })).toEqual([
    'shop-jobs-admin at shop-jobs-admin',
  ])
  const at = (folder: string, tree: Tree): Tree =>
    Object.fromEntries(Object.entries(tree).map(([file, text]) => [`${folder}${file}`, text]))
  expect(await servicesOf(at('services/', { ...admin, ...sample('plain') }))).toEqual([
    'shop-jobs-admin at services/shop-jobs-admin',
  ])
  expect(await servicesOf({ ...at('sh-', admin), ...sample('plain') })).toHaveLength(2)
})

it('takes what runs under a name of its own for a part of the system, though its folder is called an example', async () => {
  const tree = {
    ...shop,
    'study/compose.yaml': 'services:\n  posts: { build: ./posts-example }\n',
    'study/posts-example/Dockerfile': 'FROM node:24-slim\nCMD ["node", "app.js"]\n',
    'study/posts-example/app.js': "require('express')()\n",
  }
  expect(await servicesOf(tree)).toEqual([...own, 'posts at study/posts-example'])
})

it('keeps services whose images lie among those for developing where there is little else', async () => {
  const image = (name: string): Tree => ({
    [`build/dev/${name}/Dockerfile`]: 'FROM golang:1.26\nCOPY . .\nCMD ["/start"]\n',
  })
  const compose = ['cart', 'orders', 'stock'].map(
    (name) => `  ${name}:\n    build: { context: ., dockerfile: build/dev/${name}/Dockerfile }\n`,
  )
  const tree = {
    ...image('cart'),
    ...image('orders'),
    ...image('stock'),
    'compose.yaml': `services:\n${compose.join('')}`,
  }
  expect(await servicesOf(tree)).toHaveLength(3)
})

it('takes a worker that drives browsers for a service', async () => {
  const tree = {
    ...shop,
    'shots/package.json': '{"name":"shots","scripts":{"start":"node app.js"},"dependencies":{"playwright":"1.46.0"}}',
    'shots/app.js': "require('playwright')\n",
    'shots/Dockerfile': 'FROM mcr.microsoft.com/playwright:v1.48.1-jammy\nCMD ["node", "app.js"]\n',
  }
  expect(await servicesOf(tree)).toEqual([...own, 'shots at shots'])
})

it('gives a kit for callers to no service, whichever is built with it as well, and what it is built with to that one', async () => {
  const { graph } = await surveyOf({
    ...shop,
    'cart/package.json': '{"name":"cart","dependencies":{"@shop/node":"workspace:*","@shop/prices":"workspace:*"}}',
    'sdk/node/package.json': '{"name":"@shop/node","dependencies":{"@shop/wire":"workspace:*"}}',
    'libs/prices/package.json': '{"name":"@shop/prices"}',
    'libs/wire/package.json': '{"name":"@shop/wire"}',
  })
  expect(graph.services.map(({ projects }) => projects)).toEqual([['libs/prices', 'libs/wire'], undefined])
})

it('calls the folder of an image that workloads run a service, though images lie deeper in it', async () => {
  const daemon = (name: string): string =>
    `apiVersion: apps/v1\nkind: DaemonSet\nmetadata: { name: ${name} }\nspec:\n  selector: { matchLabels: { app: ${name} } }\n  template:\n    spec: { containers: [{ name: agent, image: 'acme/shop_agent:1.0' }] }\n`
  const tree = {
    ...shop,
    Makefile: 'AGENT=$(PWD)/agent\nimage:\n\tdocker build -t acme/shop_agent:$(TAG) -f $(AGENT)/Dockerfile $(AGENT)\n',
    'agent/Dockerfile': 'FROM debian:13\nCMD ["/agent"]\n',
    'agent/plugins/scan/main.go': 'package main\nfunc main() {}\n',
    'agent/fargate/Dockerfile': 'FROM debian:13\nCMD ["/agent"]\n',
    'k8s/one.yaml': daemon('agent'),
    'k8s/two.yaml': daemon('agent-daemon'),
  }
  expect(await servicesOf(tree)).toEqual(['agent at agent', ...own])
})

it('takes no part of a service for another one, since tests or samples run something that is called so', async () => {
  const pod =
    'apiVersion: v1\nkind: Pod\nmetadata: { name: prices }\nspec: { containers: [{ name: prices, image: nginx }] }\n'
  const parts = { 'shared/prices/index.js': 'export const prices = 1\n' }
  expect(await servicesOf({ ...shop, ...parts, 'test/testdata/k8s/prices.yaml': pod })).toEqual(own)
  expect(await servicesOf({ ...shop, ...parts, 'examples/k8s/prices.yaml': pod })).toEqual(own)
})

it('takes a plugin that says how to start for a service', async () => {
  const tree = {
    ...shop,
    'plugins/sales/package.json': '{"name":"sales","scripts":{"start":"node main.js"}}',
    'plugins/sales/main.js': '1\n',
    'plugins/sales/Dockerfile': 'FROM node:24\nCMD ["node", "main.js"]\n',
  }
  expect(await servicesOf(tree)).toEqual([...own, 'sales at plugins/sales'])
})

it('takes no plugin for a service that nothing here runs', async () => {
  const plugin = (folder: string): Tree => ({
    [`${folder}/Dockerfile`]: 'FROM scratch\nENTRYPOINT ["/plugin"]\n',
    [`${folder}/main.go`]: 'package main\nfunc main() {}\n',
  })
  const tree = { ...shop, ...plugin('cart/plugins/jira/v1'), ...plugin('jenkins-plugin') }
  expect(await servicesOf(tree)).toEqual(own)
})

it('takes what an image of a web server only hands out for pages, whatever they are made with', async () => {
  const { graph } = await surveyOf({
    ...shop,
    'web/package.json': '{"name":"web","dependencies":{"next":"16.0.0","react":"19.0.0"}}',
    'web/pages/index.js': 'export default () => null\n',
    'web/Dockerfile':
      'FROM node:24 AS build\nRUN npm run build\nFROM nginx:1.29\nCOPY --from=build out /usr/share/nginx/html\n',
    'site/package.json': '{"name":"site","dependencies":{"next":"16.0.0","react":"19.0.0"}}',
    'site/pages/index.js': 'export default () => null\n',
    'site/Dockerfile': 'FROM node:24\nCMD ["next", "start"]\n',
  })
  expect(graph.services.filter(({ inBrowsers }) => inBrowsers).map(({ name }) => name)).toEqual(['web'])
})

it('calls a repository as its usual compose file does, not as one that adds a debugger', async () => {
  const tree = {
    'compose.debug.yaml': 'services:\n  shop-debug: { build: { context: ., target: debug }, ports: ["8080:8080"] }\n',
    'compose.yaml': 'services:\n  shop: { build: ., ports: ["8080:8080"] }\n',
    Dockerfile: 'FROM python:3.14-slim\nCMD ["gunicorn", "shop"]\n',
    'manage.py': 'import django\n',
  }
  expect(await servicesOf(tree)).toEqual(['shop at .'])
})

it('calls a repository with one image and a web server before it after the image', async () => {
  const tree = {
    'compose.yaml':
      'services:\n  nginx: { build: { context: ., dockerfile: Dockerfile.nginx }, ports: ["80:80"] }\n  shop: { build: { context: ., dockerfile: Dockerfile.shop } }\n',
    'Dockerfile.nginx': 'FROM nginx:1.29\nCOPY static /usr/share/nginx/html\n',
    'Dockerfile.shop': 'FROM python:3.14-slim\nCMD ["gunicorn", "shop"]\n',
    'manage.py': 'import django\n',
  }
  expect(await servicesOf(tree)).toEqual(['shop at .'])
})

it("takes no package of Go without a program for somebody else's program of its name", async () => {
  const tree = {
    ...shop,
    'go.mod': 'module example.com/shop\n',
    'integrations/mssql/mssql.go': 'package mssql\n',
    'integrations/mssql/compose.yaml': 'services:\n  mssql: { image: acme/mssql }\n',
    'canary/canary.go': 'package canary\n',
    'deploy/compose.yaml': 'services:\n  canary: { image: acme/tool }\n',
  }
  expect(await servicesOf(tree)).toEqual(own)
})

it('takes nothing of a demonstration beside a system for a service, wherever its images come from', async () => {
  const sock = Object.fromEntries(['carts', 'payment', 'user'].map((name) => [`demos/sock/${name}.yaml`, run(name)]))
  expect(await servicesOf({ ...shop, ...sock })).toEqual(own)
})

it('takes no file of Go for a program that no build takes in', async () => {
  const tree = {
    ...shop,
    'go.mod': 'module example.com/shop\n',
    'dav/dav.go': 'package dav\n',
    'dav/litmus.go': '//go:build ignore\n\npackage main\n\nfunc main() { http.ListenAndServe(":8080", nil) }\n',
  }
  expect(await servicesOf(tree)).toEqual(own)
})
