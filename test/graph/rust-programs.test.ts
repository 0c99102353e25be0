// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the files under test are text
import { expect, it } from 'vitest'
import { edgesOf, servicesOf, surveyOf } from './graph-of.ts'

const crate = (name: string, ...dependencies: string[]): string =>
  `[package]\nname = "${name}"\nversion = "0.1.0"\n\n[dependencies]\n${dependencies.join('\n')}\n`
const server = 'async fn main() { let app = Router::new(); axum::serve(listener, app).await.unwrap(); }\n'

/** Programs of one workspace, without an image of any: two that answer, one that is run by hand, a library, a test. */
const shop = {
  'Cargo.toml': '[workspace]\nmembers = ["orders", "users", "topics", "store"]\n',
  'orders/Cargo.toml': crate('orders', 'axum = "0.8"', 'store = { path = "../store" }'),
  'orders/src/main.rs': 'mod startup;\nasync fn main() { startup::run().await }\n',
  'orders/src/startup.rs': 'pub async fn run() { HttpServer::new(move || App::new()).bind(address)?.run().await }\n',
  'users/Cargo.toml': crate('users', 'rdkafka = "0.36"'),
  'users/src/main.rs': server,
  'topics/Cargo.toml': crate('topics', 'rdkafka = "0.36"'),
  'topics/src/main.rs': 'fn main() { create() }\n',
  'store/Cargo.toml': crate('store', 'tokio-postgres = "0.7"'),
  'store/src/lib.rs':
    'pub fn connect() {}\n#[cfg(test)]\nmod tests { fn listens() { TcpListener::bind("127.0.0.1:0"); } }\n',
  'store/examples/serve.rs': server,
}

it('finds programs of Rust that answer, and what their crates speak with', async () => {
  expect(await servicesOf(shop)).toEqual(['orders at orders', 'users at users'])
  expect(await edgesOf(shop)).toEqual(
    expect.arrayContaining([
      'orders -> postgres of orders database (observed)',
      'users -> kafka of users broker (observed)',
    ]),
  )
})

it('finds what Rocket launches by a main function of its own, and calls by the traits of tarpc', async () => {
  const contract = '#[tarpc::service]\npub trait CartService { async fn get() -> u32; }\n'
  const tree = {
    'Cargo.toml': '[workspace]\nmembers = ["carts", "front", "contract"]\n',
    'contract/Cargo.toml': crate('contract', 'tarpc = "0.34"'),
    'contract/src/lib.rs': contract,
    'carts/Cargo.toml': crate('carts', 'tarpc = "0.34"', 'contract = { path = "../contract" }'),
    'carts/src/main.rs':
      'use tarpc::server::BaseChannel;\nimpl contract::CartService for Carts { async fn get(self) -> u32 { 1 } }\nasync fn main() { let listener = TcpListener::bind(&address).await.unwrap(); }\n',
    'front/Cargo.toml': crate('front', 'rocket = "0.5"', 'contract = { path = "../contract" }'),
    'front/src/main.rs':
      'mod carts;\nfn server() -> Rocket<Build> { Rocket::build().mount("/", routes![]) }\n#[rocket::main]\nasync fn main() { server().launch().await; }\n',
    'front/src/carts.rs': 'pub fn connect() { CartServiceClient::new(Default::default(), transport).spawn() }\n',
  }
  expect(await servicesOf(tree)).toEqual(['carts at carts', 'front at front'])
  expect(await edgesOf(tree)).toContain('front -> carts grpc (observed)')
})

it('leaves crates aside where images run the others', async () => {
  const image = 'FROM rust:1\nCOPY . .\nRUN cargo build --bin orders\nCMD ["orders"]\n'
  expect(await servicesOf({ ...shop, 'orders/Dockerfile': image })).toEqual(['orders at orders'])
})

it('takes one image whose build is told which program it makes for none of them', async () => {
  const image =
    'FROM rust:1 AS build\nARG SERVICE\nCOPY . .\nRUN cargo build --release --bin ${SERVICE}\nFROM debian:13\nCOPY --from=build /target/release/${SERVICE} /server\nENTRYPOINT ["/server"]\n'
  const below = Object.fromEntries(Object.entries(shop).map(([path, text]) => [`rust/${path}`, text]))
  expect(await servicesOf({ ...below, 'rust/Dockerfile': image })).toEqual([
    'orders at rust/orders',
    'users at rust/users',
  ])
})

it('gives nobody the stores of another service whose client it takes from its crate', async () => {
  const image = 'FROM rust:1\nCMD ["run"]\n'
  const tree = {
    ...shop,
    'orders/Dockerfile': image,
    'gateway/Dockerfile': image,
    'gateway/Cargo.toml': crate('gateway', 'orders = { path = "../orders" }'),
    'gateway/src/main.rs': server,
  }
  const { graph } = await surveyOf(tree)
  expect(graph.edges.filter(({ from, kind }) => from === 'gateway' && kind === 'database')).toEqual([])
  expect(graph.edges.filter(({ from, kind }) => from === 'orders' && kind === 'database')).toHaveLength(1)
})

it('knows the database by the features of what asks it for rows, in a crate or in its workspace', async () => {
  const tree = {
    'Cargo.toml':
      '[workspace]\nmembers = ["orders", "users", "notes"]\n\n[workspace.dependencies]\nsqlx = { version = "0.8", features = ["runtime-tokio", "postgres"] }\n',
    'orders/Cargo.toml': crate('orders', 'sqlx.workspace = true'),
    'orders/src/main.rs': server,
    'users/Cargo.toml': crate('users', 'sea-orm = { version = "1", features = ["sqlx-mysql", "macros"] }'),
    'users/src/main.rs': server,
    'notes/Cargo.toml': crate('notes', 'diesel = { version = "2", features = ["postgres", "mysql"] }'),
    'notes/src/main.rs': server,
  }
  expect(await edgesOf(tree)).toEqual([
    'orders -> postgres of orders database (observed)',
    'users -> mysql of users database (observed)',
  ])
})

it('takes of a crate with clients for many stores what a program names itself, and all where it names none', async () => {
  const tree = {
    'Cargo.toml': '[workspace]\nmembers = ["kit", "orders", "users"]\n',
    'kit/Cargo.toml': crate('kit', 'redis = "0.32"', 'rdkafka = "0.36"'),
    'kit/src/lib.rs': 'pub fn connect() {}\n',
    'orders/Cargo.toml': crate('orders', 'kit = { path = "../kit" }', 'redis = "0.32"'),
    'orders/src/main.rs': server,
    'users/Cargo.toml': crate('users', 'kit = { path = "../kit" }'),
    'users/src/main.rs': server,
  }
  expect(await edgesOf(tree)).toEqual([
    'orders -> redis of orders cache (observed)',
    'users -> kafka of users broker (observed)',
    'users -> redis of users cache (observed)',
  ])
})
