import { describe, expect, it } from 'vitest'
import { edgesOf, type Tree } from './graph-of.ts'

/** A service that is given variables by compose, beside one that it may call and a database. */
const system = (files: Tree, given: string): Tree => ({
  'compose.yaml': `services:
  users: { image: "acme/users:1", build: users, ports: ["8080:80"] }
  pg: { image: "postgres:18" }
  shop: { build: shop, environment: { ${given} } }
`,
  'users/Dockerfile': 'FROM node:24-slim\nCMD ["node", "main.js"]\n',
  'users/main.js': "require('express')().listen(80)\n",
  'shop/Dockerfile': 'FROM scratch\nCMD ["/shop"]\n',
  ...files,
})

const go = (imports: string, body: string): Tree => ({
  'go.mod': 'module shop\n',
  'shop/main.go': `package main
import (
	"net/http"
	_ "github.com/lib/pq"
	${imports}
)
type Config struct {
	Users struct { URL string }
	Database struct { Host string }
}
func main() {
	var c Config
	${body}
	http.Get(c.Users.URL)
	http.ListenAndServe(":80", nil)
}
`,
})

const rust = (body: string): Tree => ({
  'shop/Cargo.toml':
    '[package]\nname = "shop"\n[dependencies]\naxum = "0.8"\nsqlx = { version = "0.8", features = ["postgres"] }\n',
  'shop/src/main.rs': `fn main() {\n    let settings: Settings = ${body};\n    axum::serve(listener, app);\n}\n`,
})

const python = (body: string): Tree => ({
  'shop/requirements.txt': 'fastapi\npsycopg2\n',
  'shop/main.py': `from fastapi import FastAPI\nimport psycopg2\n${body}\napp = FastAPI()\n`,
})

const own = 'SHOP_USERS_URL: "http://users", SHOP_DATABASE_HOST: pg'
const bare = 'USERS_URL: "http://users", DATABASE_HOST: pg'

describe('variables that a library takes by the names of settings', () => {
  it.each<[library: string, files: Tree, given: string]>([
    ['envconfig', go('"github.com/kelseyhightower/envconfig"', 'envconfig.MustProcess("shop", &c)'), own],
    ['ardanlabs/conf', go('"github.com/ardanlabs/conf/v3"', 'conf.Parse("SHOP", &c)'), own],
    ['viper', go('"github.com/spf13/viper"', 'viper.AutomaticEnv()\n\tviper.Unmarshal(&c)'), bare],
    [
      'viper, told of one after the other',
      go(
        '"github.com/spf13/viper"',
        'viper.BindEnv("users.url")\n\tviper.BindEnv("database.host")\n\tviper.Unmarshal(&c)',
      ),
      bare,
    ],
    [
      'viper with a prefix',
      go('"github.com/spf13/viper"', 'v := viper.New()\n\tv.SetEnvPrefix("shop")\n\tv.AutomaticEnv()'),
      own,
    ],
    ['koanf', go('"github.com/knadh/koanf/providers/env"', 'k.Load(env.Provider("SHOP_", ".", inWords), nil)'), own],
    ['ff', go('"github.com/peterbourgon/ff/v3"', 'ff.Parse(fs, args, ff.WithEnvVarPrefix("SHOP"))'), own],
    ['config', rust('Config::builder().add_source(Environment::with_prefix("shop").separator("__")).build()'), own],
    ['figment', rust('Figment::new().merge(Env::prefixed("SHOP_")).extract()'), own],
    ['envy', rust('envy::from_env::<Settings>()'), bare],
    ['dynaconf', python('settings = Dynaconf(envvar_prefix="SHOP")'), own],
    [
      'nested settings of pydantic',
      python(
        'class Settings(BaseSettings):\n    model_config = SettingsConfigDict(env_prefix="SHOP_", env_nested_delimiter="__")\n    database: Database\n    users: Users',
      ),
      'SHOP_USERS__URL: "http://users", SHOP_DATABASE__HOST: pg',
    ],
  ])('%s', async (_, files, given) => {
    expect(await edgesOf(system(files, given))).toEqual([
      'shop -> postgres://pg database (observed)',
      'shop -> users http (observed)',
    ])
  })

  it('are those alone that begin with the prefix', async () => {
    const files = go('"github.com/kelseyhightower/envconfig"', 'envconfig.MustProcess("shop", &c)')
    expect(await edgesOf(system(files, bare))).toEqual([])
  })

  it('have their defaults and prefixes in words of a tag', async () => {
    const files: Tree = {
      'go.mod': 'module shop\n',
      'shop/main.go': `package main
import (
	"net/http"
	_ "github.com/lib/pq"
	"github.com/sethvargo/go-envconfig"
)
type Database struct { Host string \`env:"HOST, default=localhost"\` }
type Config struct {
	Database Database \`env:", prefix=SHOP_DATABASE_"\`
	Users string \`env:"USERS, default=http://users"\`
}
func main() {
	envconfig.Process(ctx, &c)
	http.ListenAndServe(":80", nil)
}
`,
    }
    expect(await edgesOf(system(files, own))).toEqual([
      'shop -> postgres://pg database (observed)',
      'shop -> users http (observed)',
    ])
  })
})

describe('variables that a library of the own makers takes, which is kept elsewhere', () => {
  const files = (imports: string): Tree => ({
    'shop/go.mod': 'module github.com/acme/shop-platform\n',
    'shop/main.go': `package main
import (
	"net/http"
	${imports}
)
func main() { http.ListenAndServe(":80", nil) }
`,
  })
  const given =
    'ACME_USERS_URL: "http://users", ACME_DATABASE_URI: "postgres://app@pg/shop", ACME_OLD_URL: "http://users:81"'

  it.each([
    [
      'a package of the library',
      '"github.com/acme/kit/pkg/database"',
      ['shop -> postgres://pg/shop database (observed)'],
    ],
    ['a library', '"github.com/acme/go-users"', ['shop -> users http (observed)']],
    ['a package of others', '"github.com/other/kit/pkg/database"', []],
    ['a package of its own', '"github.com/acme/shop-platform/database"', []],
    ['a package that is called after the system', '"github.com/acme/acme-shop/pkg/config"', []],
  ])('are those that %s is called after', async (_, imported, expected) => {
    expect(await edgesOf(system(files(imported), given))).toEqual(expected)
  })

  it('are no members of a ConfigMap for all', async () => {
    const tree: Tree = {
      ...system(files('"github.com/acme/kit/pkg/database"'), ''),
      'k8s/all.yaml': `apiVersion: v1
kind: ConfigMap
metadata: { name: all }
data: { ACME_DATABASE_URI: "postgres://app@pg/shop" }
${['shop', 'users']
  .map(
    (name) => `---
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name} }
spec: { template: { spec: { containers: [{ name: main, image: "acme/${name}:1", envFrom: [{ configMapRef: { name: all } }] }] } } }
`,
  )
  .join('')}`,
    }
    expect(await edgesOf(tree)).toEqual([])
  })
})

it('joins a host and a database that words of tags in Go have by default', async () => {
  const files: Tree = {
    'go.mod': 'module shop\n',
    'shop/main.go': `package main
import (
	"net/http"
	_ "github.com/go-sql-driver/mysql"
)
type Database struct {
	Endpoint string \`env:"DB_ENDPOINT,default=shop-db:3306"\`
	Name string \`env:"DB_NAME,default=shop"\`
}
func main() { http.ListenAndServe(":80", nil) }
`,
  }
  expect(await edgesOf(system(files, ''))).toEqual(['shop -> mysql://shop-db:3306/shop database (observed)'])
})
