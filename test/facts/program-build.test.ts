// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the files under test are text
import { expect, it } from 'vitest'
import type { ProgramBuildFact } from '../../src/facts/fact.ts'
import { programBuild } from '../../src/facts/program-build/index.ts'
import { factsOf } from './read-facts.ts'

/** `line program: folders` */
async function compiled(path: string, text: string): Promise<string[]> {
  const facts = (await factsOf(programBuild, path, text)) as readonly ProgramBuildFact[]
  return facts.map(({ at, name, sources }) => `${at.line} ${name}: ${sources.join(' | ')}`)
}

it.each([
  ['Makefile', 'build:\n\tgo build -o bin/orders-api ./cmd/orders\n', ['2 orders-api: cmd/orders']],
  [
    'Makefile',
    "ORDERS ?= bin/orders-api\nbuild:\n\tCGO_ENABLED=0 go build ${GC_FLAGS} -a -o ${ORDERS} -ldflags '-s -w ${LDFLAGS}' cmd/orders/main.go\n",
    ['3 orders-api: cmd/orders'],
  ],
  ['Makefile', 'bin/orders-api: vendor\n\tgo build -o $@ $(PKG)/cmd/orders\n', ['2 orders-api: cmd/orders']],
  [
    'Makefile',
    'b:\n\t@go build -tags "a b" -o=out/orders-api-$(OS)-$(ARCH).exe ./cmd/orders && true',
    ['2 orders-api: cmd/orders'],
  ],
  ['shop/Makefile', 'b:\n\tgo build -o orders-api ./cmd/orders', ['2 orders-api: shop/cmd/orders | cmd/orders']],
  [
    'hack/build.sh',
    'cd shop\ngo build -o "$OUT/orders-api" \\\n  cmd/orders/main.go cmd/orders/flags.go',
    ['2 orders-api: hack/shop/cmd/orders | shop/cmd/orders'],
  ],
  [
    'hack/build.sh',
    'for s in cart orders; do go build -o bin/shop-$s ./cmd/$s; done',
    ['1 shop-cart: hack/cmd/cart | cmd/cart', '1 shop-orders: hack/cmd/orders | cmd/orders'],
  ],
  [
    'Dockerfile',
    'RUN CGO_ENABLED=0 go build \\\n    -ldflags="-s -w" \\\n    -o orders_service \\\n    ./services/orders\nRUN go build -o stock_service ./services/stock\n',
    ['1 orders_service: services/orders', '5 stock_service: services/stock'],
  ],
  // The only program of an image may be called anything.
  ['orders/Dockerfile', 'RUN go build -o orders-api ./cmd/server\n', []],
  // What it is called, or what it is made of, is not told; or there are several.
  [
    'Makefile',
    'b:\n\tgo build ./cmd/orders\n\tgo build -o bin/ ./cmd/orders\n\tgo build -o bin/x ./cmd/...\n\tgo build -o x $(SRC)\n\tgo build -o x ./a ./b\n# go build -o a ./b',
    [],
  ],
  [
    '.goreleaser.yaml',
    'builds:\n  - id: a\n    main: ./cmd/orders/main.go\n    binary: orders-api\n  - binary: "{{ .X }}"\n    main: .\n',
    ['2 orders-api: cmd/orders'],
  ],
])('%s tells what a program of Go is called: %j', async (path, text, expected) => {
  expect(await compiled(path, text)).toEqual(expected)
})
