import { describe, expect, it } from 'vitest'
import { edgesOf, type Tree } from './graph-of.ts'

const compose = (environment = ''): string =>
  `services:\n  orders: { build: orders${environment} }\n  db: { image: postgres }\n  cache: { image: redis }\n  mq: { image: rabbitmq }\n`
const broker = 'orders -> amqp://mq broker (observed)'
const database = 'orders -> postgres://db/orders database (observed)'
const cache = 'orders -> redis://cache cache (observed)'

describe('Python', () => {
  const tree = (code: string, environment = ''): Tree => ({
    'compose.yaml': compose(environment),
    'orders/Dockerfile': 'FROM python:3.14-slim\nCMD ["python", "main.py"]\n',
    'orders/settings.py':
      'import os\nurl = os.getenv("DATABASE_URL", "postgres://db/orders")\nhost = os.getenv("REDIS_HOST", "cache")\nmq = os.getenv("RABBITMQ_URL", "amqp://mq")\n',
    'orders/main.py': `import functools\nimport queue\nfrom settings import url, host, mq\n${code}`,
  })
  const others = 'import fastapi\nimport pydantic\nimport uvicorn\nimport structlog\n'

  it('speaks by default with no store that nothing it imports speaks with', async () => {
    expect(await edgesOf(tree(others))).toEqual([])
    expect(await edgesOf(tree(`${others}import pika\nimport asyncpg\n`))).toEqual([broker, database])
  })

  it('speaks with what a manifest gives it', async () => {
    expect(await edgesOf(tree(others, ', environment: { REDIS_HOST: cache }'))).toEqual([cache])
  })

  it.each([
    [
      'a framework sets up what settings name',
      `${others}from celery import Celery\nfrom sqlalchemy.orm import Session\n`,
    ],
    ['a library of the repository speaks for it', `${others}from common.stores import get\n`],
    ['code of the repository is there that cannot be told apart', `${others}import common.absent\n`],
    ['little is seen of it', 'import fastapi\n'],
  ])('speaks with all where %s', async (_, code) => {
    const library = { 'common/stores.py': 'import redis\nimport aio_pika\nimport psycopg2\n' }
    expect(await edgesOf({ ...tree(code), ...library })).toEqual([broker, database, cache])
  })
})

describe('TypeScript', () => {
  const tree = (code: string): Tree => ({
    'compose.yaml': compose(),
    'orders/Dockerfile': 'FROM node:24-slim\nCMD ["node", "main.ts"]\n',
    'orders/package.json': '{ "name": "@shop/orders" }',
    'orders/settings.ts':
      "export const url = process.env.DATABASE_URL ?? 'postgres://db/orders'\nexport const host = process.env.REDIS_HOST ?? 'cache'\nexport const mq = process.env.RABBITMQ_URL ?? 'amqp://mq'\n",
    'orders/main.ts': `import { readFileSync } from 'node:fs'\nimport { host, mq, url } from './settings.ts'\n${code}`,
  })
  const others = ['express', 'zod', 'pino', 'helmet'].map((name) => `import ${name} from '${name}'\n`).join('')

  it('speaks by default with no store that nothing it imports speaks with', async () => {
    expect(await edgesOf(tree(others))).toEqual([])
    expect(await edgesOf(tree(`${others}import amqp from 'amqplib'\nimport { Pool } from 'pg'\n`))).toEqual([
      broker,
      database,
    ])
  })

  it.each([
    ['a package of the same makers may do anything', "import { connect } from '@shop/platform'\n"],
    ['what is imported is told at run time', 'const driver = await import(process.env.DRIVER)\n'],
    ['a framework sets up what its settings name', "import { NestFactory } from '@nestjs/core'\n"],
  ])('speaks with all where %s', async (_, code) => {
    expect(await edgesOf(tree(others + code))).toEqual([broker, database, cache])
  })
})

