import { expect, it } from 'vitest'
import { catalogOf, edgesOf } from './graph-of.ts'

const services = catalogOf({ orders: { port: 8000 }, users: { port: 8001 } })
const asking = (setting: string) => ({
  ...services,
  'services/orders/app.py': `import os\nurl = os.getenv("${setting}", "http://users:8001")\n`,
})

it.each(['USER_THUMBNAIL_SERVER_URL', 'AVATARS_BASE_URL', 'API_CORS_ORIGIN', 'WEB_ORIGIN'])(
  'calls nobody whose address browsers are told: %s',
  async (setting) => {
    expect(await edgesOf(asking(setting))).toEqual([])
  },
)

it.each(['THUMBNAILS_SERVICE_URL', 'USERS_URL', 'USERS_SERVICE_ORIGIN', 'Services__UsersClient'])(
  'calls whoever %s tells of',
  async (setting) => {
    expect(await edgesOf(asking(setting))).toEqual(['orders -> users http (observed)'])
  },
)
