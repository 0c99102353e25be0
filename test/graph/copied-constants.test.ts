import { expect, it } from 'vitest'
import { edgesOf, type Tree } from './graph-of.ts'

const image = 'FROM eclipse-temurin:21\nENTRYPOINT ["java", "-jar", "a.jar"]\n'
const hosts = `package shop;
public abstract class AppConstant {
  public abstract class Hosts {
    public static final String USERS_SERVICE_URL = "http://users/api/users";
    public static final String ORDERS_SERVICE_URL = "http://orders/api/orders";
  }
}
`
const pom = (name: string): string => `<project><groupId>shop</groupId><artifactId>${name}</artifactId></project>`

/** Every program has a copy of the same class of addresses. */
const shop: Tree = Object.fromEntries(
  ['users', 'orders', 'carts'].flatMap((name) => [
    [`${name}/Dockerfile`, image],
    [`${name}/pom.xml`, pom(name)],
    [`${name}/src/main/java/shop/AppConstant.java`, hosts],
  ]),
)

it('takes an address that a constant holds for a call of those alone whose code names the constant', async () => {
  expect(await edgesOf(shop)).toEqual([])
  const edges = await edgesOf({
    ...shop,
    'carts/src/main/java/shop/Carts.java':
      'class Carts { User user(int id) { return this.restTemplate.getForObject(AppConstant.Hosts\n  .USERS_SERVICE_URL + "/" + id, User.class); } }',
  })
  expect(edges).toEqual(['carts -> users http (observed)'])
})

it('takes one that its own class uses for a call', async () => {
  const edges = await edgesOf({
    ...shop,
    'carts/src/main/java/shop/Carts.java':
      'class Carts { static final String ORDERS_SERVICE_URL = "http://orders/api"; Order order() { return rest.getForObject(ORDERS_SERVICE_URL, Order.class); } }',
  })
  expect(edges).toEqual(['carts -> orders http (observed)'])
})
