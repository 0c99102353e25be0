import type { StubPattern } from '../code/stubs.ts'

const dubbo = /^(?:dubbo|DubboService|DubboReference)$/

/**
 * protoc-gen-grpc-java and -kotlin: `extends GeoGrpc.GeoImplBase`, `GeoGrpc.newBlockingStub(channel)`, and fields that
 * a framework fills: `GeoGrpc.GeoBlockingStub stub`.
 */
export const stubPatterns: readonly StubPattern[] = [
  { role: 'serves', word: /^(\w+?)(?:Coroutine)?ImplBase$/, before: /(?<!class)$/ },
  { role: 'calls', word: /^(\w+)Grpc$/, after: /^\. new\w*Stub\b/ },
  // Proxies of Vert.x, and references of Dubbo: the interface is the contract.
  {
    role: 'serves',
    word: /^(?:publishEventBusService|createRecord|setAddress|registerService)$/,
    after: /^\( (?:[^()]|\( [^()]* \))*?(\w+) \. class/,
  },
  {
    role: 'calls',
    word: /^(?:getProxy|getServiceProxy|getProxyWithJsonFilter)$/,
    after: /^\( (?:\w+ , )?(\w+) \. class/,
  },
  {
    role: 'calls',
    word: /^(?:DubboReference|Reference)$/,
    before: /@$/,
    after: /^(?:\( [^()]* \) )?(?:(?:private|protected|public|final|static) )*([A-Z]\w*) \w+ [;=]/,
    beside: dubbo,
  },
  {
    role: 'serves',
    word: /^implements$/,
    before: /(?:)/,
    after: /^([A-Z]\w*) [{,]/,
    beside: dubbo,
  },
  { role: 'calls', word: /^(\w+?)(?:Blocking|BlockingV2|Future|Coroutine)?Stub$/, before: /^(\w+?)Grpc(?:Kt)? \.$/ },
]
