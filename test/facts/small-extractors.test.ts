// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the files under test are text

import { describe, expect, it } from 'vitest'
import { dotenv } from '../../src/facts/dotenv/index.ts'
import { logFile } from '../../src/facts/log-file/index.ts'
import { mappedTable } from '../../src/facts/mapped-table/index.ts'
import { extractorsOf } from '../../src/facts/reading/draw.ts'
import { sql } from '../../src/facts/sql/index.ts'
import { tsconfig } from '../../src/facts/tsconfig/index.ts'
import { factsOf, statements } from './read-facts.ts'

describe('.env', () => {
  it.each([
    ['A=b', ['1:1 set A=b']],
    ['export A=b', ['1:8 set A=b']],
    ['  A = b ', ['1:3 set A=b']],
    ['A="b c" # d', ['1:1 set A=b c']],
    ["A='b#c'", ['1:1 set A=b#c']],
    ['A=b # c', ['1:1 set A=b']],
    ['A=http://b/#c', ['1:1 set A=http://b/#c']],
    ['A=', ['1:1 set A=']],
    ['A=${B}', ['1:1 set A=undefined']],
    ['B=1\nA=c:${B}', ['1:1 set B=1', '2:1 set A=c:1']],
    ['B=1\nA=c:$B/$C', ['1:1 set B=1', '2:1 set A=c:1/$C']],
    ['# A=b\n\nnot a variable\nB=c\r\n', ['4:1 set B=c']],
    // Facts are kept on disk; secrets are not.
    ['DB_PASSWORD=hunter2\nAUTH=Bearer abc', ['1:1 set DB_PASSWORD=undefined', '2:1 set AUTH=undefined']],
    [
      'P=hunter2\nA=postgres://u:${P}@db/x\nB=http://u:p@cart/?api_key=abc&x=1',
      ['1:1 set P=hunter2', '2:1 set A=postgres://u:***@db/x', '3:1 set B=http://u:***@cart/?api_key=***&x=1'],
    ],
    [
      'C="Server=db;Database=x;User Id=a;Password=b;Encrypt=no"',
      ['1:1 set C=Server=db;Database=x;User Id=a;Password=***;Encrypt=no'],
    ],
  ])('%j', async (text, expected) => {
    expect(await statements(dotenv, 'a/.env', text)).toEqual(expected)
  })

  it.each([
    ['.env', true],
    ['a/.env.example', true],
    ['prod.env', true],
    ['shop.env.local', true],
    ['env.example', true],
    ['env.dev.sample', true],
    ['.env-example', true],
    ['src/env.ts', false],
    ['env.local.ts', false],
    ['environment.ts', false],
    ['.envrc', false],
  ])('%s: %s', (path, expected) => expect(extractorsOf(path).includes(dotenv)).toBe(expected))
})

describe('SQL', () => {
  it.each([
    ['CREATE TABLE orders (id int)', ['1:14 creates orders']],
    ['create table if not exists "shop"."Orders" (id int)', ['1:28 creates shop.orders']],
    [
      'CREATE TABLE `a` (\n  b int REFERENCES c (id),\n  FOREIGN KEY (d) REFERENCES e(id)\n)',
      ['1:14 creates a', '2:20 references c', '3:30 references e'],
    ],
    ['CREATE UNLOGGED TABLE a ()', ['1:23 creates a']],
    ['CREATE TEMPORARY TABLE a ()', []],
    ['CREATE TABLE [dbo].[a] ()', ['1:14 creates dbo.a']],
    ["-- CREATE TABLE a\n/* CREATE TABLE b */ SELECT 'CREATE TABLE c'", []],
    ["INSERT INTO a VALUES ('it''s REFERENCES x')", []],
    ['SELECT 1', []],
  ])('%j', async (text, expected) => {
    expect(await statements(sql, 'migrations/1.sql', text)).toEqual(expected)
  })

  it('reads a long dump in linear time', async () => {
    // Time of the processor, in ms: what else runs on the machine does not count.
    const start = process.cpuUsage()
    expect(await factsOf(sql, 'a.sql', 'CREATE TABLE a (\n  id int\n);\n'.repeat(20_000))).toHaveLength(20_000)
    expect(process.cpuUsage(start).user / 1000).toBeLessThan(3000)
  })
})

describe('tsconfig.json', () => {
  it('states aliases from the root, with comments and trailing commas in the file', async () => {
    const text =
      '{\n  // paths\n  "compilerOptions": {\n    "baseUrl": "./src",\n    "paths": {\n      "@a/*": ["../a/src/*", "b/*"],\n    },\n  },\n}'
    expect(await factsOf(tsconfig, 'services/x/tsconfig.json', text)).toEqual([
      {
        kind: 'path-alias',
        at: { file: 'services/x/tsconfig.json', line: 6, column: 7 },
        language: 'typescript',
        pattern: '@a/*',
        targets: ['services/x/a/src/*', 'services/x/src/b/*'],
      },
      {
        kind: 'path-alias',
        at: { file: 'services/x/tsconfig.json', line: 4, column: 16 },
        language: 'typescript',
        pattern: '*',
        targets: ['services/x/src/*'],
      },
    ])
  })

  it.each(['', '{}', '[]', '{ "compilerOptions": 5 }', 'x'])('states nothing of "%s"', async (text) => {
    expect(await factsOf(tsconfig, 'tsconfig.json', text)).toEqual([])
  })
})

