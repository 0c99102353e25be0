import { describe, expect, it } from 'vitest'
import { edgesOf, servicesOf } from './graph-of.ts'

const puma = (port: number) => `port ENV.fetch('PORT', ${port})\n`

describe('Ruby', () => {
  const shop = {
    'ads/config.ru': 'run Ads\n',
    'ads/Gemfile': "gem 'bunny'\ngroup :test do\n  gem 'mongo'\nend\n",
    'ads/config/puma.rb': puma(3000),
    'ads/app/auth.rb': "class Client\n  option :url, default: proc { 'http://localhost:4000/api/v1' }\nend\n",
    'ads/app/geo.rb': "conn = Faraday.new(url: 'http://localhost:6000')\n",
    'auth/config.ru': 'run Auth\n',
    'auth/Gemfile': "gem 'pg'\n",
    'auth/config/puma.rb': 'port ENV.fetch("PORT") { 4000 }\n',
    'geo/config.ru': 'run Geo\n',
    'geo/Gemfile': "gem 'sinatra'\n",
    'geo/config/puma.rb': puma(6000),
    'geo/app/ads.rb': "class Ads\n  include HTTParty\n  base_uri 'http://localhost:3000'\nend\n",
    'geo/app/origins.rb': "allow 'http://localhost:4000'\n",
  }

  it('finds programs by what starts them, the ports that Puma opens, and whom clients call there', async () => {
    expect(await servicesOf(shop)).toEqual(['ads at ads', 'auth at auth', 'geo at geo'])
    expect(await edgesOf(shop)).toEqual([
      'ads -> auth http (observed)',
      'ads -> geo http (observed)',
      'ads -> rabbitmq of ads broker (observed)',
      'auth -> postgres of auth database (observed)',
      'geo -> ads http (observed)',
    ])
  })
})

describe('PHP', () => {
  const laravel = (more = '') => `{ "require": { "laravel/framework": "^11.0"${more} } }`
  const settings = `<?php return [
  'default' => env('CACHE_STORE', 'file'),
  'redis' => ['host' => env('REDIS_HOST', '127.0.0.1'), 'connection' => env('REDIS_CACHE_CONNECTION', 'orders')],
  'memcached' => [['host' => env('MEMCACHED_HOST', '127.0.0.1')]],
  'passwords' => env('AUTH_PASSWORD_BROKER', 'orders'),
];
`
  const base = {
    'orders/composer.json': laravel(),
    'orders/artisan': '#!/usr/bin/env php\n',
    'orders/config/cache.php': settings,
    'orders/.env.example': 'DB_CONNECTION=mysql\nDB_HOST=127.0.0.1\nDB_PORT=3306\nDB_DATABASE=orders\n',
    'users/composer.json': laravel(),
    'users/config/cache.php': settings,
    'users/.env.example': 'DB_CONNECTION=sqlite\n',
    'users/config/database.php':
      "<?php return ['host' => env('DB_HOST', '127.0.0.1'), 'port' => env('DB_PORT', '3306')];\n",
    'orders/config/database.php':
      "<?php return [env('DB_CONNECTION', 'sqlite'), env('DB_HOST', '127.0.0.1'), env('DB_DATABASE', 'forge')];\n",
    'lib/composer.json': '{ "type": "library", "require": { "laravel/framework": "^11.0" } }',
  }

  it('finds programs by their framework, and no libraries for it', async () => {
    expect(await servicesOf(base)).toEqual(['orders at orders', 'users at users'])
  })

  it('counts only the stores that settings choose, or code names, of all that a framework offers', async () => {
    expect(await edgesOf(base)).toEqual(['orders -> mysql://127.0.0.1/orders database (observed)'])
    expect(await edgesOf({ ...base, 'users/.env': 'CACHE_STORE=redis\nDB_CONNECTION=sqlite\n' })).toContain(
      'users -> redis://127.0.0.1 cache (observed)',
    )
    const ranks = "<?php use Illuminate\\Support\\Facades\\Redis; Redis::zincrby('ranks', 1);\n"
    expect(await edgesOf({ ...base, 'users/app/Ranks.php': ranks })).toContain(
      'users -> redis://127.0.0.1 cache (observed)',
    )
  })

  it('knows clients through what they are given before, and the machine as Docker calls it', async () => {
    const tree = {
      'compose.yaml': `services:
  users: { build: ./users, ports: ["8001:8000"] }
  carts: { build: ./carts, ports: ["8002:8000"] }
  orders: { build: ./orders }
`,
      'users/Dockerfile': 'FROM php:8.4\n',
      'users/index.php': '<?php\n',
      'carts/Dockerfile': 'FROM php:8.4\n',
      'carts/index.php': '<?php\n',
      'orders/Dockerfile': 'FROM php:8.4\n',
      'orders/Users.php':
        "<?php $user = Http::withToken($token)->get('http://docker.for.mac.localhost:8001/api/user');\n",
      'orders/Carts.php':
        "<?php $client = new Client(['base_uri' => 'http://host.docker.internal:8002', 'timeout' => 2]);\n",
      'orders/Page.php': "<?php $page->allow('http://host.docker.internal:8002');\n",
    }
    expect(await edgesOf(tree)).toEqual(['orders -> carts http (observed)', 'orders -> users http (observed)'])
    const { 'orders/Carts.php': _, ...fewer } = tree
    expect(await edgesOf(fewer)).toEqual(['orders -> users http (observed)'])
  })
})

