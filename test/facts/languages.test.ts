// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the code under test is text
import { describe, expect, it } from 'vitest'
import { appHost } from '../../src/facts/app-host/index.ts'
import { appsettings } from '../../src/facts/appsettings/index.ts'
import { cargo } from '../../src/facts/cargo/index.ts'
import { composer } from '../../src/facts/composer/index.ts'
import { csharp } from '../../src/facts/csharp/index.ts'
import type { Extractor } from '../../src/facts/extractor.ts'
import { go } from '../../src/facts/go/index.ts'
import { gradleCatalog } from '../../src/facts/gradle/catalog.ts'
import { gradle } from '../../src/facts/gradle/index.ts'
import { jvm } from '../../src/facts/jvm/index.ts'
import { msbuild } from '../../src/facts/msbuild/index.ts'
import { php } from '../../src/facts/php/index.ts'
import { python } from '../../src/facts/python/index.ts'
import { pythonProject } from '../../src/facts/python-project/index.ts'
import { ruby } from '../../src/facts/ruby/index.ts'
import { rust } from '../../src/facts/rust/index.ts'
import { spring } from '../../src/facts/spring/index.ts'
import { typescript } from '../../src/facts/typescript/index.ts'
import { factsOf, statements } from './read-facts.ts'

type Row = readonly [code: string, expected: readonly string[]]

function table(title: string, extractor: Extractor, path: string, rows: readonly Row[]): void {
  describe(title, () => {
    it.each(rows)('%s', async (code, expected) => {
      expect(await statements(extractor, path, code)).toEqual(expected)
    })
  })
}

table('Python', python, 'a.py', [
  ['import os, shop.orders as o', ['1:8 import os', '1:12 import shop.orders']],
  ['from shop.orders import models, views', ['1:25 import shop.orders.models', '1:33 import shop.orders.views']],
  ['from ..db import (\n  session, # one\n  engine,\n)', ['2:3 import ..db.session', '3:3 import ..db.engine']],
  ['from . import x', ['1:15 import .x']],
  ['from a import *', ['1:15 import a']],
  ['def f():\n    from a import b', ['2:19 import a.b']],
  ['def f():\n    yield from gen()', []],
  ["m = importlib.import_module('shop.orders')\nn = import_module(name)", ['1:29 import shop.orders']],
  ['# import a\n"""\nimport b\n"""', []],
  ['os.environ["CART_URL"]', ['1:12 read CART_URL']],
  ['os.getenv("PORT", "8080")', ['1:11 read PORT or 8080']],
  [
    'BASE: str = "http://cart:80"\nurl = os.getenv(\n  "CART_URL",\n  BASE,\n)',
    ['3:3 read CART_URL or http://cart:80', '1:13 default CART_URL=http://cart:80'],
  ],
  [
    'A = "http://cart:80"\nA = "http://stock:80"\nos.getenv("CART_URL", A)',
    ['3:11 read CART_URL', '1:5 literal http://cart:80', '2:5 literal http://stock:80'],
  ],
  [
    'os.environ.get("CART_URL") or "http://cart"',
    ['1:16 read CART_URL or http://cart', '1:31 default CART_URL=http://cart'],
  ],
  [
    'env.str("CART_URL", default="http://cart:80")',
    ['1:9 read CART_URL or http://cart:80', '1:29 default CART_URL=http://cart:80'],
  ],
  ['name = "CART_URL"', ['1:8 named CART_URL']],
  ['get(f"http://cart:8080/items/{id}")', ['1:5 literal http://cart:8080/items']],
  ['get(f"http://{host}:8080/items")', []],
  ['get(f"http://cart{suffix}/items")', []],
  ["x = 'http://cart:8080'", ['1:5 literal http://cart:8080']],
  [
    'class Settings(BaseSettings):\n    model_config = SettingsConfigDict(env_prefix="SHOP_")\n    cart_url: str = "http://cart:80"\n    port: int = 8080\n\nx: str = "y"',
    ['3:5 read SHOP_CART_URL or http://cart:80', '3:21 default SHOP_CART_URL=http://cart:80', '4:5 read SHOP_PORT'],
  ],
])

