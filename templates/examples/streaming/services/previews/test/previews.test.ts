import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseRange } from '../src/previews/byte-range.ts'
import { listeningApp } from './support.ts'

async function preview(url: string, headers: Record<string, string> = {}, id = 'octaves', method = 'GET') {
  const response = await fetch(`${url}/v1/previews/${id}`, { method, headers })
  return { status: response.status, headers: response.headers, bytes: Buffer.from(await response.arrayBuffer()) }
}

test('a preview is sound: two seconds of it, in a file that says so', async (t) => {
  const { status, headers, bytes } = await preview(await listeningApp(t))
  assert.equal(status, 200)
  assert.equal(headers.get('content-type'), 'audio/wav')
  assert.equal(headers.get('accept-ranges'), 'bytes')
  assert.equal(Number(headers.get('content-length')), bytes.length)
  assert.equal(bytes.toString('latin1', 0, 4), 'RIFF')
  assert.equal(bytes.toString('latin1', 8, 16), 'WAVEfmt ')
  const [bytesPerSecond, dataBytes] = [bytes.readUInt32LE(28), bytes.readUInt32LE(40)]
  assert.equal(dataBytes, bytes.length - 44)
  assert.equal(dataBytes / bytesPerSecond, 2)
  const samples = Array.from({ length: dataBytes / 2 }, (_, index) => bytes.readInt16LE(44 + 2 * index))
  assert.ok(Math.max(...samples) > 10_000, 'it can be heard')
})

test('any part of it is the same bytes as in the whole', async (t) => {
  const url = await listeningApp(t)
  const { bytes: whole } = await preview(url)
  const size = whole.length
  const parts: [string, number, number][] = [
    ['bytes=0-0', 0, 0],
    ['bytes=10-99', 10, 99],
    ['bytes=43-44', 43, 44],
    ['bytes=45-45', 45, 45],
    ['bytes=1001-50002', 1001, 50_002],
    [`bytes=${size - 3}-`, size - 3, size - 1],
    ['bytes=-5', size - 5, size - 1],
    ['bytes=50000-99999999', 50_000, size - 1],
  ]
  for (const [range, start, end] of parts) {
    const part = await preview(url, { range })
    assert.equal(part.status, 206, range)
    assert.equal(part.headers.get('content-range'), `bytes ${start}-${end}/${size}`)
    assert.ok(part.bytes.equals(whole.subarray(start, end + 1)), range)
  }
})

test('what is beyond the end cannot be had, and what is not understood gets the whole', async (t) => {
  const url = await listeningApp(t)
  const size = (await preview(url)).bytes.length
  const beyond = await preview(url, { range: `bytes=${size}-` })
  assert.equal(beyond.status, 416)
  assert.equal(beyond.headers.get('content-range'), `bytes */${size}`)
  for (const range of ['bytes=9-3', 'bytes=-', 'lines=1-2', 'bytes=0-1,4-5']) {
    assert.equal((await preview(url, { range })).status, 200, range)
  }
  assert.equal((await preview(url, { range: 'bytes=0-1', 'if-range': '"x"' })).status, 200)
  assert.equal(parseRange('bytes=-0', 10), 'unsatisfiable')
})

test('HEAD tells the size without the sound; an unknown title is a 404', async (t) => {
  const url = await listeningApp(t)
  const head = await preview(url, {}, 'octaves', 'HEAD')
  assert.equal(head.status, 200)
  assert.equal(head.bytes.length, 0)
  assert.equal(Number(head.headers.get('content-length')), (await preview(url)).bytes.length)
  assert.equal((await preview(url, {}, 'silence')).status, 404)
})
