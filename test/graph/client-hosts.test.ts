import { expect, it } from 'vitest'
import { edgesOf, type Tree } from './graph-of.ts'

const image: Readonly<Record<string, string>> = {
  cache: 'redis:8',
  mq: 'rabbitmq:4',
  pg: 'pgvector/pgvector:pg18',
  my: 'mysql:9',
  wide: 'cassandra:5',
  files: 'minio/minio:1',
  vectors: 'qdrant/qdrant:v1',
  chroma: 'chromadb/chroma:1',
  milvus: 'milvusdb/milvus:v2',
  talk: 'emqx/emqx:5',
}
const compose = `services:\n${Object.entries(image)
  .map(([name, each]) => `  ${name}: { image: "${each}" }\n`)
  .join('')}  orders: { build: orders, ports: ["8080:8080"] }\n  mail: { build: mail }\n`

const kinds: Readonly<Record<string, string>> = {
  'main.py': 'FROM python:3.14\nCMD ["python", "main.py"]\n',
  'main.js': 'FROM node:24\nCMD ["node", "main.js"]\n',
  'knexfile.js': 'FROM node:24\nCMD ["node", "main.js"]\n',
  'main.go': 'FROM golang:1.25\nCMD ["/mail"]\n',
  'app.rb': 'FROM ruby:3.4\nCMD ["ruby", "app.rb"]\n',
}

const rows: readonly (readonly [file: string, code: string, edge: string | undefined])[] = [
  ['main.py', 'import asyncpg\nasyncpg.create_pool(host="pg", database="letters")', 'postgres://pg/letters database'],
  ['main.py', 'Tortoise.init(db_url="asyncpg://u:p@pg:5432/letters")', 'postgres://pg:5432/letters database'],
  [
    'main.py',
    'from peewee import *\nPostgresqlDatabase("letters", host="pg", user="mail")',
    'postgres://pg/letters database',
  ],
  ['main.py', 'from cassandra.cluster import Cluster\nCluster(["wide"], port=9042)', 'cassandra://wide:9042 database'],
  ['main.py', 'ClusterConfig()\nCluster(["wide"])', undefined],
  ['main.py', 'RedisSettings(host="cache")', 'redis://cache cache'],
  ['main.py', 'RabbitmqBroker(host="mq")', 'amqp://mq broker'],
  ['main.py', 'QdrantClient(host="vectors", port=6333)', 'qdrant://vectors:6333 database'],
  ['main.py', 'import chromadb\nchromadb.HttpClient(host="chroma", port=8000)', 'chroma://chroma:8000 database'],
  [
    'main.py',
    'from pymilvus import connections\nconnections.connect("default", host="milvus", port="19530")',
    'milvus://milvus database',
  ],
  [
    'main.py',
    'import paho.mqtt.client as mqtt\nc = mqtt.Client("mail")\nc.connect("talk", 1883, 60)',
    'mqtt://talk:1883 broker',
  ],
  ['main.py', 'c.connect("talk", 1883)', undefined],
  ['main.py', 'import sqlite3, paho.mqtt.client\nsqlite3.connect("talk")', 'mqtt of mail broker'],
  ['main.py', 'import http.client\nhttp.client.HTTPConnection("orders", 8080)', 'orders http'],
  ['app.rb', "Net::HTTP.new('orders', 8080).get('/orders')", 'orders http'],
  [
    'main.go',
    'package main\nimport "github.com/gocql/gocql"\nfunc main() { gocql.NewCluster("wide") }',
    'cassandra://wide database',
  ],
  ['main.js', "import Redis from 'ioredis'\nnew Redis(6379, 'cache')", 'redis://cache cache'],
  [
    'main.js',
    "import {createClient} from 'redis'\ncreateClient({socket:{host:'cache',port:6379}})",
    'redis://cache:6379 cache',
  ],
  [
    'main.js',
    "import * as Minio from 'minio'\nnew Minio.Client({ endPoint: 'files', port: 9000 })",
    'minio://files:9000 database',
  ],
  [
    'main.js',
    "import { Client } from 'cassandra-driver'\nnew Client({ contactPoints: ['wide'], keyspace: 'letters' })",
    'cassandra://wide database',
  ],
  [
    'main.js',
    "import { defineConfig } from '@mikro-orm/postgresql'\nexport default defineConfig({ host: 'pg', dbName: 'letters' })",
    'postgres://pg/letters database',
  ],
  [
    'knexfile.js',
    "module.exports = { client: 'pg', connection: { host: 'pg', database: 'letters' } }",
    'postgres://pg/letters database',
  ],
]