table('Go', go, 'a.go', [
  ['import "net/http"', ['1:9 import net/http']],
  [
    'import (\n  "fmt"\n  pb "shop/proto"\n  _ "x/y"\n)\nfunc main() {}',
    ['2:4 import fmt', '3:7 import shop/proto', '4:6 import x/y'],
  ],
  ['os.Getenv("PORT")', ['1:11 read PORT']],
  ['mustMapEnv(&svc.cart, "CART_SERVICE_ADDR")', ['1:23 read CART_SERVICE_ADDR']],
  ['getEnv("CART_URL", "http://cart")', ['1:8 read CART_URL or http://cart', '1:20 default CART_URL=http://cart']],
  [
    'h, ok := os.LookupEnv("AMQP_HOST")\nif !ok {\n  h = "rabbitmq"\n}',
    ['3:7 read AMQP_HOST or rabbitmq', '1:23 read AMQP_HOST'],
  ],
  [
    'type C struct {\n  U string `env:"CART_URL" envDefault:"http://cart"`\n}',
    ['2:12 read CART_URL or http://cart', '2:12 default CART_URL=http://cart'],
  ],
  ['// os.Getenv("A")\n/* "http://cart:80" */', []],
  [
    'http.Get("http://cart:8080/items/" + id)',
    ['1:1 calls http.Get without a deadline', '1:10 literal http://cart:8080/items'],
  ],
  ['fmt.Sprintf("http://%s:8080", host)', []],
  ['fmt.Sprintf("http://%s/send", "mail")', ['1:31 literal http://mail/send']],
  [
    'const host = "mail"\nconst port = "80"\nurl := fmt.Sprintf("http://%s:%s/send/%s", host, port, id)',
    ['3:44 literal http://mail:80/send'],
  ],
  [
    'get(fmt.Sprintf("http://%s.shop.svc.cluster.local:8080/send", "mail"))',
    ['1:63 literal http://mail.shop.svc.cluster.local:8080/send'],
  ],
  ['func send(host string) {\n\tget(fmt.Sprintf("http://%s:%d/send", host, 80))\n}', []],
  [
    'const (\n\thost = "db"\n\tport = 5432\n\tname = "shop"\n)\nvar dsn = fmt.Sprintf("host=%s port=%d user=%s dbname=%s", host, port, user, name)',
    ['6:15 literal db/shop'],
  ],
  [
    'const host string = "db:3306"\ndsn := fmt.Sprintf("%s:%s@tcp(%s)/%s?charset=%s", user, pass, host, "shop", set)',
    ['2:12 literal mysql://db:3306/shop', '1:21 literal db:3306'],
  ],
  ['host := "a"\nhost = "b"\ndsn := fmt.Sprintf("host=%s dbname=shop", host)', ['3:21 database-name']],
  ['const name = "shop"\nfunc open(host string) { fmt.Sprintf("host=%s dbname=%s", host, name) }', []],
  ['flag.String("carts", "http://cart:80", "where")', ['1:22 default carts=http://cart:80']],
  ['flag.StringP("carts-host", "c", "cart", "where")', ['1:33 default carts-host=cart']],
  ['const carts = "cart"\nvar host = flag.String("carts-host", carts, "where")', ['2:38 default carts-host=cart']],
  ['flag.String("mode", "cart", "what")', []],
  ['const (\n\tCarts = "carts_url"\n\tCartsDefault = "http://cart:80"\n)', ['3:17 default carts_url=http://cart:80']],
  ['var defaultConfig = &Config{\n\tCartURL: "http://localhost:80",\n}', ['2:11 default Cart_URL=http://localhost:80']],
  [
    'func DefaultOptions() *Options {\n\treturn &Options{Cart: "http://cart:80"}\n}',
    ['1:1 exports', '2:24 default Cart=http://cart:80'],
  ],
  [
    'func loadConfig(file []byte) *Config {\n\tconfig := &Config{\n\t\tProfile: Profile{CartURL: "http://cart:80"},\n\t}\n\tyaml.Unmarshal(file, config)\n}',
    ['3:29 default Cart_URL=http://cart:80'],
  ],
  ['func start() {\n\tconfig := &Config{CartURL: "http://cart:80"}\n}', ['2:29 literal http://cart:80']],
  ['v.SetEnvPrefix("grpc")\nv.SetDefault("cart", "cart:50051")', ['2:22 default GRPC_CART=cart:50051']],
  ['start(defaultConfig, Config{Cart: "http://cart:80"})', ['1:35 literal http://cart:80']],
  ['const CartsDefault = "http://cart:80"', ['1:22 literal http://cart:80']],
  ['flags.StringVarP(&x, "carts", "c", "http://cart:80", "where")', ['1:36 default carts=http://cart:80']],
])

