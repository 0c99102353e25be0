// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the code under test is text
import { expect, it } from 'vitest'
import { listen } from '../../src/facts/listen/index.ts'
import { factsOf } from './read-facts.ts'

const portsIn = async (path: string, text: string) =>
  (await factsOf(listen, path, text)).flatMap((fact) => (fact.kind === 'listen' ? [fact.port] : []))

it.each([
  ['a.ts', 'await app.listen(3000)', [3000]],
  ['a.ts', 'app.listen({ port: 3001, host })', [3001]],
  ['a.js', 'server.listen(process.env.PORT || 3002)', [3002]],
  ['a.js', 'await app.listen(\n  process.env\n    .PORT ||\n    3004,\n)', [3004]],
  ['a.js', 'const PORT = process.env.PORT ?? 3003\napp.listen(PORT)', [3003]],
  ['a.js', "const port = Number(process.env['PORT'] || '3004')\napp.listen(port)", [3004]],
  ['a.js', 'const dbPort = 5432\nconnect(dbPort)', []],
  ['a.ts', "server.bindAsync('0.0.0.0:50051', credentials)", [50051]],
  ['a.ts', '// app.listen(3000)', []],
  ['a.ts', 'emitter.listen(handler)', []],
  ['a.ts', 'Bun.serve({ port: Bun.env.PORT ?? 3005, fetch })', [3005]],
  ['a.ts', 'Deno.serve({ hostname: "::", port: 3006 }, handler)', [3006]],
  ['a.py', 'uvicorn.run("main:app", host="0.0.0.0", port=8000)', [8000]],
  ['a.py', 'app.run(debug=True, port=int(os.getenv("PORT", "8001")))', [8001]],
  ['a.py', "app.run(host=os.environ.get('HOST', 'x'), port=int(os.environ.get('PORT', 8002)))", [8002]],
  ['a.py', "server.add_insecure_port('[::]:50052')", [50052]],
  ['a.py', 'connect(host="db", port=5432)', []],
  ['a.go', 'http.ListenAndServe(":8080", nil)', [8080]],
  ['a.go', 'listener, err := net.Listen("tcp", ":50053")', [50053]],
  ['a.go', 'r.Run(":8081")', [8081]],
  ['a.go', 's := http.Server{Handler: h, Addr: ":8082"}', [8082]],
  ['a.go', 'net.Dial("tcp", "db:5432")', []],
  ['A.java', 'ServerBuilder.forPort(9090).build()', [9090]],
  ['A.java', 'vertx.createHttpServer().requestHandler(router).listen(8083)', [8083]],
  ['A.kt', 'embeddedServer(Netty, port = 8084) {', [8084]],
  ['A.cs', 'app.Run("http://0.0.0.0:5001")', [5001]],
  ['A.cs', 'options.ListenAnyIP(5002)', [5002]],
  ['a.rs', 'TcpListener::bind("0.0.0.0:3005").await', [3005]],
  ['a.rs', 'HttpServer::new(app).bind(("127.0.0.1", 3006))', [3006]],
  ['a.rs', 'let addr = SocketAddr::from(([0, 0, 0, 0], 3007))', [3007]],
  ['a.js', "const server = Hapi.server({ port: 3007, host: 'localhost' })", [3007]],
  ['a.ts', 'startStandaloneServer(server, { listen: { port: 3008 } })', [3008]],
  ['a.ts', 'NestFactory.createMicroservice(M, { transport: Transport.TCP, options: { port: 3009 } })', [3009]],
  ['a.ts', "NestFactory.createMicroservice<X>(M, { options: { package: 'a', url: '0.0.0.0:3010' } })", [3010]],
  ['a.ts', 'serve({ fetch: app.fetch, port: 3011 })', [3011]],
  ['a.ts', 'const port = 3012\nserve({ fetch: app.fetch, port })', [3012]],
  ['a.py', 'PORT = 8003\nuvicorn.run(app, port=PORT)', [8003]],
  ['a.py', 'port = int(os.environ.get("PORT", 8004))\napp.run(port=port)', [8004]],
  ['a.py', 'DB_PORT = 5432\napp.run()', []],
  ['a.py', 'application.listen(8005)', [8005]],
  ['a.go', 'import "net/http"\nconst port = ":8083"\nfunc main() { http.ListenAndServe(port, nil) }', [8083]],
  [
    'a.go',
    'import "net/http"\nport := os.Getenv("PORT")\nif port == "" {\n  port = "8084"\n}\nhttp.ListenAndServe(":"+port, nil)',
    [8084],
  ],
  ['a.go', 'dbPort := "5432"\nhttp.ListenAndServe(addr, nil)', []],
  [
    'a.go',
    'import "net/http"\nvar addr = flag.String("addr", ":8085", "where to listen")\nhttp.ListenAndServe(*addr, nil)',
    [8085],
  ],
  ['a.go', 'flag.IntVar(&cfg.Port, "http-port", 8086, "the port")\nnet.Listen("tcp", cfg.addr())', [8086]],
  ['a.go', 'port := flag.Int(\n\t"port",\n\t8088,\n\t"the port",\n)\nnet.Listen("tcp", addr(*port))', [8088]],
  ['a.go', 'orders := flag.String("orders-addr", "localhost:8087", "")', []],
  ['a.go', 'import "github.com/gin-gonic/gin"\nviper.SetDefault("server.port", 8088)\nr.Run(addr)', [8088]],
  ['a.go', 'addr := flag.String("addr", "localhost:50051", "where to connect")\ngrpc.NewClient(*addr)', []],
  [
    'a.go',
    'import "net/http"\naddr := "localhost:6379"\nredis.Options{Addr: addr}\nhttp.ListenAndServe(":80", nil)',
    [80],
  ],
  ['a.go', 'port := "5432"\ncmd.Run()', []],
  ['A.java', 'Javalin.create(config -> {})\n    .start(7070);', [7070]],
  ['A.java', 'import static spark.Spark.*;\nclass A { void a() { port(4568); } }', [4568]],
  ['A.java', 'class A { void a() { port(4569); } }', []],
  ['a.rs', 'let addr = "[::1]:50054".parse()?;\nServer::builder().serve(addr)', [50054]],
  ['a.rs', 'warp::serve(routes).run(([127, 0, 0, 1], 3030)).await', [3030]],
  ['a.rb', 'set :port, 4567', [4567]],
  [
    'src/main/liberty/config/server.xml',
    '<httpEndpoint id="main" host="*"\n  httpPort="9080" httpsPort="9443"/>',
    [9080],
  ],
  [
    'server.xml',
    '<variable name="default.http.port" defaultValue="9081"/>\n<httpEndpoint httpPort="${default.http.port}"/>',
    [9081],
  ],
  ['server.xml', '<Server port="8005">\n<Connector port="8085" protocol="HTTP/1.1"/>', [8085]],
] as const)('in %s, %s', async (path, text, ports) => {
  expect(await portsIn(path, text)).toEqual(ports)
})

it('says where the number stands', async () => {
  const [fact] = await factsOf(listen, 'a.ts', 'const app = make()\napp.listen(3000)\n')
  expect(fact?.at).toEqual({ file: 'a.ts', line: 2, column: 12 })
})
