import { describe, expect, it } from 'vitest'
import { go } from '../../src/facts/go/index.ts'
import { jvm } from '../../src/facts/jvm/index.ts'
import { python } from '../../src/facts/python/index.ts'
import { ruby } from '../../src/facts/ruby/index.ts'
import { rust } from '../../src/facts/rust/index.ts'
import { typescript } from '../../src/facts/typescript/index.ts'
import { statements } from './read-facts.ts'

const told = (client: string): string => `calls ${client} without a deadline`
const ended = (client: string): string => `calls ${client} with a deadline`

/** By what a file has: what is said of the one call in it, undefined where nothing is. */
const rows = [
  [typescript, 'a.js', "const sa = require('superagent')\nsa.get(url)", told('superagent.get')],
  [typescript, 'a.js', "const sa = require('superagent')\nsa.get(url).timeout(9)", ended('superagent.get')],
  [typescript, 'a.js', "const rp = require('request-promise')\nrp({ uri })", told('request-promise')],
  [typescript, 'a.js', "const needle = require('needle')\nneedle('get', url)", told('needle')],
  [
    typescript,
    'a.js',
    "const needle = require('needle')\nneedle.get(url, { response_timeout: 9 })",
    ended('needle.get'),
  ],
  [typescript, 'a.js', 'exports.a = () => Promise.race([fetch(url), later(9)])', ended('fetch')],
  [typescript, 'a.js', 'exports.a = () => withTimeout(fetch(url), 9)', ended('fetch')],
  [typescript, 'a.js', 'setTimeout(() => fetch(url), 9)', told('fetch')],
  [typescript, 'a.js', 'onTimeout(() => { fetch(url) })', told('fetch')],
  [typescript, 'a.js', "import bent from 'bent'\nbent(base)", told('bent')],
  [typescript, 'a.js', 'const nine = { timeout: 9 }\naxios.get(url, nine)', undefined],
  [typescript, 'a.js', 'const order = { id: 9 }\naxios.post(url, order)', told('axios.post')],
  [typescript, 'a.js', "import { request } from 'graphql-request'\nrequest(url, query)", told('request')],
  [typescript, 'a.js', "import { ofetch } from 'ofetch'\nofetch(url)", told('ofetch')],
  [typescript, 'a.js', "import { ofetch } from 'ofetch'\nofetch(url, { timeout: 9 })", ended('ofetch')],
  [typescript, 'a.js', connected('baseUrl'), told('createGrpcTransport')],
  [typescript, 'a.js', connected('baseUrl, defaultTimeoutMs: 9'), ended('createGrpcTransport')],
  [python, 'a.py', 'from requests import (Session, get as fetch)\nfetch(url)', told('requests.get')],
  [python, 'a.py', 'from requests import post\npost(url, timeout=9)', ended('requests.post')],
  [python, 'a.py', 'from requests import get\nclass A:\n    def get(self): pass', undefined],
  [python, 'a.py', 'from shop import get\nget(url)', undefined],
  [python, 'a.py', 'pool = urllib3.PoolManager()\npool.request("GET", url)', told('pool.request')],
  [python, 'a.py', 'pool = urllib3.PoolManager(timeout=9)\npool.request("GET", url)', undefined],
  [python, 'a.py', 'c = http.client.HTTPConnection(host, 80)', told('HTTPConnection')],
  [python, 'a.py', 'c = http.client.HTTPSConnection(host, timeout=9)', ended('HTTPSConnection')],
  [go, 'a.go', 'func a() {\n  http.DefaultClient.Timeout = t\n  http.Get(u)\n}', ended('http.Get')],
  [go, 'a.go', 'func a() { c := new(http.Client) }', told('http.Client')],
  [go, 'a.go', 'func a() {\n  c := new(http.Client)\n  c.Timeout = t\n}', ended('http.Client')],
  [go, 'a.go', 'func a() { otelhttp.Get(context.Background(), u) }', told('otelhttp.Get')],
  [go, 'a.go', 'func a() { fasthttp.Get(nil, u) }', told('fasthttp.Get')],
  [go, 'a.go', 'func a() { c := fasthttp.Client{ReadTimeout: t} }', ended('fasthttp.Client')],
  [go, 'a.go', 'func a() { c := retryablehttp.NewClient() }', told('retryablehttp.NewClient')],
  [jvm, 'A.kt', 'val client = RestTemplate()', told('RestTemplate')],
  [jvm, 'A.kt', 'val client = RestTemplateBuilder().build()', told('RestTemplate')],
  [jvm, 'A.java', 'Client c = ClientBuilder.newClient();', told('ClientBuilder')],
  [jvm, 'A.java', 'ClientBuilder.newBuilder().readTimeout(9, SECONDS).build();', ended('ClientBuilder')],
  [jvm, 'A.java', 'ClientBuilder.newClient().property("jersey.config.client.readTimeout", 9)', ended('ClientBuilder')],
  [jvm, 'A.java', 'import io.quarkus.logging.Log;\nClient c = ClientBuilder.newClient();', undefined],
  [rust, 'a.rs', 'use reqwest::{Client, Url};\nlet c = Client::new();', told('reqwest')],
  [rust, 'a.rs', 'reqwest::get(u); request.timeout(t);', told('reqwest')],
  [rust, 'a.rs', 'timeout(limit, reqwest::get(u))', ended('reqwest')],
  [rust, 'a.rs', 'let c = reqwest::blocking::Client::new();', undefined],
  [rust, 'a.rs', 'use reqwest::blocking::Client;\nlet c = Client::new();', undefined],
  [rust, 'a.rs', 'use shop::Client;\nlet c = Client::new();', undefined],
  [rust, 'a.rs', 'use hyper_util::client::legacy::Client;\nlet c = Client::builder(e).build_http();', undefined],
  [rust, 'a.rs', 'ureq::get(&url).call()?;', told('ureq')],
  [rust, 'a.rs', 'use pb::order_book_client::OrderBookClient;\nOrderBookClient::connect(u)', told('OrderBookClient')],
  [ruby, 'a.rb', 'HTTP.get(url)', told('HTTP.get')],
  [ruby, 'a.rb', 'HTTP.timeout(9).get(url)', undefined],
  [ruby, 'a.rb', 'Net::HTTP.get(url)', undefined],
  [ruby, 'a.rb', 'Typhoeus.post(url, timeout: 9)', ended('Typhoeus.post')],
  [ruby, 'a.rb', 'Shop::Orders::Stub.new(url, :this_channel_is_insecure)', told('Orders::Stub')],
] as const

function connected(settings: string): string {
  return `import { createGrpcTransport } from '@connectrpc/connect-node'\ncreateGrpcTransport({ ${settings} })`
}

describe('whether a call has a deadline', () => {
  it.each(rows)('in %o, %s: %s', async (extractor, path, code, expected) => {
    const calls = await statements(extractor, path, code, ['remote-call'])
    expect(calls.map((call) => call.replace(/^\S+ /, ''))).toEqual(expected === undefined ? [] : [expected])
  })
})
