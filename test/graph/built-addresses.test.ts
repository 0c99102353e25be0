// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the files under test are text
import { expect, it } from 'vitest'
import { edgesOf, type Tree } from './graph-of.ts'

const program = (name: string, settings = ''): Tree => ({
  [`${name}/src/main/java/org/shop/${name}/App.java`]: `@SpringBootApplication public class App { public static void main(String[] a) { SpringApplication.run(App.class, a); } }\n`,
  [`${name}/src/main/resources/application.yml`]: `server.port: ${name === 'stock' ? 8082 : 8081}\nspring.application.name: ${name}-service\n${settings}`,
})
const shop = (code: string, settings = ''): Tree => ({
  ...program('orders', settings),
  ...program('stock'),
  'orders/src/main/java/org/shop/orders/Stock.java': `import org.springframework.web.client.RestClient;\n${code}\n`,
})
const named = 'static final String STOCK_SERVICE = "stock-service";'

it.each<readonly [string, Tree]>([
  [
    'a constant behind the scheme',
    shop(
      `class Stock { ${named} Object get() { return rest.getForObject("http://" + STOCK_SERVICE + "/items", String.class); } }`,
    ),
  ],
  [
    'a constant put into a format',
    shop(
      `class Stock { ${named} Object get() { return rest.getForObject(String.format("http://%s/items", STOCK_SERVICE), String.class); } }`,
    ),
  ],
  [
    'a builder of a client',
    shop(
      'class Stock { Object get() { return client.get().uri(b -> b.scheme("http").host("stock-service").path("/items").build()); } }',
    ),
  ],
  [
    'a builder of addresses',
    shop(
      'class Stock { String url = UriComponentsBuilder.newInstance().scheme("http").host("stock-service").port(8082).toUriString(); }',
    ),
  ],
  [
    'routes of the gateway on servlets',
    shop(
      'class Routes { Object r() { return GatewayRouterFunctions.route("stock").route(RequestPredicates.path("/items/**"), HandlerFunctions.http("http://localhost:8082")).build(); } }',
    ),
  ],
  [
    'a setting that holds the name of a declared client',
    shop('@FeignClient(name = "${clients.stock.name}") interface Stock {}', 'clients.stock.name: stock-service\n'),
  ],
])('finds whom an address means: %s', async (_, tree) => {
  expect(await edgesOf(tree)).toEqual(['orders -> stock http (observed)'])
})

it('says nothing of a host that no constant names, and of a name that nobody has', async () => {
  const computed =
    'class Stock { Object get(String host) { return rest.getForObject("http://" + host + "/items", String.class); } }'
  expect(await edgesOf(shop(computed))).toEqual([])
  expect(await edgesOf(shop('@FeignClient(name = "${clients.stock.name}") interface Stock {}'))).toEqual([])
})
