import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { emptyFolder, msvc, program, sh, snapshot, writeFiles } from './shell.ts'

/** No output may hold it, in whatever file it stands. */
const canary = 'kX7canaryQ2'
const coded = Buffer.from(canary).toString('base64')
const codedKey = Buffer.from(`-----BEGIN PRIVATE KEY-----\n${canary}\n-----END PRIVATE KEY-----\n`).toString('base64')

/** A secret in every kind of file that is read, in the ways that people write them. */
const system: Record<string, string> = {
  'compose.yaml': `services:
  web:
    build: { context: web, args: { NPM_TOKEN: ${canary} } }
    command: ["node", "main.js", "--password=${canary}", "--db", "postgres://web:${canary}@db:5432/web"]
    env_file: [web/.env]
    labels: { "com.example.token": "${canary}" }
    environment:
      DATABASE_URL: postgres://web:${canary}@db:5432/web
      DB_PASSWORD: ${canary}
      API_KEY: "\${API_KEY:-${canary}}"
      CART_URL: http://web:${canary}@cart:80/items?token=${canary}
      STRIPE: sk_live_${canary}
  cart:
    build: cart
    environment:
      - REDIS_URL=redis://:${canary}@cache:6379/0
      - AMQP=amqp://guest:${canary}@broker:5672/
      - MONGO_URL=mongodb+srv://cart:${canary}@mongo/cart?authSource=admin
      - ConnectionStrings__Db=Server=sql,1433;Database=cart;User Id=sa;Password=${canary};
  accounts: { build: accounts }
  bank: { build: bank, environment: { SPRING_DATASOURCE_PASSWORD: ${canary}, WEB_URL: "http://web:80" } }
  db: { image: "postgres:17", environment: { POSTGRES_PASSWORD: ${canary} } }
  cache: { image: "redis:8", command: "redis-server --requirepass ${canary}" }
secrets:
  inline: { environment: ${canary} }
`,
  '.env': `SECRET=${canary}\nPOSTGRES_PASSWORD=${canary}\nCART_URL=http://u:${canary}@cart:80\n`,
  'web/.env': `SESSION_SECRET='${canary}'\nDATABASE_URL="postgres://web:${canary}@db/web"\nexport TOKEN=${canary}\n`,
  'web/.env.local': `AUTH=Bearer ${canary}\nCART=http://cart:80?api_key=${canary}\n`,
  'web/Dockerfile': `FROM node:24-slim\nARG NPM_TOKEN=${canary}\nENV API_TOKEN=${canary} DATABASE_URL=postgres://web:${canary}@db/web\nENV PASSWORD ${canary}\nRUN curl -H "Authorization: Bearer ${canary}" http://cart:80/\nLABEL key=${canary}\nCMD ["node", "main.js"]\n`,
  'web/package.json': `{ "name": "web", "scripts": { "start": "DB_PASSWORD=${canary} node main.js" }, "dependencies": { "x": "git+https://user:${canary}@git.example.com/x.git" } }\n`,
  'web/.npmrc': `//registry.npmjs.org/:_authToken=${canary}\n`,
  'web/main.js': `const fs = require('fs')
const url = process.env.DATABASE_URL ?? 'postgres://web:${canary}@db:5432/web'
const password = '${canary}'
const key = process.env.API_KEY || '${canary}'
fetch('http://user:${canary}@cart:80/items?token=${canary}', { headers: { authorization: 'Bearer ${canary}' } })
fetch(process.env.CART_URL ?? 'http://cart:80/?key=${canary}#${canary}')
fs.appendFileSync('/var/log/${canary}.log', 'x')
`,
  'cart/Dockerfile': 'FROM python:3.14-slim\nCMD ["python", "main.py"]\n',
  'cart/main.py': `import os, psycopg2, redis, requests
SECRET_KEY = "${canary}"
redis_url = os.getenv("REDIS_URL", "redis://:${canary}@cache:6379")
db = psycopg2.connect("host=db dbname=cart user=cart password=${canary}")
other = psycopg2.connect(host="db", dbname="web", user="web", password="${canary}")
requests.get("http://admin:${canary}@web:80/x?access_token=${canary}")
`,
  'cart/settings.py': `DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql", "NAME": "cart", "USER": "cart", "PASSWORD": "${canary}", "HOST": "db"}}\n`,
  'cart/migrations/1.sql': `CREATE USER cart WITH PASSWORD '${canary}';\nCREATE TABLE items (id int);\nALTER USER cart IDENTIFIED BY '${canary}';\n`,
  'accounts/Dockerfile': 'FROM mcr.microsoft.com/dotnet/aspnet:9.0\nENTRYPOINT ["dotnet", "Accounts.dll"]\n',
  'accounts/Accounts.csproj': '<Project Sdk="Microsoft.NET.Sdk.Web"></Project>\n',
  'accounts/appsettings.json': `{ "ConnectionStrings": { "Db": "Server=db;Database=accounts;User Id=sa;Password=${canary};", "Redis": "cache:6379,password=${canary}", "Bus": "Endpoint=sb://bus.example.com/;SharedAccessKeyName=Root;SharedAccessKey=${canary}", "Url": "amqp://u:${canary}@broker" }, "Jwt": { "Key": "${canary}" }, "CartUrl": "http://u:${canary}@cart:80/?sig=${canary}" }\n`,
  'accounts/Program.cs': `var app = WebApplication.CreateBuilder(args);\nvar db = new SqlConnection("Server=db;Database=accounts;User Id=sa;Pwd=${canary}");\nvar client = new HttpClient { BaseAddress = new Uri("http://u:${canary}@cart:80") };\n`,
  'bank/Dockerfile': 'FROM eclipse-temurin:25\nENTRYPOINT ["java", "-jar", "bank.jar"]\n',
  'bank/pom.xml': `<project><artifactId>bank</artifactId><properties><db.password>${canary}</db.password></properties></project>\n`,
  'bank/src/main/resources/application.yml': `spring:\n  application: { name: bank }\n  datasource: { url: "jdbc:postgresql://db:5432/bank?user=bank&password=${canary}", username: bank, password: ${canary} }\n  data: { mongodb: { uri: "mongodb://bank:${canary}@mongo:27017/bank" } }\n  rabbitmq: { addresses: "amqp://u:${canary}@broker", password: ${canary} }\nweb: { url: "http://u:${canary}@web:80" }\n`,
  'bank/src/main/resources/application.properties': `jwt.secret=${canary}\nspring.datasource.url=jdbc:mysql://bank:${canary}@db/bank\n`,
  'bank/src/main/java/Bank.java': `class Bank {\n  String key = "${canary}";\n  Connection c = DriverManager.getConnection("jdbc:postgresql://db/bank", "bank", "${canary}");\n  Object o = new RestTemplate().getForObject("http://u:${canary}@web:80/x?token=${canary}", String.class);\n}\n`,
  'pay/Dockerfile': 'FROM golang:1.26\nCMD ["pay"]\n',
  'pay/go.mod': 'module example.com/pay\n',
  'pay/main.go': `package main\n\nimport ("database/sql"; "net/http"; "os")\n\nconst token = "${canary}"\n\nfunc main() {\n\tsql.Open("postgres", "postgres://pay:${canary}@db:5432/pay")\n\tsql.Open("mysql", "pay:${canary}@tcp(db:3306)/pay")\n\thttp.Get("http://u:${canary}@web:80/?k=${canary}")\n\thttp.Get(os.Getenv("CART_URL") + "?token=${canary}")\n\thttp.ListenAndServe(":8080", nil)\n}\n`,
  'pay/config.toml': `[database]\nurl = "postgres://pay:${canary}@db:5432/pay"\npassword = "${canary}"\n`,
  'pay/prisma/schema.prisma': `datasource db {\n  provider = "postgresql"\n  url = "postgres://pay:${canary}@db:5432/pay"\n}\n`,
  'k8s/secret.yaml': `apiVersion: v1
kind: Secret
metadata: { name: keys }
type: kubernetes.io/tls
stringData:
  password: &p ${canary}
  api-token: !!str ${canary}
  "secret-key": "${canary}" # was ${canary}
data:
  tls.key: ${codedKey}
`,
  'k8s/all.yaml': `apiVersion: v1
kind: Secret
metadata: { name: web }
stringData: { password: ${canary}, url: "postgres://web:${canary}@db/web" }
data: { token: ${coded} }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: web }
data: { CART_URL: "http://u:${canary}@cart:80", key: ${canary}, "app.properties": "password=${canary}" }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, annotations: { token: ${canary} } }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
        - name: web
          image: web
          args: ["--token=${canary}"]
          envFrom: [{ secretRef: { name: web } }, { configMapRef: { name: web } }]
          env:
            - { name: DB_PASSWORD, value: ${canary} }
            - { name: DATABASE_URL, value: "postgres://web:${canary}@db/web" }
`,
  'chart/Chart.yaml': 'apiVersion: v2\nname: pay\nversion: 1.0.0\n',
  'chart/values.yaml': `password: ${canary}\nurl: postgres://pay:${canary}@db/pay\n`,
  'chart/templates/pay.yaml': `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: pay }\nspec: { template: { spec: { containers: [{ name: pay, image: pay, env: [{ name: PASSWORD, value: "{{ .Values.password }}" }, { name: DATABASE_URL, value: "{{ .Values.url }}" }] }] } } }\n`,
  'chart/templates/broken.yaml': `kind: Secret\nstringData: { a: "{{ .Values.password | nosuchfunction }}${canary}\n`,
  '.github/workflows/ci.yml': `on: push\njobs: { build: { runs-on: ubuntu-latest, env: { TOKEN: ${canary} }, steps: [{ run: "docker login -p ${canary}" }] } }\n`,
  'nginx/Dockerfile': 'FROM nginx\nCOPY nginx.conf /etc/nginx/nginx.conf\n',
  'nginx/nginx.conf': `http { server { location / { proxy_pass http://u:${canary}@web:80; proxy_set_header Authorization "Basic ${canary}"; } } }\n`,
  'broken.yaml': `kind: Secret\nstringData: { password: ${canary}\n`,
  'rb/Dockerfile': 'FROM ruby:3.4\nCMD ["ruby", "app.rb"]\n',
  'rb/app.rb': `require "net/http"\nNet::HTTP.get(URI("http://u:${canary}@web:80/?t=${canary}"))\nPG.connect("postgres://rb:${canary}@db/rb")\nset :port, 4567\n`,
  'rb/config/database.yml': `production: { adapter: postgresql, host: db, database: rb, username: rb, password: ${canary}, url: "postgres://rb:${canary}@db/rb" }\n`,
  'ph/Dockerfile': 'FROM php:8-apache\n',
  'ph/index.php': `<?php\n$db = new PDO("mysql:host=db;dbname=ph", "ph", "${canary}");\nfile_get_contents("http://u:${canary}@web:80/?t=${canary}");\n`,
  'ru/Dockerfile': 'FROM rust:1.90\nCMD ["ru"]\n',
  'ru/Cargo.toml': '[package]\nname = "ru"\nversion = "0.1.0"\n',
  'ru/src/main.rs': `fn main() { let _ = reqwest::get("http://u:${canary}@web:80/?t=${canary}"); let p = PgPool::connect("postgres://ru:${canary}@db/ru"); let l = TcpListener::bind("0.0.0.0:80"); }\n`,
}

