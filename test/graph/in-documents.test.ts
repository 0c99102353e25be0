import { describe, expect, it } from 'vitest'
import { edgesOf } from './graph-of.ts'

const compose = `services:
  shop: { build: shop, ports: ["8080:8080"] }
  gateway: { build: gateway, ports: ["8081:8081"] }
`
const system = (file: string, code: string): Record<string, string> => ({
  'compose.yaml': compose,
  'shop/Dockerfile': 'FROM scratch\n',
  'gateway/Dockerfile': 'FROM scratch\n',
  [`shop/${file}`]: code,
})
const call = ['shop -> gateway http (observed)']

describe('where an API is found, as its document says', () => {
  it.each([
    [
      'Program.cs',
      'var url = isLive ? "/shop" : "https://localhost:8081/shop";\no.AddServer(new OpenApiServer { Url = url });',
    ],
    ['Program.cs', 'o.AddServer(new OpenApiServer { Description = "here", Url = "http://gateway:8081/shop" });'],
    ['Program.cs', 'doc.Servers = new List<OpenApiServer> { new() { Url = $"http://gateway:8081/{area}" } };'],
    ['Program.cs', 'o.Servers = [new ScalarServer("http://gateway:8081/shop")];'],
    [
      'Api.java',
      'class Api { OpenAPI api() { return new OpenAPI().addServersItem(new Server().url("http://gateway:8081/shop")); } }',
    ],
    [
      'Api.java',
      '@OpenAPIDefinition(servers = { @Server(description = "gateway", url = "http://gateway:8081/shop") })\nclass Api {}',
    ],
    [
      'Api.java',
      'class Api { OpenAPI api() { Server server = new Server(); server.setUrl("http://gateway:8081/shop"); return null; } }',
    ],
    ['main.ts', "new DocumentBuilder().addServer('http://gateway:8081/shop').build()"],
    ['main.ts', "export default swagger({ openapi: '3.0.0', servers: [{ url: 'http://gateway:8081/shop' }] })"],
    ['main.py', 'app = FastAPI(servers=[{"description": "gateway", "url": "http://gateway:8081/shop"}])'],
    ['main.go', 'package main\nfunc main() { docs.SwaggerInfo.Host = "gateway:8081" }'],
    [
      'main.go',
      'package main\nvar doc = openapi3.T{Servers: openapi3.Servers{&openapi3.Server{URL: "http://gateway:8081"}}}',
    ],
  ])('is no call in %s: %s', async (file, code) => {
    expect(await edgesOf(system(file, code))).toEqual([])
  })

  it.each([
    [
      'Program.cs',
      'o.AddServer(new OpenApiServer { Url = "/shop" });\nvar http = new HttpClient { BaseAddress = new Uri("http://gateway:8081") };',
    ],
    ['main.ts', "new DocumentBuilder().addServer('/shop').build()\nfetch('http://gateway:8081/shop')"],
    ['main.ts', "fetch('http://gateway:8081/openapi.json')"],
  ])('leaves calls in %s: %s', async (file, code) => {
    expect(await edgesOf(system(file, code))).toEqual(call)
  })
})
