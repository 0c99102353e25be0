// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the code under test is text
import { describe, expect, it } from 'vitest'
import { route } from '../../src/facts/route/index.ts'
import { factsOf } from './read-facts.ts'

/** `serves GET orders/{}`, in the order of the lines. */
async function routesIn(path: string, text: string): Promise<string[]> {
  const facts = await factsOf(route, path, text)
  return facts.flatMap((fact) =>
    fact.kind === 'route' ? [[fact.role, fact.method, fact.path].filter((part) => part !== undefined).join(' ')] : [],
  )
}

const cases: readonly (readonly [what: string, path: string, code: string, expected: readonly string[]])[] = [
  [
    'ASP.NET, with a part of the path first',
    'A.cs',
    '[Route("orders")]\npublic class A : Controller {\n  [HttpPatch]\n  [Route("{id:guid}/items")]\n  public A One() {}\n}',
    [],
  ],
  ['Express', 'a.js', "router.get('/orders/:id', show)", ['serves GET orders/{}']],
  [
    'objects that tell what to ask for, and such that answer',
    'a.js',
    "useRequest({ url: '/api/users/signup', method: 'post', body })\naxios({ method: 'PUT', url: `/orders/${id}`, data })\nfastify.route({ method: 'GET', url: '/prices', handler })\napp.inject({ method: 'GET', url: '/stock' })\nexport default [{ url: '/mocks', method: 'get', response: () => ({}) }]\nconst link = { url: '/home', title: 'Home' }",
    ['calls POST api/users/signup', 'calls PUT orders/{}', 'serves GET prices'],
  ],
  [
    'lists of paths that are asked for elsewhere, and none of pages',
    'urls.ts',
    "export const API_URLS = {\n  users: { me: '/api/users/me' },\n  order: (id: string) => `/orders/${id}`,\n  title: 'Shop',\n} as const\nconst pages = { home: '/home' }\nexport const backendUrls = Object.freeze({ PAY: '/payments' })",
    ['calls api/users/me', 'calls orders/{}', 'calls payments'],
  ],
  [
    'Express, by what its router hangs on in the same file',
    'a.js',
    "const items = Router(), api = Router()\nitems.get('/:id', show)\napi.use('/items', auth, items)\napp.use('/api', api)\napp.get('/ping', pong)",
    ['serves GET api/items/{}', 'serves GET ping'],
  ],
  [
    'Koa, with a prefix of the router',
    'a.ts',
    "const orders = new Router({ prefix: '/orders' })\norders.post('/:id/lines', add)",
    ['serves POST orders/{}/lines'],
  ],
  [
    'gin, by groups, each in its function',
    'a.go',
    'func a(e *gin.Engine) {\n  v1 := e.Group("/v1")\n  orders := v1.Group("/orders")\n  orders.GET("/:id", show)\n}\nfunc b(orders *gin.RouterGroup) {\n  orders.GET("/other", other)\n}',
    ['serves GET v1/orders/{}', 'serves GET other'],
  ],
  [
    'chi, by blocks',
    'a.go',
    'r.Route("/orders", func(r chi.Router) {\n  r.Route("/{id}", func(r chi.Router) {\n    r.Get("/lines", lines)\n  })\n  r.Post("/", add)\n})\nr.Get("/other", other)',
    ['serves GET orders/{}/lines', 'serves POST orders', 'serves GET other'],
  ],
  [
    'Laravel and Slim, by blocks',
    'a.php',
    "<?php\nRoute::prefix('orders')->middleware('auth')->group(function () {\n  Route::get('/{id}', [A::class, 'show']);\n});\nRoute::group(['prefix' => 'stock'], function () {\n  Route::post('levels', [B::class, 'add']);\n});\n$app->group('/carts', function (Group $group) use ($c) {\n  $group->put('/{id}', One::class);\n});",
    ['serves GET orders/{}', 'serves POST stock/levels', 'serves PUT carts/{}'],
  ],
  [
    'Rails, by resources',
    'routes.rb',
    'Rails.application.routes.draw do\n  resources :orders, only: [:index]\nend',
    ['serves orders', 'serves orders/{}'],
  ],
  [
    'Laravel, by resources, in a block',
    'api.php',
    "<?php\nRoute::prefix('v1')->group(function () {\n  Route::apiResource('orders', A::class);\n});",
    ['serves v1/orders', 'serves v1/orders/{}'],
  ],
  [
    'Django REST framework',
    'urls.py',
    "router = routers.DefaultRouter()\nrouter.register(r'orders', OrderViewSet)\nurlpatterns = [path('api/', include(router.urls))]",
    ['serves api/orders', 'serves api/orders/{}'],
  ],
  [
    'FastAPI, hung in the same file',
    'a.py',
    "router = APIRouter()\n@router.get('/{id}')\ndef one(): ...\napp.include_router(router, prefix='/orders')",
    ['serves GET orders/{}'],
  ],
  ['Express, by its route', 'a.js', "routes.route('/products/sku/:id').get(find)", ['serves products/sku/{}']],
  ['Fastify', 'a.ts', "app.post('/Orders', { schema }, async () => {})", ['serves POST orders']],
  [
    'NestJS',
    'a.ts',
    "@Controller('orders')\nclass A {\n  @Get(':id') one() {}\n  @Post() add() {}\n}",
    ['serves GET orders/{}', 'serves POST orders'],
  ],
  [
    'Spring',
    'A.java',
    '@RestController\n@RequestMapping("/orders")\npublic class A {\n  @GetMapping("/{id}") A one() {}\n  @PostMapping A add() {}\n}',
    ['serves GET orders/{}', 'serves POST orders'],
  ],
  [
    'Feign declares what another serves',
    'A.java',
    '@FeignClient("orders")\ninterface A {\n  @GetMapping("/orders/{id}") A one();\n}',
    [],
  ],
  [
    'JAX-RS',
    'A.java',
    '@Path("/orders")\npublic class A {\n  @GET\n  @Path("/{id}")\n  public A one() {}\n  @POST\n  public A add() {}\n}',
    ['serves orders/{}', 'serves POST orders'],
  ],
  ['Ktor', 'a.kt', 'get("/orders/{id}") { call.respond(it) }', ['serves GET orders/{}']],
  [
    'ASP.NET Core',
    'A.cs',
    '[Route("api/[controller]")]\npublic class OrdersController : ControllerBase {\n  [HttpGet("{id:int}")] public A One() {}\n  [HttpPost] public A Add() {}\n  [HttpGet("/baskets")] public A All() {}\n}',
    ['serves GET api/orders/{}', 'serves POST api/orders', 'serves GET baskets'],
  ],
  ['minimal APIs', 'A.cs', 'app.MapGet("/orders/{id}", (int id) => id);', ['serves GET orders/{}']],
  ['Flask', 'a.py', "@app.route('/orders/<int:id>', methods=['GET'])\ndef one(id): ...", ['serves orders/{}']],
  [
    'FastAPI',
    'a.py',
    'router = APIRouter(prefix="/orders")\n@router.get("/{id}")\nasync def one(id): ...',
    ['serves GET orders/{}'],
  ],
  ['Django', 'a.py', "urlpatterns = [path('orders/<int:pk>/', views.one)]", ['serves orders/{}']],
  ['net/http', 'a.go', 'mux.HandleFunc("GET /orders/{id}", one)', ['serves GET orders/{}']],
  ['gin', 'a.go', 'r.GET("/orders/:id", one)', ['serves GET orders/{}']],
  ['axum', 'a.rs', 'Router::new().route("/orders/{id}", get(one))', ['serves orders/{}']],
  ['Laravel', 'a.php', "Route::get('/orders/{id}', [A::class, 'one']);", ['serves GET orders/{}']],
  ['Sinatra', 'a.rb', "get '/orders/:id' do\nend", ['serves GET orders/{}']],
  ['what takes in everything below is no route', 'a.js', "app.all('/orders/*', proxy)", []],
  ['comments', 'a.js', "// router.get('/orders/:id', show)", []],

  ['a template', 'a.ts', 'await fetch(`${base}/orders/${id}`)', ['calls orders/{}']],
  [
    'a host that is set',
    'a.ts',
    'await axios.get(`http://${host}:8080/orders/${id}/items?all=1`)',
    ['calls GET orders/{}/items'],
  ],
  ['an addition', 'a.ts', "await axios.get(productsUrl + 'products/sku/' + id)", ['calls GET products/sku/{}']],
  ['an addition of no address', 'a.ts', "await fetch(prefix + 'products/sku/')", []],
  ['a method behind', 'a.ts', "fetch(baseUrl + '/orders', { method: 'POST' })", ['calls POST orders']],
  ['a host in the text is told by its address', 'a.ts', "fetch('http://orders/orders/1')", []],
  ['Java', 'A.java', 'restTemplate.getForObject(ordersUrl + "/orders/" + id, A.class)', ['calls GET orders/{}']],
  ['a format of Go', 'a.go', 'http.Get(fmt.Sprintf("%s/orders/%d", base, id))', ['calls GET orders/{}']],
  ['a format of Python', 'a.py', 'requests.get("{}/orders/{}".format(base, id))', ['calls GET orders/{}']],
  ['a text of Python', 'a.py', 'requests.post(f"{base}/orders/{id}")', ['calls POST orders/{}']],
  ['C#, with an address set before', 'A.cs', 'await http.GetAsync($"/api/orders/{id}")', ['calls GET api/orders/{}']],
]

describe('routes', () => {
  it.each(cases)('%s', async (_, path, code, expected) => {
    expect(await routesIn(path, code)).toEqual(expected)
  })
})

it('tells what hangs below the path of a router, which may come from the router itself', async () => {
  const code =
    "const api = new Router({ prefix: '/stock' })\nimport levels from './levels.js'\napi.use('/levels', levels.routes())"
  const facts = await factsOf(route, 'a.js', code)
  expect(facts).toMatchObject([
    { kind: 'route-mount', at: { line: 3 }, specifier: './levels.js', name: 'default', prefix: 'stock/levels' },
  ])
})