describe('.NET', () => {
  const project = (packages: readonly string[], refers: readonly string[] = []): string => {
    const items = [
      ...packages.map((name) => `<PackageReference Include="${name}" Version="9.0.0" />`),
      ...refers.map((path) => `<ProjectReference Include="${path}" />`),
    ]
    return `<Project Sdk="Microsoft.NET.Sdk.Web"><ItemGroup>${items.join('')}</ItemGroup></Project>\n`
  }
  const tree = (packages: readonly string[], refers: readonly string[] = []): Tree => ({
    'compose.yaml':
      'services:\n  orders:\n    build: orders\n    environment: { ConnectionStrings__Orders: "Host=db;Port=5432;Database=orders;Username=app" }\n  db: { image: postgres }\n',
    'orders/Dockerfile': 'FROM mcr.microsoft.com/dotnet/aspnet:9.0\nCMD ["dotnet", "Orders.dll"]\n',
    'orders/Orders.csproj': project(packages, refers),
    'orders/Program.cs': 'var builder = WebApplication.CreateBuilder(args);\nbuilder.Build().Run();\n',
  })
  const web = ['Swashbuckle.AspNetCore', 'Grpc.AspNetCore', 'System.Reflection.MetadataLoadContext']
  const rows = ['orders -> postgres://db:5432/orders database (observed)']

  it('has no database in settings that none of its projects speaks with', async () => {
    const library = { 'Shop.Hosting/Shop.Hosting.csproj': project(['Polly']) }
    expect(await edgesOf({ ...tree([...web, 'Shop.Hosting']), ...library })).toEqual([])
  })

  it.each([
    ['one of its packages does', tree([...web, 'Dapper'])],
    ['it takes what may bring anything', tree([...web, 'Acme.Infrastructure'])],
    [
      'a package of its own makers lies elsewhere',
      { ...tree([...web, 'Shop.Hosting']), 'Shop.Pages/Shop.Pages.csproj': project(web) },
    ],
    ['a project of it is not here', tree(web, ['../Shop.Rows/Shop.Rows.csproj'])],
    ['no project names a package', tree([])],
    [
      'a package that is made here does',
      { ...tree([...web, 'Shop.Hosting']), 'Shop.Hosting/Shop.Hosting.csproj': project(['Npgsql']) },
    ],
  ])('has it where %s', async (_, files) => {
    expect(await edgesOf(files)).toEqual(rows)
  })

  it('hands logs to a search engine that it does not look anything up in', async () => {
    const sink = {
      'orders/Logs.cs':
        'class Logs { void Write() { log.WriteTo.Elasticsearch(new ElasticsearchSinkOptions(new Uri("http://elasticsearch:9200"))); } }\n',
    }
    const logging = [...web, 'Serilog.Sinks.Elasticsearch', 'Elastic.Apm.NetCoreAll']
    const empty = { 'Domain/Domain.csproj': '<Project Sdk="Microsoft.NET.Sdk" />\n' }
    const files = (packages: readonly string[]): Tree => ({
      ...tree(packages, ['../Domain/Domain.csproj']),
      ...empty,
      ...sink,
    })
    expect(await edgesOf(files(logging))).toEqual([])
    expect(await edgesOf(files([...logging, 'NEST']))).toEqual([
      'orders -> elasticsearch://elasticsearch:9200 database (observed)',
    ])
  })

  it('has the database of a provider that its code chooses', async () => {
    const packages = [...web, 'Microsoft.EntityFrameworkCore.SqlServer']
    const files = (code: string): Tree => ({
      'compose.yaml': 'services:\n  orders: { build: orders }\n',
      'orders/Dockerfile': 'FROM mcr.microsoft.com/dotnet/aspnet:9.0\nCMD ["dotnet", "Orders.dll"]\n',
      'orders/Orders.csproj': project(packages, ['../Data/Data.csproj']),
      'orders/Program.cs': 'var builder = WebApplication.CreateBuilder(args);\nbuilder.Build().Run();\n',
      'Data/Data.csproj': '<Project Sdk="Microsoft.NET.Sdk" />\n',
      'Data/Store.cs': code,
    })
    expect(await edgesOf(files('class Store { }'))).toEqual([])
    expect(await edgesOf(files('class Store { void A() { options.UseSqlServer(told); } }'))).toEqual([
      'orders -> sqlserver of orders database (observed)',
    ])
  })
})
