import { expect, it } from 'vitest'
import { edgesOf, type Tree } from './graph-of.ts'

const program = (name: string, more: Tree = {}): Tree => ({
  [`${name}/pom.xml`]: `<project><groupId>a</groupId><artifactId>${name}</artifactId><dependencies><dependency><groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-web</artifactId></dependency></dependencies></project>`,
  [`${name}/src/main/java/a/App.java`]: '@SpringBootApplication\nclass App { }\n',
  ...Object.fromEntries(Object.entries(more).map(([file, text]) => [`${name}/src/main/java/a/${file}`, text ?? ''])),
})
const client = (constant: string): Tree => ({
  'Stock.java': `import org.acme.core.AppConstant;\n@FeignClient(value = AppConstant.${constant}) interface Stock {}\n`,
})

it.each([
  ['APPLICATION_STOCK_NAME', ['shop-orders -> shop-stock http (observed)']],
  ['STOCK_SERVICE', ['shop-orders -> shop-stock http (observed)']],
  ['APPLICATION_NAME', []],
  ['OLD_STOCK_SERVICE', []],
])('knows whom a constant of a library from elsewhere is called after: %s', async (constant, expected) => {
  const tree = { ...program('shop-orders', client(constant)), ...program('shop-stock'), ...program('shop-users') }
  expect(await edgesOf(tree)).toEqual(expected)
})