it.each(rows)('knows the host that a client is told in %s: %s', async (file, code, edge) => {
  const tree: Tree = {
    'compose.yaml': compose,
    'mail/Dockerfile': kinds[file] ?? '',
    [`mail/${file}`]: code,
    ...(file.endsWith('.go') ? { 'mail/go.mod': 'module shop.example/mail\n' } : {}),
    'orders/Dockerfile': 'FROM node:24\nCMD ["node", "main.js"]\n',
    'orders/main.js': "app.get('/orders', list)\napp.listen(8080)\n",
  }
  expect(await edgesOf(tree)).toEqual(edge === undefined ? [] : [`mail -> ${edge} (observed)`])
})

it.each([
  [
    'the settings of Sequelize, which name what is spoken',
    { 'mail/config/config.json': '{ "production": { "host": "my", "dialect": "mysql", "database": "letters" } }' },
    'mysql://my/letters database',
  ],
  [
    'a variable of Ruby in the settings of Rails, with what stands in for it',
    {
      'mail/config/database.yml':
        'production:\n  url: <%= ENV.fetch("DATABASE_URL", "postgres://pg:5432/letters") %>\n',
    },
    'postgres://pg:5432/letters database',
  ],
  [
    'a driver of R2DBC behind another',
    { 'mail/src/main/resources/application.yml': 'spring.r2dbc.url: r2dbc:pool:mysql://my:3306/letters\n' },
    'mysql://my:3306/letters database',
  ],
  [
    'the nodes of Cassandra that Spring is told',
    { 'mail/src/main/resources/application.yml': 'spring.cassandra.contact-points: wide\n' },
    'cassandra://wide database',
  ],
])('knows %s', async (_, files, edge) => {
  const tree: Tree = {
    'compose.yaml': compose,
    'mail/Dockerfile': 'FROM scratch\n',
    'orders/Dockerfile': 'FROM scratch\n',
    ...files,
  }
  expect(await edgesOf(tree)).toEqual([`mail -> ${edge} (observed)`])
})

it.each([
  [
    'beans',
    'src/main/resources/spring/datasource.xml',
    '<property name="url" value="jdbc:mysql://my:3306/letters?useSSL=false&amp;a=b"/>',
    'mysql://my:3306/letters database',
  ],
  [
    'a unit of persistence',
    'src/main/resources/META-INF/persistence.xml',
    '<property name="jakarta.persistence.jdbc.url" value="jdbc:postgresql://pg/letters"/>',
    'postgres://pg/letters database',
  ],
  [
    'an element',
    'src/main/webapp/WEB-INF/ds.xml',
    '<connection-url> jdbc:postgresql://pg/letters </connection-url>',
    'postgres://pg/letters database',
  ],
  [
    'a comment',
    'src/main/resources/ds.xml',
    '<!-- <property name="url" value="jdbc:mysql://my:3306/letters"/> -->',
    undefined,
  ],
  [
    'a file for a generator of code',
    'src/main/resources/generatorConfig.xml',
    '<jdbcConnection connectionURL="jdbc:mysql://my:3306/letters"/>',
    undefined,
  ],
])('knows a database in XML: %s', async (_, file, text, edge) => {
  const tree: Tree = {
    'compose.yaml': compose,
    'mail/Dockerfile': 'FROM scratch\n',
    'orders/Dockerfile': 'FROM scratch\n',
    [`mail/${file}`]: text,
  }
  expect(await edgesOf(tree)).toEqual(edge === undefined ? [] : [`mail -> ${edge} (observed)`])
})
