import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Title } from '../src/titles/title.ts'
import { listeningApp } from './support.ts'

async function idsFor(url: string, query: string): Promise<string[]> {
  const response = await fetch(`${url}/v1/titles?${new URLSearchParams(query)}`)
  const { titles } = (await response.json()) as { titles: Title[] }
  return titles.map(({ id }) => id)
}

test('finds titles by name, artist and year, whatever the case and the accents', async (t) => {
  const url = await listeningApp(t)
  assert.deepEqual(await idsFor(url, 'q=ETUDE'), ['etude-in-c'])
  assert.deepEqual(await idsFor(url, 'q=night ferry'), ['blue-hour', 'harbour-lights', 'last-train'])
  assert.deepEqual(await idsFor(url, 'q=ferry 2024'), ['last-train'])
  assert.deepEqual(await idsFor(url, 'q=submarine'), [])
})

test('a word in the name counts more than one in the artist', async (t) => {
  assert.deepEqual(await idsFor(await listeningApp(t), 'q=ala'), [])
  assert.deepEqual((await idsFor(await listeningApp(t), 'q=sc')).slice(0, 2), ['ascending', 'octaves'])
})

test('returns as many as asked for, and refuses a search for nothing', async (t) => {
  const url = await listeningApp(t)
  assert.equal((await idsFor(url, 'q=e&limit=2')).length, 2)
  assert.equal((await fetch(`${url}/v1/titles`)).status, 400)
  assert.equal((await fetch(`${url}/v1/titles?q=`)).status, 400)
})
