// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the code under test is text
import { expect, it } from 'vitest'
import { edgesOf, type Tree } from './graph-of.ts'

const compose = (given: string): Tree => ({
  'compose.yaml': `services:\n  orders: { build: orders, environment: { ${given} } }\n  db: { image: "postgres:18" }\n  docs: { image: "mongo:8" }\n  rows: { image: "mysql:9" }\n`,
})
const node = (driver: string, code: string, given = 'DB_HOST: db'): Tree => ({
  'orders/package.json': `{"name":"orders","scripts":{"start":"node a.js"},"dependencies":{"express":"5","${driver}":"8"}}`,
  'orders/a.js': `const driver = require('${driver}')\nrequire('express')().listen(3000)\n${code}\n`,
  ...compose(given),
})
const python = (code: string): Tree => ({
  'orders/requirements.txt': 'flask\npsycopg2-binary\n',
  'orders/app.py': `import os\nimport psycopg2\nfrom flask import Flask\n${code}\nFlask(__name__).run(port=5000)\n`,
  ...compose('DB_HOST: db'),
})
const go = (code: string): Tree => ({
  'orders/go.mod': 'module example.com/orders\nrequire github.com/lib/pq v1.10.9\n',
  'orders/main.go': `package main\n\nimport (\n\t"database/sql"\n\t"fmt"\n\t"net/http"\n\t"os"\n\t_ "github.com/lib/pq"\n)\n\nfunc main() {\n\t${code}\n\tsql.Open("postgres", dsn)\n\thttp.ListenAndServe(":80", nil)\n}\n`,
  ...compose('DB_HOST: db'),
})

it.each<readonly [string, Tree, string]>([
  [
    'a template',
    node(
      'pg',
      'new driver.Pool({ connectionString: `postgres://app:${process.env.PW}@${process.env.DB_HOST}:5432/shop` })',
    ),
    'postgres://db/shop',
  ],
  [
    'an object',
    node('pg', "new driver.Pool({ host: process.env.DB_HOST || 'pg', database: 'shop' })"),
    'postgres://db/shop',
  ],
  [
    'an object with a host',
    node('mysql2', "driver.createConnection({ host: 'rows', user: 'root', database: 'shop' })"),
    'mysql://rows/shop',
  ],
  [
    'what Sequelize is told first',
    node('sequelize', "new driver.Sequelize('shop', 'app', 'pw', { host: process.env.DB_HOST, dialect: 'postgres' })"),
    'postgres://db/shop',
  ],
  [
    'documents',
    node('mongoose', 'driver.connect(`mongodb://${process.env.MONGO_HOST}:27017/shop`)', 'MONGO_HOST: docs'),
    'mongodb://docs/shop',
  ],
  [
    'keywords of Python',
    python('psycopg2.connect(host=os.environ["DB_HOST"], dbname="shop", user="app")'),
    'postgres://db/shop',
  ],
  [
    'an f-string',
    python('HOST = os.environ["DB_HOST"]\npsycopg2.connect(f"postgresql://app:{PW}@{HOST}/shop")'),
    'postgres://db/shop',
  ],
  [
    'words of a format',
    go('dsn := fmt.Sprintf("host=%s port=5432 user=app dbname=shop sslmode=disable", os.Getenv("DB_HOST"))'),
    'postgres://db/shop',
  ],
  [
    'two names, of which nothing tells which is meant',
    go(
      'dsn := fmt.Sprintf("host=%s dbname=shop", os.Getenv("DB_HOST")) + fmt.Sprintf("host=%s dbname=bills", os.Getenv("DB_HOST"))',
    ),
    'postgres://db',
  ],
  [
    'a comment',
    go('// postgres://app@{host}/shop\n\tdsn := fmt.Sprintf("host=%s", os.Getenv("DB_HOST"))'),
    'postgres://db',
  ],
])('%s', async (_, tree, expected) => {
  expect(await edgesOf(tree)).toEqual([`orders -> ${expected} database (observed)`])
})

it('reads an address that code puts together with signs, where nothing but its host is left open', async () => {
  const tree: Tree = {
    'orders/pom.xml': '<project><artifactId>orders</artifactId></project>',
    'orders/src/main/java/Main.java':
      'import org.springframework.boot.SpringApplication;\nclass Main {\n  static final String HOST = System.getenv("DB_HOST");\n  static final String URL = "jdbc:mysql://" + HOST + ":" + PORT + "/shop";\n  public static void main(String[] a) { SpringApplication.run(Main.class, a); }\n}\n',
    ...compose('DB_HOST: rows'),
  }
  expect(await edgesOf(tree)).toEqual(['orders -> mysql://rows/shop database (observed)'])
})
