// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the files under test are text
import { describe, expect, it } from 'vitest'
import type { Fact, ImageBuildFact } from '../../src/facts/fact.ts'
import { imageBuild } from '../../src/facts/image-build/index.ts'
import { factsOf } from './read-facts.ts'

/** `line image: context dockerfile | …` */
async function built(path: string, text: string): Promise<string[]> {
  const facts: readonly Fact[] = await factsOf(imageBuild, path, text)
  const builds = facts.filter((fact): fact is ImageBuildFact => fact.kind === 'image-build')
  return builds.map(({ at, image, places, target }) => {
    const where = [...new Set(places.map(({ context, dockerfile }) => `${context} ${dockerfile}`))]
    return `${at.line} ${image}: ${where.join(' | ')}${target === undefined ? '' : ` at ${target}`}`
  })
}

describe('images that scripts and pipelines build', () => {
  it.each([
    ['docker build -t cart ./cart', ['1 cart: cart cart/Dockerfile']],
    ['docker build . -t shop/cart --target cart', ['1 cart: . Dockerfile at cart']],
    ['docker build . -f cart/Dockerfile --tag=reg.io:5000/shop/cart:1.2 --push', ['1 cart: . cart/Dockerfile']],
    [
      'docker buildx build --platform linux/amd64 \\\n  -t "${REGISTRY}/cart:${TAG}" \\\n  cart',
      ['1 cart: cart cart/Dockerfile'],
    ],
    [
      'for s in cart orders; do\n  docker build -t shop/$s services/$s\ndone',
      ['2 cart: services/cart services/cart/Dockerfile', '2 orders: services/orders services/orders/Dockerfile'],
    ],
    [
      'SERVICES=("cart"\n  "orders")\nfor s in "${SERVICES[@]}"; do docker build -t $s ./$s; done',
      ['3 cart: cart cart/Dockerfile', '3 orders: orders orders/Dockerfile'],
    ],
    ['cd services\ncd cart && podman build -t cart .', ['2 cart: services/cart services/cart/Dockerfile']],
    [
      '(cd cart && docker build -t cart .)\ndocker build -t orders orders',
      ['1 cart: cart cart/Dockerfile', '2 orders: orders orders/Dockerfile'],
    ],
    ['cd "$HERE"\ndocker build -t cart .', []],
    ['# docker build -t cart .\ndocker build .\ndocker build -t "$1" cart', []],
    // What it is called is known, though not from where.
    ['docker build -t shop/cart "$1"', ['1 cart: ']],
    [
      'export AGENT=$(pwd)/agent\nPLUGINS=${AGENT}/plugins\ndocker build -t scanner -f $PLUGINS/scanner/Dockerfile "$PLUGINS"',
      ['3 scanner: agent/plugins agent/plugins/scanner/Dockerfile'],
    ],
    ['docker build -t cart ${{ github.workspace }}/cart', ['1 cart: cart cart/Dockerfile']],
    ['docker build -t cart https://github.com/shop/cart.git', []],
  ])('in a script: %j', async (text, expected) => {
    expect(await built('build.sh', text)).toEqual(expected)
  })

  it('from the root, or from where the script lies', async () => {
    expect(await built('tools/build.sh', 'docker build -t cart ../cart')).toEqual([
      '1 cart: ../cart ../cart/Dockerfile | cart cart/Dockerfile',
    ])
    expect(
      await built('cart/Makefile', 'image:\n\tcd src && true\n\tdocker build -t cart -f docker/Dockerfile .\n'),
    ).toEqual(['3 cart: cart cart/docker/Dockerfile | . docker/Dockerfile'])
  })

  it.each([
    [
      'build.sh',
      'ROOT_DIR="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"\nPAGES="$ROOT_DIR/src/pages"\ndocker build -t cart "$ROOT_DIR/src/cart"\ncd elsewhere\ncd "$PAGES"\ndocker build -t www .',
      [
        '3 cart: src/cart src/cart/Dockerfile | SRC/src/cart SRC/src/cart/Dockerfile',
        '6 www: src/pages src/pages/Dockerfile | SRC/src/pages SRC/src/pages/Dockerfile',
      ],
    ],
    [
      'build.ps1',
      '$here = $PSScriptRoot\n$root = Join-Path $here "..\\"\n$cart = Join-Path $root "src/cart"\nSet-Location other\nSet-Location $cart\ndocker build -t cart:$version .',
      ['6 cart: ../src/cart ../src/cart/Dockerfile | src/cart src/cart/Dockerfile'],
    ],
    [
      'build.bat',
      'cd /d %~dp0src\\cart\ndocker build -t cart .',
      ['2 cart: src/cart src/cart/Dockerfile | SRC/src/cart SRC/src/cart/Dockerfile'],
    ],
  ])('from a root that the script finds out: %s', async (file, text, expected) => {
    expect(await built(`tools/${file}`, text)).toEqual(expected.map((each) => each.replaceAll('SRC', 'tools')))
  })

  it.each([
    ["docker_build('shop/cart', 'cart')", ['1 cart: a/cart a/cart/Dockerfile']],
    [
      "load('ext://restart_process', 'docker_build_with_restart')\n# docker_build('x', '.')\ndocker_build_with_restart(\n  'cart', context='..', dockerfile='./deploy/cart.dockerfile',\n  entrypoint=['/cart'], only=['./cart'], target=\"prod\")",
      ['3 cart: . a/deploy/cart.dockerfile at prod'],
    ],
    ["docker_build('cart', '../' + name)\ndocker_build(image, '.')", ['1 cart: ']],
    ["custom_build('cart', 'docker build -t $EXPECTED_REF cart', ['cart'])", ['1 cart: a/cart a/cart/Dockerfile']],
    ["custom_build('cart', command, ['cart'])", []],
    [
      "names = ['orders', 'users']\ndef image(name, path, file='Dockerfile'):\n  docker_build('shop/' + name, './src',\n    dockerfile='src/cmd/' + path + '/' + file)\nimage('cart', 'cart')\nimage('pay', path='bills', file='pay.Dockerfile')\nfor name in names:\n  docker_build(name, name)\n",
      [
        '3 cart: a/src a/src/cmd/cart/Dockerfile',
        '3 pay: a/src a/src/cmd/bills/pay.Dockerfile',
        '8 orders: a/orders a/orders/Dockerfile',
        '8 users: a/users a/users/Dockerfile',
      ],
    ],
    [
      "for name in ['cart']:\n  docker_build('shop/' + name, '.')\nfor x in other():\n  docker_build(x, '.')",
      ['2 cart: a a/Dockerfile'],
    ],
  ])('by Tilt: %j', async (text, expected) => {
    expect(await built('a/Tiltfile', text)).toEqual(expected)
  })

  it('by Task, with the variables of its file', async () => {
    const text =
      "version: '3'\nvars:\n  IMAGE: shop/cart\n  TAG: {sh: git describe}\ntasks:\n  image:\n    vars:\n      IMAGE: other\n    cmds:\n      - docker build -t {{.IMAGE}}:{{.TAG}} .\n"
    expect(await built('cart/Taskfile.yml', text)).toEqual(['10 cart: cart cart/Dockerfile | . Dockerfile'])
  })

  it('by the action of Docker, once for each of a matrix', async () => {
    const text = `on: push
jobs:
  one:
    strategy:
      matrix:
        service: [cart, orders]
    steps:
      - uses: docker/build-push-action@v6
        with:
          context: ./services/\${{ matrix.service }}
          tags: |
            ghcr.io/\${{ github.repository_owner }}/shop-\${{ matrix.service }}:latest
            ghcr.io/shop/other
  two:
    strategy:
      matrix:
        include:
          - { name: pay, path: payment }
    steps:
      - run: docker build -t \${{ matrix.name }} .
        working-directory: \${{ matrix.path }}
`
    expect(await built('.github/workflows/images.yml', text)).toEqual([
      '8 shop-cart: services/cart services/cart/Dockerfile',
      '8 shop-orders: services/orders services/orders/Dockerfile',
      '20 pay: payment payment/Dockerfile',
    ])
  })
  it('by older actions, which have an input for the image', async () => {
    const text = `on: push
jobs:
  one:
    steps:
      - uses: docker/build-push-action@v1
        with: { path: ./orders, dockerfile: ./orders/docker/Dockerfile, repository: acme/shop-orders, tags: "latest,1.2" }
      - uses: elgohr/Publish-Docker-Github-Action@v5
        with: { name: acme/shop-users, workdir: users }
      - uses: mr-smithers-excellent/docker-build-push@v6
        with: { image: shop-carts, directory: carts, dockerfile: carts/Dockerfile }
`
    expect(await built('.github/workflows/images.yml', text)).toEqual([
      '5 shop-orders: orders orders/docker/Dockerfile',
      '7 shop-users: users users/Dockerfile',
      '9 shop-carts: carts carts/Dockerfile',
    ])
  })
  it('by the action of Docker, under the names that a step before it gives', async () => {
    const text = `on: push
jobs:
  one:
    steps:
      - id: names
        uses: docker/metadata-action@v5
        with:
          images: shop/pages
      - uses: docker/build-push-action@v6
        with:
          context: .
          file: build/template/Dockerfile
          target: pages
          tags: \${{ steps.names.outputs.tags }}
`
    expect(await built('.github/workflows/images.yml', text)).toEqual(['9 pages: . build/template/Dockerfile at pages'])
  })
})