table('Java', jvm, 'src/main/java/A.java', [
  [
    'package a;\nimport org.shop.Cart;\nimport static org.shop.X.of;\nimport org.shop.*;',
    ['2:8 import org.shop.Cart', '3:15 import org.shop.X.of', '4:8 import org.shop.*'],
  ],
  ['class A { String import_ = "x"; }', []],
  ['System.getenv("CART_URL")', ['1:15 read CART_URL']],
  [
    'Optional.ofNullable(System.getenv("CART_URL")).orElse("http://cart")',
    ['1:35 read CART_URL or http://cart', '1:55 default CART_URL=http://cart'],
  ],
  [
    '@Value("${cart.base-url:http://cart:80}") String url;',
    ['1:8 read CART_BASEURL or http://cart:80', '1:8 default CART_BASEURL=http://cart:80'],
  ],
  ['@FeignClient(name = "orders", path = "/v1")', ['1:21 client orders']],
  ['@FeignClient("orders")', ['1:14 client orders']],
  ['Client c = d.getRecord(new JsonObject().put("name", "orders"))', ['1:53 client orders']],
  ['Client c = d.getRecord(r -> r.getName().equals("orders"))', ['1:48 client orders']],
  ['Record c = d.getRecord(new JsonObject().put("name", "orders"))', ['1:53 client orders']],
  ['Client c = cache.getRecord("orders")', []],
  ['@RetrofitClient(serviceId = "orders", fallback = None.class)', ['1:29 client orders']],
  ['@RpcReference(microserviceName = "orders", schemaId = "all")', ['1:34 client orders']],
  ['@FeignClient(name = "${clients.orders:orders}")', ['1:21 read CLIENTS_ORDERS or orders', '1:21 client orders']],
  ['@Client(id = "pricing-service", path = "/x")', ['1:14 client pricing-service']],
  ['@Client("/local")', []],
  ['discovery.getInstances("customers-service")', ['1:24 client customers-service']],
  ['// "http://cart:80"', []],
])

