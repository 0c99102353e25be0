import { type CodeToken, literalOf } from '../code/lexer.ts'
import type { At, Fact } from '../fact.ts'

/** Where gin, echo, fiber and the like are told to listen. */
const anywhere = /^(?:0\.0\.0\.0)?:\d+$/
/** The same, with a port that is put in: `":" + port`, `fmt.Sprintf(":%s", port)`. */
const anyPort = /^(?:0\.0\.0\.0)?:(?:%[sdv])?$/
/** Frameworks for the web: what runs one of theirs opens a port, wherever the address comes from. */
const webFramework =
  /^github\.com\/(?:gin-gonic\/gin|labstack\/echo|gofiber\/fiber|kataras\/iris|cloudwego\/hertz|beego\/beego|astaxie\/beego|go-martini\/martini|buffalo)/
/** Whatever port is free on this machine: nobody can know it but whom the program tells, as one does who logs in by a browser. */
const anyFree = /^(?:127\.0\.0\.1|localhost|\[::1\])?:0$/
const packages = /^(?:grpc|http|khttp|kgrpc|rest|zrpc|micro|web|server|transport)$/
/** The runtime of Micro, whose package of services has a short name: `service.New(service.Name("cart"))`. */
const micro = /^github\.com\/micro\/micro\/v\d+\/service$/
/** An application of kratos runs the servers that it is handed, whoever makes them: `kratos.New(kratos.Server(http))`. */
const kratos = /^github\.com\/go-kratos\/kratos(?:\/v\d+)?$/
/** Servers of gRPC, kratos, go-zero and go-micro, by the package that makes them. */
const makesServer = /^(?:NewServer|MustNewServer|NewService)$/

/** `package main` with its `func main()`, and calls that open a port or take from a queue. */
export function programs(tokens: readonly CodeToken[], at: (offset: number) => At): Fact[] {
  const facts: Fact[] = []
  const value = (index: number): string => tokens[index]?.value ?? ''
  const isMain = value(0) === 'package' && value(1) === 'main'
  const isWeb = tokens.some((token) => token.type === 'text' && webFramework.test(token.value))
  const isOfMicro = tokens.some((token) => micro.test(literalOf(token) ?? ''))
  const isOfKratos = tokens.some((token) => kratos.test(literalOf(token) ?? ''))
  const isForAnswer = tokens.some((token) => anyFree.test(literalOf(token) ?? ''))
  for (const [index, token] of tokens.entries()) {
    if (isMain && token.value === 'main' && value(index - 1) === 'func' && !isLoaded(tokens, index + 1)) {
      facts.push({ kind: 'program', at: at(token.offset), language: 'go' })
    }
    if (value(index - 1) !== '.' || value(index + 1) !== '(') continue
    const opens =
      (/^ListenAndServe(?:TLS)?$/.test(token.value) && !isForAnswer) ||
      (makesServer.test(token.value) && packages.test(value(index - 2))) ||
      (isOfMicro && token.value === 'New' && value(index - 2) === 'service') ||
      (isOfKratos && token.value === 'New' && value(index - 2) === 'kratos') ||
      (token.value === 'Listen' && value(index - 2) === 'net' && !isForAnswer) ||
      (/^(?:Run|RunTLS|Start|StartServer|Listen|ListenTLS|Spin)$/.test(token.value) &&
        (isWeb || isAnywhere(tokens, index + 2)))
    if (opens) facts.push({ kind: 'listen', at: at(token.offset) })
    else if (takesFromQueue(value(index - 2), token.value)) {
      facts.push({ kind: 'listen', at: at(token.offset), from: 'queue' })
    }
  }
  return facts
}

/** `func init() { … }` and `func main() {}`: the program that loads it starts it, and only the compiler wants a beginning. */
function isLoaded(tokens: readonly CodeToken[], index: number): boolean {
  const isEmpty = ['(', ')', '{', '}'].every((mark, place) => tokens[index + place]?.value === mark)
  return isEmpty && tokens.some(({ value }, at) => value === 'init' && tokens[at - 1]?.value === 'func')
}

/** Whether the address that begins at `index` is one of this machine at any of its hosts. */
function isAnywhere(tokens: readonly CodeToken[], index: number): boolean {
  const text = literalOf(tokens[index]) ?? ''
  if (text !== '') return anywhere.test(text) || (anyPort.test(text) && tokens[index + 1]?.value === '+')
  const isFormat = tokens[index]?.value === 'fmt' && tokens[index + 2]?.value === 'Sprintf'
  return isFormat && anyPort.test(literalOf(tokens[index + 4]) ?? '')
}

/**
 * Queues of go-zero and asynq, and those of Kafka, NSQ, RocketMQ and Pulsar, whose names are settings; lists and streams of
 * Redis that somebody waits at.
 */
const takesFromQueue = (owner: string, method: string): boolean =>
  /^(?:BL|BR)Pop(?:LPush)?$|^XReadGroup$|^NewConsumerGroup(?:FromClient)?$|^NewP(?:ush|ull)Consumer$/.test(method) ||
  (method === 'NewConsumer' && /^c?kafka$|^cluster$|^sarama$|^nsq$/.test(owner)) ||
  (owner === 'kafka' && method === 'NewReader') ||
  (owner === 'kgo' && method === 'ConsumeTopics') ||
  (owner === 'kq' && /^(?:Must)?NewQueue$/.test(method)) ||
  (owner === 'asynq' && /^New(?:Server|Scheduler|PeriodicTaskManager)$/.test(method))
