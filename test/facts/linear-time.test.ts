// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the code under test is text
import { expect, it } from 'vitest'
import { contract } from '../../src/facts/contract/index.ts'
import { pieces } from '../../src/facts/helm/template.ts'
import { draw, extractorsOf } from '../../src/facts/reading/draw.ts'
import { isSettingsFile } from '../../src/facts/settings-file/files.ts'
import { plainPath } from '../../src/lint/rules/contract/breaking-api-change/plain-path.ts'

/** What once took time by the square of its length: nested calls, what nothing closes, lines without words. */
const rows: readonly (readonly [path: string, repeated: string, before?: string])[] = [
  ['a.ts', 'axios.get(\n'],
  ['a.ts', "emit('a',\n", "import { Kafka } from 'kafkajs'\n"],
  ['a.ts', 'export {\n', "fetch('http://a')\n"],
  ['a.py', 'requests.get(\n'],
  ['a.py', 's = requests.Session()\ns.get(a)\n', 'import requests\n'],
  ['A.java', 'ShopApplication.run(\n', 'class A { public static void main(String[] args) {\n'],
  ['a.ts', "client.db('a', { dbName: ", "import { MongoClient } from 'mongodb'\n"],
  ['a.py', 'producer.send("a", \n', 'import kafka\n'],
  ['a.go', 'http.Client{\n', 'package main\nfunc main() {\n'],
  ['a.go', 'fmt.Sprintf("http://%s", \n', 'package main\n'],
  ['a.php', `"postgres://${'$abcdef'.repeat(13)}!"\n`, '<?php\n'],
  ['A.java', '@FeignClient(\n', 'import org.springframework.cloud.openfeign.FeignClient;\n'],
  ['A.java', 'static final String A_SERVICE = B\n'],
  ['Program.cs', 'builder.AddProject<\n', 'var builder = DistributedApplication.CreateBuilder(args);\n'],
  ['a.py', 'Counter("a", "b", [', 'import prometheus_client\n'],
  ['a.go', 'prometheus.NewCounterVec(', 'package main\n'],
  ['a.rs', 'r#"\n'],
  ['a.sql', '/*\n'],
  ['Dockerfile', 'FROM x\n'],
  ['compose.yaml', 'a: &a\n'],
  ['a.graphql', 'type A\n', 'type Query { a: A }\n'],
  ['a.graphql', 'union A ', 'type Query { a: A }\n'],
  ['a.graphql', 'type A @b(', 'type Query { a: A }\n'],
  ['a.graphql', ' \n'],
  ['Cargo.toml', ' \n'],
  ['pyproject.toml', ' \n'],
  ['Jenkinsfile', ' \n'],
  ['openapi.yaml', ' \n'],
  ['application.yml', '    level: info\n', 'logging:\n'],
  ['main.go', '//\n', `package main\nvar Name = "a${'-a'.repeat(60)}!"\n`],
  ['a.js', "router.get('/a', "],
  ['a.js', "a.use('/a', a)\na.get('/b', c)\n"],
  ['a.js', "app.use('/a', a, "],
  ['a.js', 'import { a\n', "app.use('/a', a)\n"],
  ['a.js', "app.register(a, { prefix: '/a'\n"],
  ['a.go', 'a = a.Group("/a")\na.GET("/b", c)\n', 'package main\n'],
  ['a.go', 'r.Route("/a", func(r chi.Router) {\nr.Get("/b", c)\n', 'package main\n'],
  ['a.php', "$a->group('/a', function () {\n$a->get('/b', c);\n", '<?php\n'],
  ['a.php', "Route::prefix('a')->group(", '<?php\n'],
  ['a.py', "a.include_router(a, prefix='/a')\n@a.get('/b')\n"],
  ['a.py', 'from a import (a,\n', "a.include_router(a, prefix='/a')\n"],
  ['a.js', '"${', "fetch('http://a')\n"],
  ['a.js', "url + '/a' + ", "fetch('http://a')\n"],
  ['a.js', "url + '/a", "fetch('http://a')\n"],
  ['A.java', '@Path("/a" '],
  ['A.java', '@GET @A(a) ', '@Path("/a")\n'],
  ['A.cs', '[Route("a"'],
  ['a.py', 'APIRouter( prefix', '@a.get("/a")\n'],
  ['a.py', '@a.', '@a.get("/a")\n'],
  ['a.rb', 'get "/a"', "get '/a'\n"],
  ['a.py', 'uvicorn.run(', 'port = 1\n'],
  ['a.js', 'const port = 1\n', 'app.listen(1)\n'],
  ['a.js', "const base = 'http://a:80/'\n"],
  ['a.py', "base = 'http://a:80/'\n"],
  ['a.ts', "import a from 'openapi-fetch'\n"],
  ['a.ts', 'a<', "import a from 'openapi-fetch'\n"],
  ['A.java', 'WebClient.Builder a, ', 'import org.springframework.web.reactive.function.client.WebClient;\n'],
  ['application.yml', 'a: b:80 ', 'a:\n'],
  ['application.properties', 'a-', 'a=b:80\n'],
  ['values.yaml', 'a.a', 'a: b:80\n'],
  ['A.cs', 'await client.GetAsync(', 'using Grpc.Core; Shop.ShopClient client;\n'],
  ['A.java', 'stub.get(', 'class A { ShopGrpc.ShopBlockingStub stub;\n'],
  ['build.gradle', 'subprojects { '],
  ['start.sh', 'node a.js &\n'],
  ['supervisord.conf', '[program:a]\ncommand='],
  ['a.sh', '# msvc-ignore\n', 'curl http://a\n'],
  ['A.java', '\\"'],
  ['A.cs', '"\\'],
  ['a.proto', "\\'"],
  ['build.gradle', '"\\'],
  ['a.csproj', '<PackageReference '],
  ['a.csproj', '<ProjectReference '],
  ['a.csproj', '<Project '],
  ['META-INF/orm.xml', '<entity '],
  ['a.hbm.xml', '<class '],
  ['db/changelog.xml', '<createTable '],
  ['a.vue', '<script ', "<script>fetch('http://a')</script>"],
  ['src/main/resources/a.xml', '<dubbo:service interface="a.', '<dubbo:application name="a"/>'],
  ['src/main/resources/a.xml', '<!-- <dubbo:reference ', '<dubbo:application name="a"/>'],
  ['A.java', 'FileAppender<', 'class A { Logger log = new FileAppender(); }'],
  ['a.tf', '/* ', 'source = "a"\n'],
  ['a.py', '/* ', 'import redis\nredis.Redis()\n'],
  ['backendUrls.ts', "const urls = { a: '/b', ", 'fetch(urls.a)\n'],
  ['a.go', 'fmt.Sprintf("host=%s", ', 'package main\n'],
  ['a.ts', "a.getService<A>('A'", 'import { ClientGrpc } from "@nestjs/microservices"\n'],
  ['a.ts', 'a.send<', 'import { ClientProxy } from "@nestjs/microservices"\na: ClientProxy\n'],
]