describe('remote calls', () => {
  it.each([
    [python, 'a.py', 'requests.get(url)', ['1:1 calls requests.get without a deadline']],
    [python, 'a.py', 'requests.post(url, json=f(a, b), timeout=2)', ['1:1 calls requests.post with a deadline']],
    [python, 'a.py', 's = x_pb2_grpc.CartStub(channel)\ns.GetCart(r)', ['2:1 calls s.GetCart without a deadline']],
    [python, 'a.py', 'session.get(url)', []],
    [go, 'a.go', 'func a() {\n  go func() { http.Get(u) }()\n}', ['2:15 calls http.Get without a deadline']],
    [go, 'a.go', 'func a() {\n  c := &http.Client{Timeout: t}\n}', []],
    [go, 'a.go', 'func (a *A) Client() *http.Client {\n  return a.client\n}', []],
    [
      go,
      'a.go',
      'func b() { s.c = &http.Client{Transport: t} }\nfunc a(ctx context.Context) {\n  ctx, end := context.WithTimeout(ctx, t)\n  s.c.Do(r.WithContext(ctx))\n}',
      [],
    ],
    [
      go,
      'a.go',
      'func b() { s.c = &http.Client{Transport: t} }\nfunc a(ctx context.Context) {\n  s.c.Do(r)\n}',
      ['1:19 calls http.Client without a deadline'],
    ],
    [go, 'a.go', 'func a(ctx context.Context) {\n  cart := pb.NewCartClient(c)\n}', []],
    [
      go,
      'a.go',
      'import "github.com/zeromicro/go-zero/zrpc"\nfunc a(ctx context.Context) {\n  return pb.NewCartClient(c).Get(ctx, in)\n}',
      ['3:13 calls Cart.Get with a deadline'],
    ],
    [
      go,
      'a.go',
      'func a(ctx context.Context) {\n  folder, err := s.folders.NewFolderClient(n)\n  folder.NewFileClient(n).Upload(ctx, r)\n}',
      [],
    ],
    [
      go,
      'a.go',
      'import pb "shop/genproto"\nfunc b() { s.carts = pb.NewCartClient(c) }\nfunc a() {\n  s.carts.Get(r.Context(), &pb.Id{})\n}',
      ['4:5 calls carts.Get without a deadline'],
    ],
    [
      go,
      'a.go',
      'import pb "shop/genproto"\nfunc b() { carts := pb.NewCartClient(dial(WithTimeout(t))) }\nfunc a(ctx context.Context) { carts.Get(ctx, id) }',
      [],
    ],
    [
      go,
      'a.go',
      'import pb "shop/genproto"\nfunc a(ctx context.Context) {\n  ctx, cancel := s.limited(ctx)\n  defer cancel()\n  pb.NewCartClient(c).Get(ctx, id)\n}\nfunc b(ctx context.Context) {\n  ctx, cancel := context.WithCancel(ctx)\n  pb.NewCartClient(c).Get(ctx, id)\n}',
      ['5:6 calls Cart.Get with a deadline', '9:6 calls Cart.Get without a deadline'],
    ],
    [go, 'a.go', 'import "shop/mail"\nfunc a() { m := mail.NewSmtpClient(c); m.Send(ctx, x) }', []],
    [jvm, 'A.java', 'new RestTemplate()', ['1:1 calls RestTemplate without a deadline']],
    [jvm, 'A.java', 'new RestTemplate(factory)', []],
    [
      typescript,
      'a.js',
      "const { request, get } = require('http')\nget(url, take)",
      ['2:1 calls http.get without a deadline'],
    ],
    [typescript, 'a.js', "const { request } = require('./http')\nrequest(url, take)", []],
    [rust, 'a.rs', 'reqwest::get(u)', ['1:1 calls reqwest without a deadline']],
    [rust, 'a.rs', 'reqwest::Client::new()', ['1:10 calls reqwest without a deadline']],
    [php, 'a.php', 'curl_exec($c);', ['1:1 calls curl_exec without a deadline']],
  ] as const)('in %o, %s: %s', async (extractor, path, code, expected) => {
    expect(await statements(extractor, path, code, ['remote-call'])).toEqual(expected)
  })
})

table('Kotlin', jvm, 'src/main/kotlin/A.kt', [
  ['import org.shop.Cart as C\nimport org.shop.pay', ['1:8 import org.shop.Cart', '2:8 import org.shop.pay']],
  [
    'val u = System.getenv("CART_URL") ?: "http://cart"',
    ['1:23 read CART_URL or http://cart', '1:38 default CART_URL=http://cart'],
  ],
  ['get("http://cart/items/$id")', ['1:5 literal http://cart/items']],
])

table('C#', csharp, 'a.cs', [
  [
    'Environment.GetEnvironmentVariable("CART_URL") ?? "http://cart"',
    ['1:36 read CART_URL or http://cart', '1:51 default CART_URL=http://cart'],
  ],
  ['client.GetAsync($"http://cart/items/{id}")', ['1:17 literal http://cart/items']],
  ['var s = @"Server=sql;Database=orders;User Id=sa;Password=hunter2";', ['1:9 literal sql/orders']],
])

table('Rust', rust, 'a.rs', [
  [
    'env::var("CART_URL").unwrap_or_else(|_| "http://cart".to_string())',
    ['1:10 read CART_URL or http://cart', '1:41 default CART_URL=http://cart'],
  ],
  [
    '#[cfg(test)]\nmod tests {\n  fn f() { get("http://cart:80"); }\n}\nfn g() { get("http://stock:80") }',
    ['5:14 literal http://stock:80'],
  ],
  ['fn f<\'a>(x: &\'a str) { get("http://cart:80") }', ['1:28 literal http://cart:80']],
  [
    '#[clap(default_value = "http://cart", env)]\n  pub cart_url: String,\n  #[clap(long)] env: String',
    ['1:39 read CART_URL or http://cart', '1:24 default CART_URL=http://cart'],
  ],
  [
    '#[arg(long, env = "CART_URL", default_value = "http://cart")]',
    ['1:19 read CART_URL or http://cart', '1:47 default CART_URL=http://cart'],
  ],
])

