import { describe, expect, it } from 'vitest'
import { csharp } from '../../src/facts/csharp/index.ts'
import type { Extractor } from '../../src/facts/extractor.ts'
import { go } from '../../src/facts/go/index.ts'
import { jvm } from '../../src/facts/jvm/index.ts'
import { python } from '../../src/facts/python/index.ts'
import { ruby } from '../../src/facts/ruby/index.ts'
import { rust } from '../../src/facts/rust/index.ts'
import { typescript } from '../../src/facts/typescript/index.ts'
import { factsOf } from './read-facts.ts'

/** `serves Geo`, `calls Geo`: what a file says of services of gRPC. */
async function stubsIn(extractor: Extractor, path: string, text: string): Promise<string[]> {
  const facts = await factsOf(extractor, path, text)
  return facts.flatMap((fact) => (fact.kind === 'stub' ? [`${fact.role} ${fact.service}`] : []))
}

const cases: readonly (readonly [Extractor, path: string, code: string, expected: readonly string[]])[] = [
  [go, 'main.go', 'pb.RegisterGeoServer(server, s)', ['serves Geo']],
  [go, 'main.go', 's.client = geo.NewGeoClient(connection)', ['calls Geo']],
  [go, 'main.go', 'func NewGeoClient(c Conn) GeoClient {', []],
  [go, 'wire.go', 'var all = wire.NewSet(grpc.Dial, geo.NewGeoClient, NewHandler)', ['calls Geo']],
  [go, 'main.go', 'fx.New(fx.Provide(geo.NewGeoClient))', ['calls Geo']],
  [go, 'main.go', 'keep(geo.NewGeoClient)', []],
  [go, 'geo_grpc.pb.go', 'pb.RegisterGeoServer(server, s)', []],
  [go, 'main.go', 'pb.RegisterGeoHTTPServer(server, s)', ['serves Geo']],
  [go, 'main.go', 'pb.RegisterGeoHandler(service.Server(), new(Geo))', ['serves Geo']],
  [go, 'main.go', 'pb.NewGeoService("go.micro.srv.geo", service.Client())', ['calls Geo']],
  [go, 'main.go', 'geo.NewGeoService(names.GEO, service.Client())', ['calls Geo']],
  [go, 'handler.go', 'pb.RegisterGeoHandler(server, handler)', ['serves Geo']],
  [go, 'main.go', 'domain.NewGeoService(repository, clock)', []],
  [go, 'main.go', 'gw.RegisterGeoHandlerFromEndpoint(ctx, mux, address, options)', ['calls Geo']],
  [go, 'main.go', 'gw.RegisterGeoHandler(ctx, mux, connection)', ['calls Geo']],
  [go, 'main.go', 'path, h := geoconnect.NewGeoHandler(&server{})', ['serves Geo']],
  [go, 'main.go', 'grpctransport.NewClient(conn, "pb.Geo", "Near", encode, decode, pb.Reply{})', ['calls Geo']],
  [
    go,
    'main.go',
    'import "shop/kitex_gen/geo/geoservice"\nvar s = geoservice.NewServer(new(Geo))\nvar c, _ = rateservice.MustNewClient("rate")',
    ['serves geoservice', 'calls rateservice'],
  ],
  [go, 'main.go', 'c := redis.NewClient(options)', []],
  [go, 'main.go', 'c, err := ca.NewAPIClient(configuration)', []],
  [go, 'main.go', 'c := ca.NewAPIClient(ca.NewConfiguration())', []],
  [go, 'main.go', 'h := rpc.NewGeoServer(geo)\nmux.Handle(h.PathPrefix(), h)', ['serves Geo']],
  [go, 'main.go', 'h := domain.NewGeoServer(geo)', []],
  [go, 'main.go', 'c := rpc.NewGeoProtobufClient(address, http.DefaultClient)', ['calls Geo']],
  [jvm, 'A.java', 'class A extends GeoGrpc.GeoImplBase {}', ['serves Geo']],
  [jvm, 'A.java', 'var stub = GeoGrpc.newBlockingStub(channel);', ['calls Geo']],
  [jvm, 'A.java', '@GrpcClient("geo") private GeoGrpc.GeoBlockingStub stub;', ['calls Geo']],
  [jvm, 'A.kt', 'class A : GeoGrpcKt.GeoCoroutineImplBase()', ['serves Geo']],
  [jvm, 'A.kt', 'val stub = GeoGrpcKt.GeoCoroutineStub(channel)', ['calls Geo']],
  [csharp, 'A.cs', 'public class GeoService : Geo.GeoBase { }', ['serves Geo']],
  [csharp, 'A.cs', 'builder.Services.AddGrpcClient<Geo.GeoClient>(o => o.Address = address);', ['calls Geo']],
  [csharp, 'A.cs', 'var http = new Net.HttpClient();', []],
  [python, 'a.py', 'geo_pb2_grpc.add_GeoServicer_to_server(Geo(), server)', ['serves Geo']],
  [python, 'a.py', 'stub = geo_pb2_grpc.GeoStub(channel)', ['calls Geo']],
  [python, 'a.py', 'class GeoStub(object):\n  pass', []],
  [rust, 'a.rs', 'let server = GeoServer::new(geo);', ['serves Geo']],
  [rust, 'a.rs', 'let mut client = GeoClient::connect(address).await?;', ['calls Geo']],
  [ruby, 'a.rb', 'class Server < Shop::Geo::Service\nend', ['serves Geo']],
  [ruby, 'a.rb', 'stub = Shop::Geo::Stub.new(address, :this_channel_is_insecure)', ['calls Geo']],
]

describe('services of gRPC in code', () => {
  it.each(cases)('%o %s: %s', async (extractor, path, code, expected) => {
    expect(await stubsIn(extractor, path, code)).toEqual(expected)
  })

  it.each([
    ['server.addService(shop.Geo.service, { nearby })', ['serves Geo']],
    ['server.addService(GeoService, new Impl())', ['serves GeoService']],
    ['new shop.Geo(address, grpc.credentials.createInsecure())', ['calls Geo']],
    ['new GeoClient(address, credentials.createInsecure())', ['calls Geo']],
    ["@GrpcMethod('GeoService', 'Nearby') nearby() {}", ['serves GeoService']],
    ["@GrpcMethod(Services.GEO_SERVICE, 'Nearby') nearby() {}", ['serves GEO_SERVICE']],
    ['this.geo = client.getService<Geo>(\n Services.GEO_SERVICE,\n)', ['calls GEO_SERVICE']],
    ["this.geo = client.getService<GeoService>('GeoService')", ['calls GeoService']],
    ['const geo = createClient(GeoService, transport)', ['calls GeoService']],
    ['export default (router) => router.service(GeoService, { nearby })', ['serves GeoService']],
    ['new Map(entries, credentials)', []],
  ])('TypeScript: %s', async (code, expected) => {
    expect(await stubsIn(typescript, 'a.ts', `import * as grpc from '@grpc/grpc-js'\n${code}`)).toEqual(expected)
  })
})
