// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the files under test are text
import { expect, it } from 'vitest'
import { edgesOf, type Tree } from './graph-of.ts'

const component = (name: string, type: string, host: string, scopes = '') =>
  `apiVersion: dapr.io/v1alpha1\nkind: Component\nmetadata: { name: ${name} }\nspec: { type: ${type}, metadata: [{ name: host, value: "${host}" }] }\n${scopes}`
const deployment = (name: string, id: string) =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: ${name} }\nspec: { template: { metadata: { labels: { app: ${name} }, annotations: { dapr.io/app-id: ${id} } }, spec: { containers: [{ name: main, image: "shop/${name}" }] } } }\n`
const shop: Tree = {
  'k8s/cart.yaml': deployment('cart', 'cart-app'),
  'k8s/web.yaml': deployment('web', 'web-app'),
  'cart/Dockerfile': 'FROM x',
  'cart/a.py': 'print(1)',
  'web/Dockerfile': 'FROM x',
  'web/a.py': 'print(1)',
}

it('finds stores behind components by their scopes, else by who names them', async () => {
  const tree = {
    ...shop,
    'dapr/pubsub.yaml': component('shop.pubsub', 'pubsub.rabbitmq', 'amqp://rabbit:5672'),
    'dapr/local/pubsub.yaml': component('shop.pubsub', 'pubsub.redis', 'redis:6379'),
    'dapr/state.yaml': component('shop.state', 'state.redis', 'redis:6379', 'scopes: [cart-app]\n'),
    'dapr/cron.yaml': component('shop.cron', 'bindings.cron', 'x'),
    'cart/main.cs': 'using Dapr;\n[Topic("shop.pubsub", "orders")] [Topic("shop.cron", "x")]',
  }
  expect(await edgesOf(tree)).toEqual([
    'cart -> amqp://rabbit:5672 broker (observed)',
    'cart -> redis://redis:6379 cache (observed)',
  ])
})

it('takes for the place of a store what tells it, whatever else the component is told first', async () => {
  const tree = {
    ...shop,
    'dapr/state.yaml':
      'apiVersion: dapr.io/v1alpha1\nkind: Component\nmetadata: { name: state }\nspec:\n  type: state.redis\n  metadata: [{ name: actorStateStore, value: "true" }, { name: redisHost, value: "redis:6379" }]\nscopes: [cart-app]\n',
  }
  expect(await edgesOf(tree)).toEqual(['cart -> redis://redis:6379 cache (observed)'])
})

it('takes a component of the machine of a developer where the other one of its name keeps nothing', async () => {
  const tree = {
    ...shop,
    'dapr/components/pubsub.yaml': component('pubsub', 'pubsub.redis', 'localhost:6379'),
    'dapr/in-memory/pubsub.yaml': component('pubsub', 'pubsub.in-memory', 'x'),
    'cart/main.cs': 'using Dapr;\n[Topic("pubsub", "orders")]',
  }
  expect(await edgesOf(tree)).toEqual(['cart -> redis://localhost:6379 broker (observed)'])
})

const calls: readonly (readonly [string, string])[] = [
  ['web/a.js', 'fetch(`http://localhost:${process.env.DAPR_HTTP_PORT}/v1.0/invoke/cart-app/method/items`)'],
  [
    'web/b.js',
    'const sidecar = `http://localhost:${process.env.DAPR_HTTP_PORT ?? 3500}/v1.0/invoke`;\naxios.post(`${sidecar}/cart-app/method/items`, {})',
  ],
  ['web/a.py', 'requests.get(url, headers={"dapr-app-id": "cart-app"})'],
  ['web/b.py', 'with DaprClient() as d:\n    d.invoke_method("cart-app", "items")'],
  [
    'web/A.cs',
    'const string Cart = "cart-app"; var x = await dapr.InvokeMethodAsync<Item>(HttpMethod.Get, Cart, "items");',
  ],
  [
    'web/a.go',
    'package main\nimport "github.com/dapr/go-sdk/client"\nfunc f() { c.InvokeMethod(ctx, "cart-app", "items", "get") }',
  ],
]
it.each(calls)('finds the call of a side-car in %s', async (file, code) => {
  expect(await edgesOf({ ...shop, [file]: code })).toEqual(['web -> cart http (observed)'])
})