table('PHP', php, 'a.php', [
  [
    "<?php getenv('CART_URL') ?: 'http://cart';",
    ['1:14 read CART_URL or http://cart', '1:29 default CART_URL=http://cart'],
  ],
  ["$_ENV['CART_URL'] ?? 'http://cart'", ['1:7 read CART_URL or http://cart', '1:22 default CART_URL=http://cart']],
  ["new PDO('mysql:host=db;dbname=orders')", ['1:9 literal db/orders']],
])

table('Ruby', ruby, 'a.rb', [
  ["ENV.fetch('CART_URL', 'http://cart')", ['1:11 read CART_URL or http://cart', '1:23 default CART_URL=http://cart']],
  ["ENV['CART_URL'] || 'http://cart'", ['1:5 read CART_URL or http://cart', '1:20 default CART_URL=http://cart']],
])

table('Spring', spring, 'src/main/resources/application.yml', [
  ['spring:\n  application:\n    name: cart', ['3:11 network-name']],
  [
    'cart:\n  url: ${CART_URL:http://cart:80}',
    ['2:8 read CART_URL or http://cart:80', '2:8 default CART_URL=http://cart:80'],
  ],
  ['routes:\n  - uri: lb://orders', ['2:10 default ROUTES_0_URI=lb://orders']],
  [
    'spring:\n  datasource:\n    url: jdbc:mysql://${DB:db}:3306/shop',
    ['3:10 read DB or db', '3:10 default SPRING_DATASOURCE_URL=mysql://db:3306/shop', '3:10 database-name'],
  ],
  ['info: @project.version@\nurl: http://cart', ['2:6 default URL=http://cart']],
  ['a: [', ['1:4 unresolved manifest']],
])

table('Spring, of a configuration server', spring, 'config/src/main/resources/shared/cart.yml', [
  ['spring:\n  rabbitmq:\n    host: rabbitmq', ['3:11 read SPRING_RABBITMQ_HOST or rabbitmq']],
  ['routes:\n  a:\n    serviceId: orders', ['3:16 default ROUTES_A_SERVICEID=orders']],
])

table('an application host of .NET', appHost, 'src/Shop.AppHost/Program.cs', [
  [
    'var builder = DistributedApplication.CreateBuilder(args);\nvar cache = builder.AddRedis("cache");\nvar db = builder.AddPostgres("pg").AddDatabase("orders");\nvar cart = builder.AddProject<Projects.Cart_API>("cart-api").WithReference(cache).WaitFor(db);',
    [
      '2:21 workload',
      '2:21 network-name',
      '3:18 workload',
      '3:18 network-name',
      '4:20 workload',
      '4:20 network-name',
      '4:62 set ConnectionStrings__cache=redis://cache',
    ],
  ],
  [
    'var b = DistributedApplication.CreateBuilder(args);\nvar blobs = b.AddAzureStorage("storage").AddBlobs("images");\nb.AddProject<Projects.A>("a").WithReference(blobs);',
    [
      '2:15 workload',
      '2:15 network-name',
      '3:3 workload',
      '3:3 network-name',
      '3:31 set ConnectionStrings__images=azureblob://storage/images',
    ],
  ],
  [
    'var b = DistributedApplication.CreateBuilder(args);\nvar a = b.AddProject<Projects.A>("a");\nvar url = a.GetEndpoint("http");\nb.AddProject<Projects.B>("b").WithReference(a).WithEnvironment("A__Url", url);',
    [
      '2:11 workload',
      '2:11 network-name',
      '4:3 workload',
      '4:3 network-name',
      '4:31 set services__a__http__0=http://a',
      '4:48 set A__Url=http://a',
    ],
  ],
  ['var builder = WebApplication.CreateBuilder(args);', []],
  // What is given to a method in braces does not end its statement, and a method of an extension adds as the host does.
  [
    'var b = DistributedApplication.CreateBuilder(args);\nvar redis = b.AddRedis("redis");\nvar grains = b.AddAzureStorage("storage").AddBlobs("grains");\nvar cluster = b.AddOrleans("cluster").WithClustering(redis).WithMemoryGrainStorage("a");\ncluster.WithGrainStorage("Games", grains);\nb.AddProject<Projects.A>("a").WithReference(cluster.AsClient());',
    [
      '2:15 workload',
      '2:15 network-name',
      '3:16 workload',
      '3:16 network-name',
      '6:3 workload',
      '6:3 network-name',
      '6:31 set ConnectionStrings__redis=redis://redis',
      '6:31 set ConnectionStrings__grains=azureblob://storage/grains',
    ],
  ],
  [
    'var b = DistributedApplication.CreateBuilder(args: args);\nvar redis = b.AddRedis(name: "redis");\nb.AddProject<Projects.A>(name: "a").WithReference(source: redis).WithEnvironment(name: "URL", value: redis);',
    [
      '2:15 workload',
      '2:15 network-name',
      '3:3 workload',
      '3:3 network-name',
      '3:37 set ConnectionStrings__redis=redis://redis',
      '3:66 set URL=redis://redis',
    ],
  ],
  [
    'static void AddShop(this IDistributedApplicationBuilder b) {\n  var c = b.AddKafka("bus");\n  b.AddProject<Projects.A>("a").WithUrls(x => { x.Log(); }).WithReference(c);\n}',
    [
      '2:13 workload',
      '2:13 network-name',
      '3:5 workload',
      '3:5 network-name',
      '3:61 set ConnectionStrings__bus=kafka://bus',
    ],
  ],
])

