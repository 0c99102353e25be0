import { expect, it } from 'vitest'
import { edgesOf, type Tree } from './graph-of.ts'

/** Orders in the given files, told the given variable, beside users, a store, a broker and a cache. */
const told = (files: Tree, variable: string, value: string): Tree => ({
  'compose.yaml': `services:
  orders: { build: orders, environment: { ${variable}: "${value}" } }
  users: { build: users, ports: ["8002:80"] }
  db: { image: "postgres:18" }
  mq: { image: "rabbitmq:4" }
  cache: { image: "redis:8" }
`,
  'orders/Dockerfile': 'FROM alpine\nCMD ["orders"]\n',
  'users/Dockerfile': 'FROM node:24\nCMD ["node", "main.js"]\n',
  'users/main.js': 'require("express")().listen(80)\n',
  'users/package.json': '{ "name": "users", "dependencies": { "express": "5" } }\n',
  ...Object.fromEntries(Object.entries(files).map(([name, text]) => [`orders/${name}`, text])),
})

const toUsers = ['orders -> users http (observed)']
const toStore = ['orders -> postgres://db:5432/shop database (observed)']
const users = 'http://users:80'
const store = 'postgres://app@db:5432/shop'

const go = (library: string, code: string): Tree => ({
  'go.mod': `module example.com/orders\n\nrequire ${library} v1.0.0\n`,
  'main.go': `package main\n\nimport "${library}"\n\nfunc main() { ${code} }\n`,
})
const rust = (library: string, code: string): Tree => ({
  'Cargo.toml': `[package]\nname = "orders"\n[dependencies]\naxum = "0.8"\nreqwest = "0.12"\n${library} = "1"\n`,
  'src/main.rs': `${code}\nasync fn main() { axum::serve(listener, app).await.unwrap(); }\n`,
})
const python = (code: string): Tree => ({
  'requirements.txt': 'httpx\ndjango\npydantic-settings\npsycopg\n',
  'main.py': code,
})
const ruby = (gem: string): Tree => ({
  Gemfile: `source "https://rubygems.org"\ngem "sinatra"\ngem "${gem}"\n`,
  'app.rb': 'require "sinatra"\nget("/") { "ok" }\n',
})
const node = (code: string): Tree => ({
  'package.json': '{ "name": "orders", "dependencies": { "express": "5", "pg": "8" } }\n',
  'main.js': `const { Pool } = require("pg")\n${code}\nrequire("express")().listen(80)\n`,
})
const nested = 'class Peers(BaseModel):\n    users_url: str\n\n'

it.each<[string, Tree, variable: string, value: string, expected: string[]]>([
  [
    'a key of viper',
    go('github.com/spf13/viper', 'viper.AutomaticEnv(); http.Get(viper.GetString("users.url"))'),
    'USERS_URL',
    users,
    toUsers,
  ],
  [
    'a key of viper behind a word',
    go(
      'github.com/spf13/viper',
      'viper.SetEnvPrefix("shop"); viper.AutomaticEnv(); http.Get(viper.GetString("users.url"))',
    ),
    'SHOP_USERS_URL',
    users,
    toUsers,
  ],
  [
    'a key of koanf',
    go('github.com/knadh/koanf/v2', 'k.Load(env.Provider("SHOP_", ".", f), nil); http.Get(k.String("users.url"))'),
    'SHOP_USERS_URL',
    users,
    toUsers,
  ],
  ['a key of another library', go('example.com/keys', 'http.Get(k.String("users.url"))'), 'USERS_URL', users, []],
  [
    'a field that envy fills',
    rust('envy', 'struct Config { users_url: String }\nfn load() -> Config { envy::from_env().unwrap() }'),
    'USERS_URL',
    users,
    toUsers,
  ],
  [
    'a field inside of another that config fills',
    rust(
      'config',
      'struct Peer { url: String }\nstruct Settings { users: Peer }\nfn load() { Environment::with_prefix("APP").separator("__") }',
    ),
    'APP__USERS__URL',
    users,
    toUsers,
  ],
  [
    'a field that figment fills',
    rust('figment', 'struct Config { users_url: String }\nfn load() { Figment::new().merge(Env::prefixed("APP_")) }'),
    'APP_USERS_URL',
    users,
    toUsers,
  ],
  [
    'a field inside of another of pydantic',
    python(
      `${nested}class Settings(BaseSettings):\n    model_config = SettingsConfigDict(env_nested_delimiter="__")\n    peers: Peers\n\nsettings = Settings()\nhttpx.get(settings.peers.users_url)\n`,
    ),
    'PEERS__USERS_URL',
    users,
    toUsers,
  ],
  [
    'the address that dj_database_url reads',
    python('import dj_database_url\nDATABASES = {"default": dj_database_url.config()}\n'),
    'DATABASE_URL',
    store,
    toStore,
  ],
  [
    'the address that django-environ reads',
    python('import environ\nenv = environ.Env()\nDATABASES = {"default": env.db()}\n'),
    'DATABASE_URL',
    store,
    toStore,
  ],
  [
    'the address that django-environ reads by a name',
    python('import environ\nenv = environ.Env()\nDATABASES = {"default": env.db("SHOP_DB")}\n'),
    'SHOP_DB',
    store,
    toStore,
  ],
  [
    'the address that bunny reads',
    ruby('bunny'),
    'RABBITMQ_URL',
    'amqp://mq:5672',
    ['orders -> amqp://mq:5672 broker (observed)'],
  ],
  [
    'the address that redis reads',
    ruby('redis'),
    'REDIS_URL',
    'redis://cache:6379',
    ['orders -> redis://cache:6379 cache (observed)'],
  ],
])('%s', async (_, files, variable, value, expected) => {
  expect(await edgesOf(told(files, variable, value))).toEqual(expected)
})

it.each([
  ['told nothing', 'const pool = new Pool()', toStore],
  ['told no place', 'const pool = new Pool({ max: 5 })', toStore],
  ['told a place', 'const pool = new Pool({ host: "other-db.example.com", database: "a" })', undefined],
])('the variables of a client of PostgreSQL that is %s', async (_, code, expected) => {
  const edges = await edgesOf(told(node(code), 'PGHOST: "db", PGPORT: "5432", PGDATABASE: "shop", PGUSER', 'app'))
  if (expected === undefined) expect(edges.join()).not.toContain('db:5432/shop')
  else expect(edges).toEqual(expected)
})
