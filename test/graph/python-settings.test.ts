import { expect, it } from 'vitest'
import { edgesOf, servicesOf, type Tree } from './graph-of.ts'

const image = 'FROM python:3.14-slim\nCMD ["uvicorn", "main:app"]\n'
const shop: Tree = {
  'compose.yaml':
    'services:\n  orders: { build: orders, ports: ["8001:8000"] }\n  users: { build: users, ports: ["8002:8000"] }\n',
  'orders/Dockerfile': image,
  'users/Dockerfile': image,
  'users/main.py': 'from fastapi import FastAPI\napp = FastAPI()\n',
}
const settings =
  'import os\n\nclass Settings:\n    def __init__(self):\n        self.USERS_URL = os.getenv("USERS_URL", "http://localhost:8002")\n'

it('takes a field of an object with all settings for used where somebody takes it', async () => {
  const orders = 'import httpx\nfrom config import settings\nhttpx.get(f"{settings.USERS_URL}/me", timeout=1)\n'
  const used = { ...shop, 'orders/config.py': settings, 'orders/main.py': orders }
  expect(await edgesOf(used)).toEqual(['orders -> users http (observed)'])
  const unused = { ...used, 'orders/main.py': 'from config import settings\nprint(settings.PORT)\n' }
  expect(await edgesOf(unused)).toEqual([])
})

it('takes nothing from a script that shows how a service is asked', async () => {
  const tree = {
    ...shop,
    'orders/main.py': 'import httpx\n',
    'orders/examples.py': 'import httpx\nhttpx.get("http://localhost:8002/me")\n',
  }
  expect(await edgesOf(tree)).toEqual([])
})

it("finds Amazon's services by the names that boto3 makes clients with", async () => {
  const code =
    'import boto3\nqueue = boto3.client("sqs", region_name="eu-west-1")\nitems = boto3.resource("dynamodb").Table("items")\n'
  expect(await edgesOf({ ...shop, 'orders/main.py': code })).toEqual([
    'orders -> dynamodb of orders database (observed)',
    'orders -> sqs of orders broker (observed)',
  ])
})

it('knows whom the gateway of KrakenD asks', async () => {
  const endpoints =
    '{ "endpoints": [{ "endpoint": "/me", "backend": [{ "host": ["http://users:8000"], "url_pattern": "/me" }], "extra_config": { "auth/validator": { "jwk_url": "http://orders:8000/keys" }, "proxy/fallback": { "login_url": "http://mails:8000/login" } } }] }'
  const tree = {
    ...shop,
    'compose.yaml': `${shop['compose.yaml']}  gateway: { build: gateway, ports: ["80:8080"] }\n`,
    'gateway/Dockerfile': 'FROM devopsfaith/krakend\nCOPY krakend.json /etc/krakend/krakend.json\n',
    'gateway/krakend.json': endpoints,
  }
  expect(await edgesOf(tree)).toEqual(['gateway -> orders http (observed)', 'gateway -> users http (observed)'])
})

it('knows a release of a chart that is called after where it runs', async () => {
  const workload = (release: string) => `apiVersion: apps/v1
kind: Deployment
metadata: { name: ${release} }
spec: { template: { spec: { containers: [{ name: app, image: "registry.acme.io/${release}:1" }] } } }
`
  const names = ['orders', 'users'].flatMap((name) => [`shop-dev-${name}`, `shop-prod-${name}`])
  const tree = {
    'apps/orders/Dockerfile': image,
    'apps/orders/main.py': 'from fastapi import FastAPI\n',
    'apps/users/Dockerfile': image,
    'apps/users/main.py': 'from fastapi import FastAPI\n',
    ...Object.fromEntries(names.map((name) => [`k8s/${name}.yaml`, workload(name)])),
  }
  expect(await servicesOf(tree)).toEqual(['orders at apps/orders', 'users at apps/users'])
})

it('gives a store of settings that all have to those alone who can speak with it', async () => {
  const tree: Tree = {
    'compose.yaml':
      'services:\n  intake: { build: { context: ., dockerfile: intake/Dockerfile } }\n  review: { build: { context: ., dockerfile: review/Dockerfile } }\n  postgres: { image: "postgres:18" }\n  kafka: { image: "apache/kafka:4.1.0" }\n  minio: { image: minio/minio }\n',
    'intake/Dockerfile': image,
    'review/Dockerfile': image,
    'shared/settings.py':
      "import os\nDATABASE_URL = os.getenv('DATABASE_URL', 'postgres://postgres:5432/shop')\nKAFKA_BROKERS = os.getenv('KAFKA_BROKERS', 'kafka:9092')\nFILES = 'https://minio:9000' if os.getenv('SECURE') else 'http://minio:9000'\n",
    'intake/main.py':
      'import json\nimport numpy\nimport scipy\nimport soundfile\nfrom confluent_kafka import Producer\nfrom shared.settings import KAFKA_BROKERS\n',
    'review/main.py':
      'import json\nimport jinja2\nimport uvicorn\nfrom fastapi.responses import StreamingResponse\nimport psycopg\nfrom shared.settings import DATABASE_URL\n',
  }
  const stores = (await edgesOf(tree)).filter((edge) => !edge.includes('minio'))
  expect(stores).toEqual([
    'intake -> kafka://kafka:9092 broker (observed)',
    'review -> postgres://postgres:5432/shop database (observed)',
  ])
  // One place, however it is asked.
  expect((await edgesOf(tree)).filter((edge) => edge.includes('minio'))).toEqual([
    'intake -> minio://minio:9000 database (observed)',
    'review -> minio://minio:9000 database (observed)',
  ])
})