const hosted = ['workload', 'network-name']
table('an application host in TypeScript', appHost, 'shop/apphost.ts', [
  [
    'const builder = await createBuilder()\nconst api = await builder\n  .addNodeApp("api", "./api", "index.ts")\n  .withHttpEndpoint({ env: "PORT" })\nconst web = builder.addViteApp("web", "./web").withOtlp({ to: "x" }).withReference(api)\nawait builder.build().run()',
    [
      ...hosted.map((each) => `3:4 ${each}`),
      ...hosted.map((each) => `5:21 ${each}`),
      '5:70 set services__api__http__0=http://api',
    ],
  ],
])
table('an application host in Python', appHost, 'shop/apphost.py', [
  [
    'with create_builder() as builder:\n    db = builder.add_postgres("pg").add_database("polls")\n    # no\n    web = builder.add_dockerfile("web", "./src")\n    web.with_reference(db)\n',
    [
      ...hosted.map((each) => `2:18 ${each}`),
      ...hosted.map((each) => `4:19 ${each}`),
      '5:9 set ConnectionStrings__polls=postgres://pg/polls',
    ],
  ],
])
table('an application host in Go', appHost, 'shop/apphost.go', [
  [
    'func main() {\n\tapi := builder.AddDockerfile("api", "./api", nil, nil)\n\tweb := builder.AddExecutable("web", "npm", "./web", []string{"run", "dev"})\n\tend := api.GetEndpoint("http")\n\tweb.WithEnvironment("API_URL", end)\n}',
    [...hosted.map((each) => `2:17 ${each}`), ...hosted.map((each) => `3:17 ${each}`), '5:6 set API_URL=http://api'],
  ],
])

table('Spring, as properties', spring, 'application-docker.properties', [
  ['# url=http://no\ncart.url = http://cart:80', ['2:12 default CART_URL=http://cart:80']],
  ['spring.application.name=cart', ['1:25 network-name']],
  ['a=http://cart\\\n  :80', ['1:3 default A=http://cart:80']],
  [
    'shop.cart-host=localhost\nurl=http://${shop.cart-host}:80/items\n#---\nshop.cart-host=cart\n',
    [
      '1:16 read SHOP_CARTHOST or localhost',
      '2:5 read SHOP_CARTHOST',
      '2:5 default URL=http://cart:80/items',
      '4:16 read SHOP_CARTHOST or cart',
    ],
  ],
])