describe('Variables in files of settings', () => {
  const compose = `services:
  shop: { build: shop, environment: { SHOP_URL: "mysql2://a:b@db/shop", DATABASE_URL: "mysql://a:b@db:3306/other" } }
  db: { image: mysql }
`
  it.each([
    [
      'Symfony',
      { 'shop/config/packages/doctrine.yaml': "doctrine: { dbal: { url: '%env(resolve:SHOP_URL)%' } }" },
      'shop',
    ],
    [
      'YAML with Ruby in it',
      { 'shop/config/database.yml': 'production:\n  url: <%= ENV.fetch("SHOP_URL") %>\n' },
      'shop',
    ],
    ['the package config of Node', { 'shop/config/custom-environment-variables.json': '{ "db": "SHOP_URL" }' }, 'shop'],
    ['Rails, which takes one by itself', { 'shop/Gemfile': "gem 'rails'\n" }, 'other'],
  ])('%s', async (_, files, database) => {
    const language = 'shop/Gemfile' in files || 'shop/config/database.yml' in files ? 'rb' : 'php'
    const tree = { 'compose.yaml': compose, 'shop/Dockerfile': 'FROM x', [`shop/a.${language}`]: '<?php\n', ...files }
    const [edge = '', ...others] = await edgesOf(tree)
    expect(others).toEqual([])
    expect(edge).toMatch(new RegExp(`^shop -> mysql://db(?::3306)?/${database} database`))
  })
})

it('takes no account of Amazon for a broker that Laravel leaves to be filled in', async () => {
  const queue = (account: string): Record<string, string> => ({
    'compose.yaml': 'services:\n  orders: { build: orders, ports: ["80:80"] }\n',
    'orders/Dockerfile': 'FROM php:8.4-apache\nCOPY . /var/www/html\n',
    'orders/composer.json': '{ "require": { "laravel/framework": "^12" } }',
    'orders/config/queue.php': `<?php return ['sqs' => ['prefix' => env('SQS_PREFIX', 'https://sqs.eu-west-1.amazonaws.com/${account}')]];\n`,
  })
  expect(await edgesOf(queue('your-account-id'))).toEqual([])
  expect(await edgesOf(queue('123456789012'))).toEqual([
    'orders -> sqs://sqs.eu-west-1.amazonaws.com/123456789012 broker (observed)',
  ])
})

it('takes the database that variables tell a program of Lumen, which need not keep the settings of its framework', async () => {
  const orders = (bootstrap: string): Record<string, string> => ({
    'orders/composer.json': '{ "require": { "laravel/lumen-framework": "^10" } }',
    'orders/bootstrap/app.php': `<?php\n${bootstrap}\n`,
    'orders/.env.example': 'DB_CONNECTION=mysql\nDB_HOST=db\nDB_DATABASE=orders\n',
  })
  expect(await edgesOf(orders('$app->withEloquent();'))).toEqual(['orders -> mysql://db/orders database (observed)'])
  expect(await edgesOf(orders('// $app->withEloquent();'))).toEqual([])
})

it('knows whom a program of PHP calls by gRPC, by the interface that it is handed or the client that it makes', async () => {
  const spiral = '{ "require": { "spiral/framework": "^3" } }'
  const tree = {
    'users/composer.json': spiral,
    'users/Users.php':
      '<?php use GRPC\\Services\\UsersServiceInterface;\nfinal class Users implements UsersServiceInterface {\n  function __construct(private PaymentServiceInterface $payment) {}\n}\n',
    'payment/composer.json': spiral,
    'payment/Payment.php':
      '<?php use GRPC\\Services\\PaymentServiceInterface;\nclass Payment implements PaymentServiceInterface {}\n',
    'web/composer.json': spiral,
    'web/Show.php':
      '<?php use GRPC\\Services\\UsersServiceInterface;\nclass Show { function __invoke(UsersServiceInterface $users) {} }\n',
    'web/Pay.php':
      "<?php $client = new PaymentServiceClient('payment:9001', ['credentials' => \\Grpc\\ChannelCredentials::createInsecure()]);\n",
    // An interface of its own domain, which others may have under the same name.
    'web/Ports.php': '<?php class Ports { function __construct(private PaymentServiceInterface $own) {} }\n',
  }
  expect(await edgesOf(tree)).toEqual([
    'users -> payment grpc (observed)',
    'web -> payment grpc (observed)',
    'web -> users grpc (observed)',
  ])
})

it('takes the Redis of this machine that Rails writes into every application for none that it uses', async () => {
  const orders = (redis: string, gems = "gem 'rails'\n"): Record<string, string> => ({
    'compose.yaml': 'services:\n  orders: { build: orders, ports: ["80:80"] }\n',
    'orders/Dockerfile': 'FROM ruby:3.4\n',
    'orders/Gemfile': gems,
    'orders/a.rb': 'puts 1\n',
    'orders/config/cable.yml': `production:\n  adapter: redis\n  url: ${redis}\n`,
  })
  expect(await edgesOf(orders('redis://localhost:6379/1'))).toEqual([])
  expect(await edgesOf(orders('redis://cache:6379/1'))).toEqual(['orders -> redis://cache:6379/1 cache (observed)'])
  expect(await edgesOf(orders('redis://localhost:6379/1', "gem 'rails'\ngem 'redis'\n"))).toEqual([
    'orders -> redis of orders cache (observed)',
  ])
})
