import { expect, it } from 'vitest'
import { startedFolder } from '../../src/facts/process-list/started-folder.ts'
import { servicesOf, type Tree } from './graph-of.ts'

const code = (...folders: readonly string[]): Tree =>
  Object.fromEntries(folders.map((folder) => [`${folder}/run.js`, 'run()\n']))

it.each<readonly [string, Tree, readonly string[]]>([
  [
    'a Procfile, whose processes have folders of their own',
    {
      Procfile:
        'web: node web/run.js\nmail: cd services/mail && npm start\nrelease: node db/run.js\nstyles: cd css && npm run build\n',
      ...code('web', 'services/mail', 'db', 'css'),
    },
    ['mail at services/mail', 'web at web'],
  ],
  [
    'a Procfile in the folder of the one',
    { 'orders/Procfile': 'web: node run.js\nworker: node jobs.js\n', ...code('orders', 'lib') },
    ['orders at orders'],
  ],
  ['a Procfile at the root, of one code', { Procfile: 'web: node run.js\n', 'run.js': 'run()\n' }, ['app at .']],
  [
    'applications of PM2 in code',
    {
      'ecosystem.config.js':
        "module.exports = { apps: [{ name: 'cart', script: './apps/cart/dist/run.js' }, { name: 'mail-service', cwd: 'mail', script: 'npm', args: 'start' }] }\n",
      ...code('apps/cart', 'mail'),
    },
    ['cart at apps/cart', 'mail-service at mail'],
  ],
  [
    'applications of PM2 in JSON',
    { 'ecosystem.json': '{ "apps": [{ "name": "cart", "script": "cart/run.js" }] }', ...code('cart', 'lib') },
    ['cart at cart'],
  ],
  [
    'applications of Cloud Foundry',
    {
      'manifest.yml':
        'applications:\n- name: cart\n  path: cart/target/cart.jar\n- name: mail\n  path: mail\n- name: ((name))\n  path: lib\n',
      ...code('cart', 'mail', 'lib'),
    },
    ['cart at cart', 'mail at mail'],
  ],
  [
    'what Dapr runs together',
    {
      'deploy/dapr.yaml':
        'version: 1\ncommon: { resourcesPath: components }\napps:\n- appID: cart-api\n  appDirPath: ../cart\n  command: ["node", "run.js"]\n- appID: mail\n  appDirPath: ../mail\n  command: ["npm", "start"]\n',
      ...code('cart', 'mail'),
    },
    ['cart-api at cart', 'mail at mail'],
  ],
  [
    'what the Azure Developer CLI deploys',
    {
      'azure.yaml':
        'name: shop\nservices:\n  front: { project: ./src/cart, language: js, host: containerapp }\n  mail: { project: src/mail, host: function }\n  more: { image: shop/more, host: containerapp }\n',
      ...code('src/cart', 'src/mail', 'src/lib'),
    },
    ['front at src/cart', 'mail at src/mail'],
  ],
  [
    'services of App Engine',
    {
      'front/app.yaml': '# the first\nruntime: nodejs20\n',
      'mailer/app.yaml': 'runtime: nodejs20\nservice: mail\nentrypoint: node run.js\n',
      'lib/app.yaml': 'apiVersion: v1\nkind: ConfigMap\n',
      ...code('front', 'mailer', 'lib'),
    },
    ['front at front', 'mail at mailer'],
  ],
  [
    'what is built before, or in a folder that is called so',
    {
      Procfile:
        'orders: java -jar orders/build/libs/orders.jar\ncart: npm run build && node cart/run.js\nrelease: node db/run.js\n',
      ...code('orders', 'cart', 'db'),
    },
    ['cart at cart', 'orders at orders'],
  ],
  ['no root of a process that runs once', { Procfile: 'release: node run.js\n', 'run.js': 'run()\n' }, []],
  [
    'services of Render',
    {
      'render.yaml':
        'services:\n- type: web\n  name: cart\n  rootDir: services/cart\n  startCommand: node run.js\n- type: web\n  name: cache\n  image: { url: redis }\n- type: keyvalue\n  name: keys\n- type: web\n  name: lib\n  rootDir: lib\n  runtime: docker\n',
      ...code('services/cart', 'lib'),
    },
    ['cart at services/cart'],
  ],
  [
    'images win: what a list says besides is a part of them',
    {
      Procfile: 'web: node shop/web/run.js\n',
      'shop/Dockerfile': 'FROM node:24\nCMD ["node", "web/run.js"]\n',
      ...code('shop', 'shop/web'),
    },
    ['shop at shop'],
  ],
])('finds services in %s', async (_, tree, services) => expect(await servicesOf(tree)).toEqual(services))

it.each([
  ['node dist/apps/cart/main.js', 'apps/cart'],
  ['gunicorn --chdir cart app:app', 'cart'],
  ['uvicorn cart.main:app --port $PORT', 'cart'],
  ['python -m mail.worker', 'mail'],
  ['./gradlew :services:cart:bootRun', 'services/cart'],
  ['mvn -pl cart spring-boot:run', 'cart'],
  ['npm --prefix ./apps/cart start', 'apps/cart'],
  ['java $JAVA_OPTS -jar cart/target/cart-1.0.jar', 'cart'],
  ['go run ./cmd/cart', 'cmd/cart'],
  ['cd cart && cd src && air', 'cart/src'],
  ['npm start', '.'],
  ['gunicorn -w 4 orders.wsgi', 'orders'],
  ['bundle exec puma -C config/puma.rb', '.'],
  ['sidekiq -C config/sidekiq.yml', '.'],
  ['bin/rails server', '.'],
  ['node_modules/.bin/next start', '.'],
  ['node -r dotenv/config dist/main.js', '.'],
  ['vendor/bin/heroku-php-apache2 web/', '.'],
  ['node src/index.js', '.'],
  ['npm -C cart start', 'cart'],
])('knows the folder of what %s starts', (command, folder) => expect(startedFolder(command, '.')).toBe(folder))

it('finds a server that needs no package to answer, by its script and the port that it opens', async () => {
  const server = (text: string): Tree => ({
    'cart/package.json': '{ "name": "cart", "scripts": { "start": "bun index.ts" } }',
    'cart/index.ts': text,
    'lib/a.ts': 'a()',
  })
  expect(await servicesOf(server('Bun.serve({ port: 3000, fetch })'))).toEqual(['cart at cart'])
  expect(await servicesOf(server('print()'))).toEqual([])
})