const formats = ['mermaid', 'dot', 'c4', 'json', 'svg', 'html']
const reports = ['text', 'json', 'sarif', 'github', 'gitlab', 'junit', 'markdown']

describe('secrets', () => {
  let folder: string
  const place = (text: string): string => {
    const at = [canary, coded, codedKey].map((secret) => text.indexOf(secret)).find((index) => index >= 0)
    return at === undefined ? '' : text.slice(Math.max(0, at - 120), at + 40)
  }
  const expectNone = ({ stdout, stderr }: { stdout: string; stderr: string }): void => {
    expect(place(stdout)).toBe('')
    expect(place(stderr)).toBe('')
  }

  beforeAll(async () => {
    folder = emptyFolder({ keep: true })
    writeFiles(folder, system)
    await sh(folder, 'git', 'init', '--quiet')
    await sh(folder, 'git', 'add', '--all', '--force')
    await sh(folder, 'git', '-c', 'user.name=t', '-c', 'user.email=t@example.com', 'commit', '--quiet', '-m', 'x')
  })

  it.each(formats)('are in no picture: %s', async (format) => {
    const drawn = await msvc(folder, 'graph', '--format', format, '--debug')
    expect(drawn, drawn.stderr).toMatchObject({ code: 0 })
    // What is read is drawn: else there would be nothing to keep secret.
    expect(drawn.stdout).toContain('cart')
    expectNone(drawn)
  })

  it.each(reports)('are in no report of lint: %s', async (format) => {
    const linted = await msvc(folder, 'lint', '--format', format, '--debug')
    expect(linted.stdout.length, linted.stderr).toBeGreaterThan(500)
    expectNone(linted)
  })

  it('are in nothing that is told of a service', async () => {
    expectNone(await msvc(folder, 'list'))
    expectNone(await msvc(folder, 'lint', '--metrics'))
    const { stdout } = await msvc(folder, 'list', '--json')
    const names = (JSON.parse(stdout).services as { name: string }[]).map(({ name }) => name)
    expect(names).toEqual(expect.arrayContaining(['accounts', 'bank', 'cart', 'web']))
    expect(place(stdout)).toBe('')
    for (const name of names) {
      expectNone(await msvc(folder, 'show', name))
      expectNone(await msvc(folder, 'show', name, '--json'))
    }
  })

  it('are in no catalog, baseline, plan or kept fact', async () => {
    expectNone(await msvc(folder, 'init', '--dry-run', '--json'))
    expectNone(await msvc(folder, 'init', '--dry-run'))
    const before = snapshot(folder)
    const done = await msvc(folder, 'init', '--yes')
    expect(done, done.stderr).toMatchObject({ code: 0 })
    expectNone(done)
    for (const [path, bytes] of Object.entries(snapshot(folder))) {
      if (before[path] !== bytes) expect(place(Buffer.from(bytes, 'base64').toString()), path).toBe('')
    }
    expectNone(await msvc(folder, 'lint', '--debug'))
    expectNone(await msvc(folder, 'affected', '--since', 'HEAD', '--json'))
  })
})

it('the test of secrets plants what it looks for', () => {
  expect(Object.values(system).filter((text) => text.includes(canary)).length).toBeGreaterThan(25)
  expect(readFileSync(join(program('msvc'))).length).toBeGreaterThan(0)
})
