/**
 * A framework that answers requests, takes jobs, or makes pages. What its package is called in manifests and in imports
 * tells of it; of what `hides` another, that one is but a part.
 */
export interface Framework {
  readonly name: string
  readonly named: RegExp
  readonly hides?: readonly string[]
  /** It counts where nothing else tells what is made with it. */
  readonly onlyAlone?: true
}

const ofPages = ['React', 'Vue', 'Svelte']

// biome-ignore format: a row a line
export const frameworks: readonly Framework[] = [
  // Node
  { name: 'NestJS', named: /^@nestjs\/(?:core|common|microservices)$/, hides: ['Express', 'Fastify'] },
  { name: 'Next.js', named: /^next(?:$|\/)/, hides: [...ofPages, 'Express'] },
  { name: 'Nuxt', named: /^nuxt3?(?:$|\/)/, hides: ofPages },
  { name: 'Remix', named: /^@remix-run\/(?:node|react|serve)$/, hides: [...ofPages, 'Express'] },
  { name: 'SvelteKit', named: /^@sveltejs\/kit$/, hides: ofPages },
  { name: 'Astro', named: /^astro$/, hides: ofPages },
  { name: 'AdonisJS', named: /^@adonisjs\/core(?:$|\/)/ },
  { name: 'Feathers', named: /^@feathersjs\/(?:feathers|express|koa)$/, hides: ['Express', 'Koa'] },
  { name: 'LoopBack', named: /^@loopback\/(?:core|rest)$/, hides: ['Express'] },
  { name: 'Moleculer', named: /^moleculer$/, hides: ['Express'] },
  { name: 'Strapi', named: /^@strapi\/strapi$/, hides: ['Koa', ...ofPages] },
  { name: 'Apollo Server', named: /^(?:apollo-server(?:-express|-koa|-fastify)?|@apollo\/server)$/, hides: ['Express'] },
  { name: 'Express', named: /^express$/ },
  { name: 'Fastify', named: /^fastify$/ },
  { name: 'Koa', named: /^koa$/ },
  { name: 'Hapi', named: /^(?:@hapi\/)?hapi$/ },
  { name: 'Hono', named: /^(?:hono|@hono\/node-server)$/ },
  { name: 'Restify', named: /^restify$/ },
  { name: 'Elysia', named: /^elysia$/ },
  { name: 'Angular', named: /^@angular\/core$/, hides: ofPages },
  { name: 'React', named: /^react(?:-dom)?$/ },
  { name: 'Vue', named: /^vue$/ },
  { name: 'Svelte', named: /^svelte$/ },
  // Python
  { name: 'Django', named: /^django(?:$|\.)/i },
  { name: 'FastAPI', named: /^fastapi(?:$|\.)/i, hides: ['Starlette'] },
  { name: 'Starlette', named: /^starlette(?:$|\.)/i },
  { name: 'Flask', named: /^flask(?:$|\.)/i },
  { name: 'Sanic', named: /^sanic(?:$|\.)/ },
  { name: 'Tornado', named: /^tornado\.web$/ },
  { name: 'aiohttp', named: /^aiohttp\.web$/ },
  { name: 'Falcon', named: /^falcon(?:$|\.)/ },
  { name: 'Bottle', named: /^bottle$/ },
  { name: 'Nameko', named: /^nameko(?:$|\.)/ },
  { name: 'Celery', named: /^celery(?:$|\.)/ },
  { name: 'Streamlit', named: /^streamlit(?:$|\.)/ },
  // Go
  { name: 'Gin', named: /^github\.com\/gin-gonic\/gin$/ },
  { name: 'Echo', named: /^github\.com\/labstack\/echo(?:\/v\d+)?$/ },
  { name: 'Fiber', named: /^github\.com\/gofiber\/fiber(?:\/v\d+)?$/ },
  { name: 'chi', named: /^github\.com\/go-chi\/chi(?:\/v\d+)?$/ },
  { name: 'Gorilla', named: /^github\.com\/gorilla\/mux$/ },
  { name: 'Kratos', named: /^github\.com\/go-kratos\/kratos(?:\/v\d+)?(?:$|\/)/, hides: ['Gin', 'Gorilla'] },
  { name: 'go-zero', named: /^github\.com\/(?:zeromicro|tal-tech)\/go-zero(?:$|\/)/ },
  { name: 'Go kit', named: /^github\.com\/go-kit\/kit(?:$|\/)/, hides: ['Gorilla'] },
  { name: 'Go Micro', named: /^(?:go-micro\.dev|github\.com\/(?:asim|micro)\/go-micro)(?:$|\/)/ },
  { name: 'Hertz', named: /^github\.com\/cloudwego\/hertz(?:$|\/)/ },
  { name: 'Kitex', named: /^github\.com\/cloudwego\/kitex(?:$|\/)/ },
  { name: 'GoFrame', named: /^github\.com\/gogf\/gf(?:\/v\d+)?(?:$|\/)/ },
  { name: 'Beego', named: /^github\.com\/(?:astaxie\/beego|beego\/beego\/v\d+)(?:$|\/)/ },
  { name: 'Iris', named: /^github\.com\/kataras\/iris(?:\/v\d+)?$/ },
  { name: 'Connect', named: /^(?:connectrpc\.com\/connect|github\.com\/bufbuild\/connect-go|@connectrpc\/connect-node)$/ },
  // The JVM
  { name: 'Spring Boot', named: /^org\.springframework\.boot(?:$|[.:])/, hides: ['Vert.x', 'Jakarta EE'] },
  { name: 'Quarkus', named: /^io\.quarkus(?:$|[.:])/, hides: ['Vert.x', 'Jakarta EE'] },
  { name: 'Micronaut', named: /^io\.micronaut(?:$|[.:])/ },
  { name: 'Helidon', named: /^io\.helidon(?:$|[.:])/, hides: ['Jakarta EE'] },
  { name: 'Dropwizard', named: /^io\.dropwizard(?:$|[.:])/, hides: ['Jakarta EE'] },
  { name: 'Ktor', named: /^io\.ktor[.:](?:ktor-)?server/ },
  { name: 'Vert.x', named: /^io\.vertx(?:$|[.:])/ },
  { name: 'Javalin', named: /^io\.javalin(?:$|[.:])/ },
  { name: 'Akka', named: /^(?:com\.typesafe\.akka|akka)(?:$|[.:])/ },
  { name: 'Dubbo', named: /^(?:org\.apache|com\.alibaba)\.dubbo(?:$|[.:])/ },
  { name: 'Jakarta EE', named: /^(?:jakarta|javax)\.(?:ws\.rs|ejb|servlet)(?:$|[.:])/ },
  // .NET
  { name: 'ASP.NET Core', named: /^Microsoft\.AspNetCore\.|^Swashbuckle\.AspNetCore|^Grpc\.AspNetCore/i },
  { name: 'Orleans', named: /^Microsoft\.Orleans\./i },
  // Rust
  { name: 'Actix Web', named: /^actix-web$/ },
  { name: 'Axum', named: /^axum$/ },
  { name: 'Rocket', named: /^rocket$/ },
  { name: 'Warp', named: /^warp$/ },
  { name: 'Poem', named: /^poem$/ },
  // Ruby and PHP
  { name: 'Rails', named: /^rails$/ },
  { name: 'Sinatra', named: /^sinatra$/ },
  { name: 'Hanami', named: /^hanami$/ },
  { name: 'Laravel', named: /^laravel\/framework$/ },
  { name: 'Lumen', named: /^laravel\/lumen-framework$/ },
  { name: 'Symfony', named: /^symfony\/framework-bundle$/ },
  { name: 'Slim', named: /^slim\/slim$/ },
  // What is spoken, where nothing else tells what is made with it.
  { name: 'gRPC', named: /^(?:@grpc\/grpc-js|grpc|grpcio|google\.golang\.org\/grpc|io\.grpc(?:[.:].*)?|tonic)$/, onlyAlone: true },
]
