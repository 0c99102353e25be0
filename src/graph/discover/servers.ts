import type { ImportFact, PackageFact } from '../../facts/fact.ts'

/** Packages that answer requests. */
const server =
  /^(?:express|fastify|koa|hapi|@hapi\/hapi|restify|polka|hono|@hono\/node-server|h3|next|nuxt|@nestjs\/(?:core|common|microservices)|apollo-server|@apollo\/server|graphql-yoga|moleculer|@grpc\/grpc-js|grpc|socket\.io|ws|elysia|@feathersjs\/(?:express|koa)|@loopback\/rest|@adonisjs\/core|@tsed\/common|@midwayjs\/(?:core|koa|web)|egg|sails|@strapi\/strapi)$/
/** Where a process starts, in a repository whose applications share one manifest. */
const entry = /^((?:.*\/)?(?:apps?|services|microservices)\/[^/]+)\/(?:src\/)?(?:main|server|index|app)\.[cm]?[jt]s$/
/** Where a Nest application starts, wherever it lies. */
const nestEntry = /^(.+)\/src\/main\.ts$/

/** Where an application of Next says how it is built in a workspace of Nx, which has one manifest for all. */
const nextEntry = /^(.+)\/next\.config\.[cm]?[jt]s$/
const nextOfNx = /^@(?:nx|nrwl)\/next(?:\/|$)/

/** Whether a package says how to start it, and depends on what answers requests or starts a server of a framework. */
export function startsServer(fact: PackageFact): boolean {
  return fact.starts && (fact.serves === true || dependsOnServer(fact))
}

/** Libraries of those that take messages from a broker or a queue. */
const queue =
  /^(?:kafkajs|kafka-node|node-rdkafka|@confluentinc\/kafka-javascript|@platformatic\/kafka|amqplib|amqp-connection-manager|rascal|rabbitmq-client|nats|node-nats-streaming|@nats-io\/\S+|mqtt|bull|bullmq|bee-queue|sqs-consumer|@aws-sdk\/client-sqs|@google-cloud\/pubsub|@azure\/service-bus)$/

/** Whether a package says how to start it, and depends on what takes messages: a worker, if its code takes any. */
export const mayTakeMessages = ({ starts, dependencies }: PackageFact): boolean =>
  starts && dependencies.some(({ name, dev, peer }) => !dev && !peer && queue.test(name))

/** Whether a package that no script starts depends on what answers requests, and is no command or root of others. */
export const answers = (fact: PackageFact): boolean =>
  fact.ecosystem === 'npm' && !fact.isCommand && fact.members.length === 0 && dependsOnServer(fact)

const dependsOnServer = ({ dependencies }: PackageFact): boolean =>
  dependencies.some(({ name, dev, peer }) => !dev && !peer && server.test(name))

/** Names of packages that others are built with, and start as a part of themselves. */
export function builtWith(packages: readonly PackageFact[]): ReadonlySet<string> {
  return new Set(packages.flatMap(({ dependencies }) => dependencies.flatMap(({ name, dev }) => (dev ? [] : [name]))))
}

/** What handlers are written with, which begin nothing: `import { Request, Response } from 'express'`. */
const ofHandlers = /^(?:\w*Request|\w*Response|\w*Reply|\w*Handler|NextFunction|Router|Context)$/

/** The folder of an application whose entry file imports what answers requests, and more of it than the types of handlers. */
export function startedFolder({ at, specifier, typeOnly, names }: ImportFact): string | undefined {
  if (nextOfNx.test(specifier)) return nextEntry.exec(at.file)?.[1]
  if (typeOnly || !server.test(specifier) || names?.every((name) => ofHandlers.test(name))) return undefined
  const nest = specifier === '@nestjs/core' ? nestEntry.exec(at.file)?.[1] : undefined
  return nest ?? entry.exec(at.file)?.[1]
}