table('.NET settings', appsettings, 'src/A/appsettings.Production.json', [
  ['{ "Cart": { "Url": "http://cart:80" } }', ['1:20 default Cart__Url=http://cart:80']],
  ['{ "Rabbit": { "Host": "rabbitmq", "Password": "hunter2" } }', ['1:23 read Rabbit__Host or rabbitmq']],
  ['{ "C": { "Cn": "server=sql;user id=sa;password=p@ss;database=Orders" } }', ['1:16 default C__Cn=sql/Orders']],
  [
    '{ "Serilog": { "WriteTo": [{ "Args": { "nodeUris": "http://elk:9200" } }] }, "CartUrl": "http://cart" }',
    ['1:89 default CartUrl=http://cart'],
  ],
  [
    '{ "Elk": { "Enabled": false, "Url": "http://elk:9200" }, "Cart": { "Enabled": true, "Url": "http://cart:80" } }',
    ['1:92 default Cart__Url=http://cart:80'],
  ],
  ['\uFEFF{ // note\n  "Urls": ["http://cart:80",] }', ['2:12 default Urls__0=http://cart:80']],
  ['', ['1:1 unresolved manifest']],
])

table('Gradle', gradle, 'a/build.gradle', [
  ["implementation project(':libs:common')", ['1:1 package', '1:25 import :libs:common']],
  ['dependencies {\n  api(project(":common"))\n}', ['1:1 package', '2:16 import :common']],
  ["project(':libs') { }", ['1:1 package']],
  ["plugins { id 'io.quarkus' version '3.0' }", ['1:1 package', '1:14 program']],
  ["plugins { id 'io.quarkus' version '3.0' apply false }", ['1:1 package']],
  ["subprojects {\n  apply plugin: 'io.quarkus'\n}", ['1:1 package']],
])

table('.NET projects', msbuild, 'src/A/A.csproj', [
  ['<ProjectReference Include="..\\B\\B.csproj" />', ['1:28 import ../B/B.csproj']],
  ['<!-- <ProjectReference Include="..\\B\\B.csproj" /> -->', []],
  ['<Project Sdk="Microsoft.NET.Sdk">', ['1:1 package']],
  ['<Project ToolsVersion="15.0">', []],
  ['<Project Sdk="Microsoft.NET.Sdk.Web">', ['1:1 package']],
])

it('a project of .NET names its packages, and whether it answers', async () => {
  const xml =
    '<Project Sdk="Microsoft.NET.Sdk.Web">\n  <!-- <PackageReference Include="NEST" /> -->\n  <PackageReference Include="Marten" Version="8.1.0" />\n</Project>'
  const [fact] = await factsOf(msbuild, 'src/A/A.csproj', xml)
  expect(fact).toMatchObject({
    ecosystem: 'nuget',
    starts: true,
    dependencies: [{ name: 'Marten', spec: '8.1.0', at: { line: 3 } }],
  })
})

it('a crate names the folders of others', async () => {
  const toml = '[package]\nname = "cart"\n\n[dependencies]\nserde = "1"\ncommon = { path = "../common" }\n'
  const [fact] = await factsOf(cargo, 'cart/Cargo.toml', toml)
  expect(fact).toMatchObject({
    name: 'cart',
    dependencies: [
      { name: 'serde', spec: '1', at: { line: 5 } },
      { name: 'common', spec: 'file:../common', at: { line: 6 } },
    ],
  })
})

it.each([
  [cargo, 'Cargo.toml', '[dependencies]\n"foo(" = "1"\n[dependencies.a]\nversion = "1"\n'],
  [gradleCatalog, 'gradle/libs.versions.toml', '[bundles]\n"b(" = []\n'],
  [composer, 'composer.json', '{ "require": { "a(b": "1" } }'],
  [cargo, 'Cargo.toml', `[dependencies]\n${'a'.repeat(100_000)} = "1"\n`],
  [pythonProject, 'pyproject.toml', `[project]\ndependencies = ["${'a.'.repeat(50_000)}a"]\n`],
  [gradleCatalog, 'gradle/libs.versions.toml', `[bundles]\n${'b'.repeat(100_000)} = []\n`],
  [composer, 'composer.json', `{ "require": { "${'a/'.repeat(50_000)}": "1" } }`],
])('$id reads names that are no pattern, or too long for one', async (extractor, path, text) => {
  const [fact] = await factsOf(extractor, path, text)
  expect(fact?.kind).toBe('package')
})
