import type { StubPattern } from '../code/stubs.ts'
import { mentionsAny } from '../reading/glance.ts'

/** What a file that speaks gRPC mentions. */
export const speaksGrpc = mentionsAny(['grpc', 'connectrpc'])

/**
 * grpc-js with contracts loaded or compiled (`server.addService(proto.Geo.service, …)`, `new proto.Geo(address,
 * credentials.createInsecure())`), NestJS (`@GrpcMethod('Geo', …)`, `client.getService('Geo')`,
 * with the names that ts-proto makes: `GEO_SERVICE_NAME`, `@GeoControllerMethods()`) and Connect.
 */
export const stubPatterns: readonly StubPattern[] = [
  { role: 'serves', word: /^(\w+)$/, after: /^\. service ,/ },
  { role: 'serves', word: /^([A-Z]\w*)$/, before: /^(?:addService|service) \($/, after: /^,/ },
  { role: 'serves', word: /^['"](\w+)['"]$/, before: /^Grpc(?:Stream)?(?:Method|Call) \($/ },
  {
    role: 'calls',
    word: /^([A-Z]\w*?)(?:Client)?$/,
    before: /(?:^|\s)(?:new|\.)$/,
    after: /^\( .*[cC]redentials \. create/,
  },
  { role: 'calls', word: /^getService$/, after: /^(?:< [^()]+ > )?\( ['"](\w+)['"] (?:, )?\)/ },
  { role: 'calls', word: /^getService$/, after: /^(?:< [^()]+ > )?\( ([A-Z][A-Z\d_]*?)(?:_NAME)? (?:, )?\)/ },
  // Constants of one object, or values of an enumeration: `@GrpcMethod(Services.USERS, 'find')`.
  { role: 'calls', word: /^getService$/, after: /^(?:< [^()]+ > )?\( [A-Za-z_]\w* \. ([A-Z]\w*?)(?:_NAME)? (?:, )?\)/ },
  { role: 'serves', word: /^Grpc(?:Stream)?(?:Method|Call)$/, after: /^\( [A-Za-z_]\w* \. ([A-Z]\w*?)(?:_NAME)? [,)]/ },
  { role: 'serves', word: /^([A-Z]\w*)ControllerMethods$/, before: /@$/ },
  { role: 'serves', word: /^([A-Z][A-Z\d_]*?)(?:_NAME)$/, before: /^Grpc(?:Stream)?(?:Method|Call) \($/ },
  { role: 'calls', word: /^([A-Z]\w*)$/, before: /^create(?:Promise|Callback)?Client \($/, after: /^,/ },
]