it('reads what Skaffold builds with Dockerfiles, by the folder in which it finds them', async () => {
  const text = `build:
  artifacts:
    - image: reg.io/shop/Cart
      context: services/cart
    - image: pages
      docker: { dockerfile: ops/pages.Dockerfile, target: run }
    - image: orders
      context: orders
      jib: {}
profiles:
  - name: slow
    build:
      artifacts:
        - image: users
          context: users
`
  expect(await built('deploy/skaffold.yaml', text)).toEqual([
    '3 cart: deploy/services/cart deploy/services/cart/Dockerfile',
    '5 pages: deploy deploy/ops/pages.Dockerfile at run',
    '14 users: deploy/users deploy/users/Dockerfile',
  ])
  expect(await built('skaffold.yaml', 'build: { artifacts: [{ image: "{{.X}}", context: a }, 5] }\n')).toEqual([])
})

it('tells every image that Skaffold gives a tag, however it is built', async () => {
  const text = 'build: { artifacts: [{ image: reg.io/shop/cart }, { image: orders, jib: {} }] }\n'
  const facts: readonly Fact[] = await factsOf(imageBuild, 'skaffold.yaml', text)
  expect(facts.flatMap((fact) => (fact.kind === 'image-override' ? [[fact.image, fact.version]] : []))).toEqual([
    ['reg.io/shop/cart', '$'],
    ['orders', '$'],
  ])
})

it('knows targets of bake, whose Dockerfiles lie in their contexts', async () => {
  const text = `variable "TAG" { default = "dev" }
target "base" { args = { NODE = "24" } }
# target "old" { context = "old" }
target "cart" {
  inherits = ["base"]
  context = "services/cart"
  dockerfile = "deploy/Dockerfile"
  tags = ["\${REGISTRY}/shop-cart:\${TAG}"]
}
target "orders" {
  context = "./services/orders"
  target = "app"
}
`
  expect(await built('docker-bake.hcl', text)).toEqual([
    '4 shop-cart: services/cart services/cart/deploy/Dockerfile',
    '10 orders: services/orders services/orders/Dockerfile at app',
  ])
})