describe('tables that code names', () => {
  it.each([
    ['a statement over several lines', 'var q = `\nselect id\nfrom\n  orders\nwhere id = 1`\n', ['orders']],
    ['a mapping', "@Entity('carts')\nclass Cart {}\n", ['carts']],
    ['neither', "import { from } from 'rxjs'\nupdate('a'); from ('b')\n", []],
  ])('%s', async (_, text, tables) => {
    const facts = await factsOf(mappedTable, 'a.ts', text)
    expect(facts.map((fact) => ('table' in fact ? fact.table : ''))).toEqual(tables)
  })
})

describe('tables that code and migrations name', () => {
  it.each([
    ['A.java', '@TableName("orders") class Order {}', ['creates orders']],
    ['A.java', '@JoinTable(name = "order_items") List<Item> items;', ['creates order_items']],
    ['A.java', '@MappedEntity(value = "orders") class Order {}', ['creates orders']],
    ['A.kt', 'object Orders : Table<Order>("orders") {}', ['creates orders']],
    ['a.py', 'CreateModel(name="Order", options={"db_table": "orders"})', ['creates orders']],
    ['A.cs', 'Create.Table("orders").WithColumn("id")', ['creates orders']],
    ['a.ts', "export const orders = shopSchema.table('orders', { id })", ['creates orders']],
    ['a.ts', "class Order extends Model { static get tableName() { return 'orders' } }", ['creates orders']],
    ['a.ts', "class Order extends Model { static tableName = 'orders' }", ['creates orders']],
    ['a.js', "sequelize.define('Order', { id: Number }, { tableName: 'orders' })", ['creates orders']],
    ['a.ts', "db.selectFrom('orders').selectAll()", ['queries orders']],
    ['a.go', 'entsql.Annotation{Table: "orders"}', ['creates orders']],
    ['a.go', 'squirrel.Insert("orders").Columns("id")', ['queries orders']],
    ['a.go', 'psql.Select("id", "name").From("orders o")', ['queries orders']],
    ['a.rb', 'DB[:orders].where(id: 1)', ['queries orders']],
    ['a.php', "<?php $this->table('orders')->addColumn('a', 'string')->create();", ['creates orders']],
    ['A.kt', 'object Orders : IntIdTable("orders") {}', ['creates orders']],
    [
      'a.py',
      'class Order(Model):\n    class Meta:\n        database = db\n        table_name = "orders"\n',
      ['creates orders'],
    ],
    ['a.py', 'class Order(Model):\n    class Meta:\n        table = "orders"\n', ['creates orders']],
    ['a.py', 'class Meta:\n    ordering = ["id"]\n\nclient.get(table_name="orders")\n', []],
    ['a.ts', "await knex('orders').where({ id })", ['queries orders']],
    ['a.go', 'db.Table("orders").Find(&orders)', ['queries orders']],
    ['a.php', "<?php DB::table('orders')->get();", ['queries orders']],
    [
      'a.js',
      'const made = "CREATE TABLE IF NOT EXISTS orders(" +\n  "id int, user_id int REFERENCES users(id))"\n',
      ['creates orders', 'references users'],
    ],
    ['a.go', 'db.Exec("CREATE TABLE shop.\\"orders\\" (id int)")\n', ['creates shop.orders']],
    ['a.py', '# CREATE TABLE orders (id int)\nsay("create table")\nsay("create table orders")\n', []],
    [
      'a.py',
      'def f():\n    """Update a dashboard from orders"""\n    run("UPDATE orders SET total = 0")\n',
      ['queries orders'],
    ],
    ['a.py', 'say("Select what to keep from a list, or from the other")', []],
    [
      'db/changelog.json',
      '{ "createTable": { "columns": [{ "column": { "name": "id" } }], "tableName": "orders" } }',
      ['creates orders'],
    ],
    ['A.hbm.xml', '<hibernate-mapping><class name="Order" table="orders"/></hibernate-mapping>', ['creates orders']],
  ])('in %s: %s', async (path, text, tables) => {
    const facts = await factsOf(mappedTable, path, text)
    expect(facts.map((fact) => (fact.kind === 'table' ? `${fact.use} ${fact.table}` : ''))).toEqual(tables)
  })

  it('are those of Cassandra as well', async () => {
    expect(
      await statements(sql, 'migrations/1.cql', 'CREATE TABLE IF NOT EXISTS orders (id uuid PRIMARY KEY);'),
    ).toEqual(['1:28 creates orders'])
  })
})

it('sees that Spring logs to a file behind comments at the margin', () => {
  const text = 'logging:\n  pattern:\n#    console: short\n  level:\n    org.shop: debug\n  file:\n    name: shop.log\n'
  const found = logFile.extract({ path: 'src/main/resources/application.yaml', text })
  expect(found.map(({ at }) => at.line)).toEqual([6])
})