it('knows the name of a side-car in compose', async () => {
  const tree: Tree = {
    'compose.yaml':
      'services:\n  cart: { build: cart }\n  web: { build: web }\n  cart-dapr:\n    image: daprio/daprd\n    command: ["./daprd", "-app-id", "basket"]\n    network_mode: "service:cart"\n',
    'cart/Dockerfile': 'FROM x',
    'cart/a.py': '',
    'web/Dockerfile': 'FROM x',
    'web/a.py': 'requests.get("http://localhost:3500/v1.0/invoke/basket/method/items")',
  }
  expect(await edgesOf(tree)).toEqual(['web -> cart http (observed)'])
})

it('finds whom a path of the side-car is filled in with, and takes their names for no components', async () => {
  const tree = {
    ...shop,
    'dapr/pubsub.yaml': component('cart-app', 'pubsub.rabbitmq', 'amqp://rabbit:5672'),
    'web/a.go':
      'package main\nvar kinds = []string{"cart-app"}\nfunc f(s string) string { return fmt.Sprintf("http://localhost:3500/v1.0/invoke/%s/method/%s", s, "items") }',
  }
  expect(await edgesOf(tree)).toEqual(['web -> cart http (observed)'])
})

it('takes names of components from files of settings and from code that calls them so', async () => {
  const tree = {
    ...shop,
    'dapr/orders.yaml': component('orders', 'pubsub.rabbitmq', 'amqp://rabbit:5672'),
    'dapr/prices.yaml': component('prices', 'pubsub.redis', 'redis:6379'),
    'cart/config.json': '{ "sourcePubSubName": "orders", "title": "prices" }',
    'web/Settings.cs': 'class Settings { public string PricesPubSubName { get; set; } = "prices"; }',
  }
  expect(await edgesOf(tree)).toEqual([
    'cart -> amqp://rabbit:5672 broker (observed)',
    'web -> redis://redis:6379 broker (observed)',
  ])
})

it('means the component that is told where, of several of one name', async () => {
  const secret =
    'apiVersion: dapr.io/v1alpha1\nkind: Component\nmetadata: { name: orders }\nspec: { type: pubsub.azure.servicebus, metadata: [{ name: connectionString, secretKeyRef: { name: a, key: b } }] }\n'
  const tree = {
    ...shop,
    'compose/orders.yaml': component('orders', 'pubsub.rabbitmq', 'amqp://rabbit:5672'),
    'azure/orders.yaml': secret,
    'cart/main.cs': 'using Dapr;\n[Topic("orders", "x")]',
  }
  expect(await edgesOf(tree)).toEqual(['cart -> amqp://rabbit:5672 broker (observed)'])
})

it('takes whoever names a component for one in its scope, where a name in the scope is unknown', async () => {
  const tree = {
    ...shop,
    'dapr/pubsub.yaml': component('shop', 'pubsub.rabbitmq', 'amqp://rabbit:5672', 'scopes: [cart-app, unknown-app]\n'),
    'web/main.cs': 'using Dapr;\n[Topic("shop", "orders")]',
  }
  expect(await edgesOf(tree)).toEqual([
    'cart -> amqp://rabbit:5672 broker (observed)',
    'web -> amqp://rabbit:5672 broker (observed)',
  ])
})

it('knows the components that Bicep and Terraform make', async () => {
  const tree = {
    ...shop,
    'infra/main.bicep':
      "param busName string = 'pubsub'\nresource state 'Microsoft.App/managedEnvironments/daprComponents@2024-03-01' = {\n  name: '${environment}/orders'\n  properties: {\n    componentType: 'state.azure.cosmosdb'\n    scopes: [ 'cart-app' ]\n  }\n}\nresource pubsub 'Microsoft.App/managedEnvironments/daprComponents@2024-03-01' = {\n  name: busName\n  properties: {\n    componentType: 'pubsub.azure.servicebus.topics'\n    scopes: [ webName ]\n  }\n}\n",
    'infra/main.tf':
      'resource "azurerm_container_app_environment_dapr_component" "files" {\n  name           = "files"\n  component_type = "bindings.azure.blobstorage"\n  scopes         = ["web-app"]\n}\n',
    'web/main.cs': 'using Dapr;\n[Topic("pubsub", "orders")]',
  }
  expect(await edgesOf(tree)).toEqual([
    'cart -> cosmosdb of orders database (observed)',
    'web -> blobstorage of files database (observed)',
    'web -> servicebus of pubsub broker (observed)',
  ])
})

