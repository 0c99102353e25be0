import { expect, it } from 'vitest'
import { edgesOf, servicesOf } from './graph-of.ts'

const fastapi = 'from fastapi import FastAPI\napp = FastAPI()\n@app.get("/users")\ndef users(): return []\n'
const flask =
  'from flask import Flask\nimport requests\napp = Flask(__name__)\n@app.route("/orders")\ndef orders(): return requests.get("http://localhost:8001/users", timeout=3).json()\nif __name__ == "__main__":\n    app.run(port=8002)\n'

/** Programs of Python without an image of any. */
const shop = {
  'users/requirements.txt': 'fastapi\nuvicorn\n',
  'users/app/main.py': `${fastapi}import uvicorn\nuvicorn.run(app, port=8001)\n`,
  'users/app/routes/extra.py': fastapi,
  'orders/app.py': flask,
  'mail/requirements.txt': 'pika\n',
  'mail/consume.py': 'import pika\nchannel.basic_consume(queue="mails")\nchannel.start_consuming()\n',
  'admin/manage.py': 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "admin.settings")\n',
  'admin/admin/settings.py': 'DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql", "NAME": "admin"}}\n',
}

it('finds programs of Python that answer or take from a queue, where no image runs any', async () => {
  expect(await servicesOf(shop)).toEqual(['admin at admin', 'mail at mail', 'orders at orders', 'users at users'])
  expect(await edgesOf(shop)).toContain('orders -> users http (observed)')
})

it('tells them apart by their own folders where one manifest is for all', async () => {
  const tree = {
    'backend/requirements.txt': 'flask\n',
    'backend/users/app.py': flask,
    'backend/orders/src/main.py': fastapi,
  }
  expect(await servicesOf(tree)).toEqual(['orders at backend/orders', 'users at backend/users'])
})

it('leaves aside what tests, shows or prepares something, and classes that are only declared', async () => {
  const tree = {
    ...shop,
    'users/tests/server.py': fastapi,
    'examples/hello/main.py': fastapi,
    'scripts/serve/app.py': flask,
    'lessons/first/step_one.py': fastapi,
    'framework/app.py': 'class FastAPI(Starlette):\n    pass\n',
  }
  expect(await servicesOf(tree)).toEqual(await servicesOf(shop))
})

it('takes them for parts or left behind where anything runs one', async () => {
  const image = 'FROM python:3.12\nCMD ["python", "app.py"]\n'
  expect(await servicesOf({ ...shop, 'orders/Dockerfile': image })).toEqual(['orders at orders'])
  expect(await servicesOf({ ...shop, 'docker/orders.Dockerfile': `${image}COPY orders .\n` })).not.toContain(
    'users at users',
  )
})