it.each(rows.map(([path, repeated, before = '']) => ({ path, repeated, before })))(
  'reads $path of $repeated in linear time',
  async ({ path, repeated, before }) => {
    const text = before + repeated.repeat(200_000 / repeated.length)
    for (const extractor of extractorsOf(path)) await extractor.prepare?.()
    // Time of the processor, in ms: what else runs on the machine does not count.
    const start = process.cpuUsage()
    await draw(path, { text, id: () => '' }, extractorsOf(path), () => undefined)
    expect(process.cpuUsage(start).user / 1000).toBeLessThan(8000)
  },
)

it('takes a path of many words for one of settings, or not, in linear time', () => {
  const words = '_a'.repeat(60)
  for (const path of [`config${words}!.json`, `a/config/a${words}!.json`]) expect(isSettingsFile(path)).toBe(false)
  expect(isSettingsFile(`config${words}.json`)).toBe(true)
})

it('reads the address of a server and the path of an operation in linear time', () => {
  const start = process.cpuUsage()
  const [document] = contract.extract({
    path: 'openapi.yaml',
    text: `openapi: 3.1.0\ninfo: {}\nservers: [{ url: 'x${'/'.repeat(100_000)}y' }]\npaths: {}\n`,
  })
  expect(document).toMatchObject({ kind: 'contract', bases: [expect.stringMatching(/y$/)] })
  expect(plainPath(`/${'{'.repeat(200_000)}a}`)).toMatch(/\{\}$/)
  expect(process.cpuUsage(start).user / 1000).toBeLessThan(8000)
})

it.each(['package.json', 'appsettings.json', 'compose.yaml', 'a.yaml'])(
  'says that %s is nested too deep',
  async (path) => {
    const text = path.endsWith('.json') ? '{"a":\n'.repeat(20_000) : '- - - - \n'.repeat(20_000)
    const matching = extractorsOf(path)
    const { facts } = await draw(path, { text, id: () => '' }, matching, () => undefined)
    expect(facts.every(({ kind }) => kind === 'unresolved')).toBe(true)
  },
)

it('cuts a template of a chart in linear time', () => {
  const start = process.cpuUsage()
  expect(() => pieces('{{/*'.repeat(100_000))).toThrow('what is opened in line 1 is not closed')
  expect(() => pieces(`\n{{ "a" }}${'{{'.repeat(100_000)}`)).toThrow('line 2')
  expect(pieces('{{ "}}" }}'.repeat(20_000))).toHaveLength(20_000)
  expect(process.cpuUsage(start).user / 1000).toBeLessThan(8000)
})