it.each([
  ['a proxy by its text', 'ActorProxy.Create<IBasketActor>(new ActorId("1"), "BasketActor");'],
  ['a proxy that a factory makes', 'factory.CreateActorProxy<IBasketActor>(id, nameof(BasketActor));'],
])('finds who has the actors that code asks over %s', async (_, code) => {
  const tree = {
    ...shop,
    'web/main.cs': `using Dapr.Actors.Client;\n${code}`,
    'cart/main.cs': 'using Dapr.Actors;\nservices.AddActors(o => o.Actors.RegisterActor<BasketActor>());',
  }
  expect(await edgesOf(tree)).toEqual(['web -> cart http (observed)'])
})

it('knows whom a client is made for inside of other calls', async () => {
  const tree = {
    ...shop,
    'web/main.cs':
      'using Dapr.Client;\nservices.AddSingleton(new Cart(DaprClient.CreateInvokeHttpClient("cart-app")));',
  }
  expect(await edgesOf(tree)).toEqual(['web -> cart http (observed)'])
})

it.each([
  ['.WithDaprSidecar().WithReference(pubsub)'],
  ['.WithDaprSidecar(sidecar => { sidecar.WithReference(pubsub); })'],
])('finds what is behind a component that an application host gives a project by %s', async (given) => {
  const project = '<Project Sdk="Microsoft.NET.Sdk.Web"></Project>'
  const tree: Tree = {
    'Host/Host.csproj': '<Project Sdk="Microsoft.NET.Sdk"></Project>',
    'Host/Program.cs': `var builder = DistributedApplication.CreateBuilder(args);\nvar rabbit = builder.AddRabbitMQ("bus");\nvar pubsub = builder.AddDaprPubSub("pubsub", new DaprComponentOptions { LocalPath = "./dapr/pubsub.yaml" }).WaitFor(rabbit);\nbuilder.AddProject<Projects.Orders>("orders")${given};\nbuilder.AddProject<Projects.Stock>("stock").WithDaprSidecar();`,
    'Host/dapr/pubsub.yaml':
      'apiVersion: dapr.io/v1alpha1\nkind: Component\nmetadata: { name: pubsub }\nspec: { type: pubsub.rabbitmq, metadata: [{ name: hostname, value: localhost }] }\n',
    'Orders/Orders.csproj': project,
    'Orders/Program.cs': 'var app = WebApplication.CreateBuilder(args).Build();',
    'Stock/Stock.csproj': project,
    'Stock/Program.cs': 'var app = WebApplication.CreateBuilder(args).Build();',
  }
  expect(await edgesOf(tree)).toEqual(['orders -> amqp://bus broker (observed)'])
})

it('finds whom a constant of another class names, and the host of an actor by one that holds its type', async () => {
  const tree = {
    ...shop,
    'shared/Names.cs': 'namespace Shop; class Names { class Services { public const string Cart = "cart-app"; } }',
    'web/Calls.cs':
      'using Dapr; class Calls { Task F() => dapr.InvokeMethodAsync(HttpMethod.Post, Names.Services.Cart, "items"); }',
    'cart/Asks.cs':
      'using Dapr; class Asks { const string BasketActorName = "BasketActor"; object F() => ActorProxy.Create<IBasket>(id, BasketActorName); }',
    'web/Hosts.cs': 'using Dapr; services.AddActors(o => o.Actors.RegisterActor<BasketActor>());',
  }
  expect(await edgesOf(tree)).toEqual(['cart -> web http (observed)', 'web -> cart http (observed)'])
})

it('takes who may use a state store and speaks with Dapr otherwise for nobody who keeps something', async () => {
  const tree: Tree = {
    ...shop,
    'dapr/state.yaml': component('shop.state', 'state.redis', 'redis:6379', 'scopes: [cart-app, web-app]\n'),
    'cart/main.cs': 'using Dapr; await client.SaveStateAsync(Names.Store, id, cart);',
    'web/main.cs': 'using Dapr; await client.PublishEventAsync("shop.pubsub", "orders", order);',
  }
  expect(await edgesOf(tree)).toEqual(['cart -> redis://redis:6379 cache (observed)'])
  // Where no code is seen that keeps something, the scope is all that tells.
  const { 'cart/main.cs': _, ...unseen } = tree
  expect(await edgesOf(unseen)).toEqual([
    'cart -> redis://redis:6379 cache (observed)',
    'web -> redis://redis:6379 cache (observed)',
  ])
})
