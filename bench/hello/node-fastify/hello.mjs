import { fastify } from 'fastify'

const app = fastify()
app.get('/v1/items', async () => ({ hello: 'world' }))
await app.listen({ port: Number(process.env.PORT), host: '0.0.0.0' })
