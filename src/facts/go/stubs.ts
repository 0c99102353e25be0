import type { StubPattern } from '../code/stubs.ts'

const notDefined = /(?<!\bfunc)$/
const kitex = /\/kitex_gen\//
/** A stub is made of a connection. What is made of a configuration is a client of another kind, as generators from OpenAPI write one. */
const ofConnection = /^\((?! (?:\w+ \. )?(?:\w*[cC]onfig(?:uration)?|NewConfiguration|cfg|conf)\b)/
/** Clients of go-micro are made of the name that the other one registers under, and of what calls it. */
const ofMicro = /^\( (?:\w+ \. )?[\w.-]+ , (?:\w+ \. )?(?:(?:Default)?Client|\w*[cC]lient|c(?:li)?)\b/

/**
 * protoc-gen-go-grpc: `pb.RegisterGeoServer(server, s)`, `pb.NewGeoClient(connection)`; go-micro, the gateway of gRPC,
 * Connect, go-kit, Kitex and Twirp beside it.
 */
export const stubPatterns: readonly StubPattern[] = [
  { role: 'serves', word: /^Register(\w+?)(?:HTTP)?Server$/, before: notDefined, after: /^\(/ },
  { role: 'calls', word: /^New(\w+?)(?:HTTP|Protobuf|JSON)?Client$/, before: notDefined, after: ofConnection },
  // `wire.NewSet(pb.NewGeoClient, …)`, `fx.Provide(pb.NewGeoClient)`: who puts the program together calls it.
  { role: 'calls', word: /^New(\w+?)Client$/, before: /\w \.$/, after: /^[,)]/, beside: /^(?:wire|fx|dig)$/ },
  // `proto.RegisterGeoHandler(service.Server(), new(Geo))`, `proto.NewGeoService("geo", service.Client())`
  {
    role: 'serves',
    word: /^Register(\w+)Handler$/,
    before: notDefined,
    after: /^\( (?:\w+ \. Server \( \)|\w*[sS]erver|srv) ,/,
  },
  { role: 'calls', word: /^New(\w+)Service$/, before: notDefined, after: ofMicro },
  // `gateway.RegisterGeoHandlerFromEndpoint(ctx, mux, endpoint, options)`
  {
    role: 'calls',
    word: /^Register(\w+?)Handler(?:FromEndpoint|Client)?$/,
    before: notDefined,
    after: /^\( (?:ctx|context|\w*Ctx)\b/,
  },
  // Connect; whether the package is one of its own, `withPackages` knows.
  { role: 'serves', word: /^New(\w+)Handler$/, before: /\w \.$/, after: /^\(/ },
  // `grpctransport.NewClient(connection, "pb.Geo", "Near", …)`
  { role: 'calls', word: /^NewClient$/, after: /^\( \w+ , (?:\w+\.)+(\w+) , [A-Z]\w* ,/ },
  // Kitex has a package for each service: `cartservice.NewServer(cart)`, `cartservice.MustNewClient("cart", …)`.
  { role: 'serves', word: /^NewServer$/, before: /^(\w+) \.$/, after: /^\(/, beside: kitex },
  { role: 'calls', word: /^(?:Must)?NewClient$/, before: /^(\w+) \.$/, after: /^\(/, beside: kitex },
  // `rpc.GetGeoClient()`: from a package that keeps clients of several services.
  { role: 'takes', word: /^Get(\w+?)(?:Client|Cli)$/, before: /^\w+ \.$/, after: /^\(/ },
  // `rpc.GeoClient.Near(ctx, …)`: it may keep them in variables.
  { role: 'takes', word: /^(\w+?)(?:Client|Cli)$/, before: /^\w+ \.$/, after: /^\. [A-Z]\w* \(/ },
  // Twirp: `mux.Handle(rpc.NewGeoServer(geo).PathPrefix(), …)`, `rpc.NewGeoProtobufClient(address, http.DefaultClient)`.
  {
    role: 'serves',
    word: /^New(\w+)Server$/,
    before: /\w \.$/,
    after: /^\(/,
    beside: /^(?:PathPrefix|"[^"]*\/twirp")$/,
  },
]
