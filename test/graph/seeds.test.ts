import { expect, it } from 'vitest'
import { catalogOf, edgesOf } from './graph-of.ts'

const services = catalogOf({ registry: { port: 8000 }, orders: { port: 8001 } })
const row = 'namespace Registry;\nclass Rows { public string Url => "http://orders:8001"; }\n'

it.each(['SeedData.cs', 'DbSeeder.cs', 'RegistryContextSeed.cs', 'Seeding/Hosts.cs'])(
  'calls nobody whose address is a row of %s',
  async (file) => {
    expect(await edgesOf({ ...services, [`services/registry/${file}`]: row })).toEqual([])
  },
)

it.each(['Rows.cs', 'Proceed.cs', 'Speed.cs'])('calls whose address is in %s', async (file) => {
  expect(await edgesOf({ ...services, [`services/registry/${file}`]: row })).toEqual([
    'registry -> orders http (observed)',
  ])
})
