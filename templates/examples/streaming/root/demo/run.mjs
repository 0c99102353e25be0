import { randomBytes } from 'node:crypto'
import { runDemo } from './lib/demo.mjs'

async function journey({ ask, many, request, served, check, chapter, tell, system }) {
  const credentials = { name: 'ada', password: randomBytes(12).toString('base64url') }

  chapter('Somebody signs in')
  const stranger = await ask('gateway', 'GET', '/v1/titles?q=night', { means: () => 'not without a session' })
  check(stranger.status === 401, 'a stranger cannot search')
  await ask('gateway', 'POST', '/v1/users', { body: credentials, means: ({ body }) => `hello ${body?.name}` })
  const wrong = { ...credentials, password: 'only a guess' }
  const guess = await ask('gateway', 'POST', '/v1/sessions', { body: wrong, means: ({ body }) => body?.detail })
  check(guess.status === 403, 'a wrong password opens nothing')
  const session = await ask('gateway', 'POST', '/v1/sessions', {
    body: credentials,
    means: ({ body }) => `a token from auth, good until ${body?.expiresAt}`,
  })
  check(session.status === 201, 'the right one does')
  const headers = { authorization: `Bearer ${session.body?.token}` }
  const forged = { authorization: `Bearer ${session.body?.token?.replace(/^./, 'x')}` }
  const forger = await ask('gateway', 'GET', '/v1/titles?q=night', { headers: forged, means: () => 'a changed token' })
  check(forger.status === 401, 'a token that was tampered with is worth nothing')

  const search = (words, means) => ask('gateway', 'GET', `/v1/titles?q=${words}`, { headers, means })
  const quietSearch = () => request('gateway', 'GET', '/v1/titles?q=night', { headers })
  const play = (id, range, means) =>
    ask('gateway', 'GET', `/v1/titles/${id}/preview`, { headers: { ...headers, ...(range && { range }) }, means })

  chapter('… searches')
  const found = await search('night', ({ body }) => body?.titles?.map(({ name }) => name).join(', '))
  check(found.body?.titles?.length === 3, 'three titles of Night Ferry are found')
  const title = found.body?.titles?.[0]

  chapter('… and plays a preview')
  const whole = await play(title?.id, undefined, ({ body }) => `${title?.name}: ${kilobytes(body)} of sound`)
  check(whole.headers.get('content-type') === 'audio/wav', 'it is a WAV file')
  check(soundSeconds(whole.body) === 2, 'of two seconds', `${soundSeconds(whole.body)} s`)
  const half = Math.floor((whole.body?.length ?? 0) / 2)
  const rest = await play(title?.id, `bytes=${half}-`, ({ headers: answered }) => answered.get('content-range'))
  check(rest.status === 206, 'a player that jumps to the middle gets the part it asks for')
  check(whole.body?.subarray(half).equals(rest.body) === true, 'and it is the same sound')

  chapter('Many listen at once')
  const listeners = await many(60, 12, () => request('gateway', 'GET', `/v1/titles/${title?.id}/preview`, { headers }))
  tell(`a preview took ${ms(listeners.median)} in the middle, and ${ms(listeners.slowest)} at most`)
  tell(`previews has answered ${await served('previews')} requests so far, search ${await served('search')}`)
  tell('so in production previews may grow to 20 replicas, auth to 6: see services/*/k8s/overlays/prod')
  check(listeners.good === listeners.count, `all ${listeners.count} heard it`, `${listeners.good} did`)

  chapter('previews crashes')
  await system.service('previews').kill()
  tell('its process was killed')
  const silent = await play(title?.id, undefined, ({ body }) => body?.detail)
  check([502, 504].includes(silent.status), 'the gateway says at once that there is no sound', `${silent.status}`)
  const meanwhile = await many(50, 10, quietSearch)
  tell(`meanwhile ${meanwhile.good} of ${meanwhile.count} searches were answered, the slowest in ${ms(meanwhile.slowest)}`)
  check(meanwhile.good === meanwhile.count, 'searching is unharmed', `${meanwhile.good} of ${meanwhile.count}`)
  tell(`previews is started again: ready after ${ms(await system.service('previews').start())}`)
  const again = await play(title?.id, undefined, ({ body }) => `${kilobytes(body)} of sound`)
  check(again.status === 200, 'the music plays on')

  chapter('search crashes')
  await system.service('search').kill()
  tell('its process was killed')
  const lost = await search('night', ({ body }) => body?.detail)
  check([502, 504].includes(lost.status), 'nothing can be found for now', `status ${lost.status}`)
  const playing = await play(title?.id, undefined, ({ body }) => `${kilobytes(body)} of sound`)
  check(playing.status === 200, 'what was found before can be played')
}

/** What the header of a WAV file says of its length. */
const soundSeconds = (wav) => (wav?.length > 44 ? wav.readUInt32LE(40) / wav.readUInt32LE(28) : 0)
const kilobytes = (bytes) => `${Math.round((bytes?.length ?? 0) / 1000)} kB`
const ms = (value) => `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`

await runDemo({
  title: 'A streaming service: sign in, search, play',
  services: {
    auth: { settings: { TOKEN_SECRET: randomBytes(32).toString('base64url') } },
    search: {},
    previews: {},
    gateway: { calls: ['auth', 'search', 'previews'] },
  },
  journey,
})
