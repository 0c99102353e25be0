import type { ContractFact } from '../fact.ts'
import { lineOf } from '../line-of.ts'

/** Where packages of a language are named. */
export const manifest =
  /(?:^|\/)(?:package\.json|pom\.xml|build\.gradle(?:\.kts)?|[^/]+\.(?:cs|fs|vb)proj|requirements[\w.-]*\.(?:txt|in)|pyproject\.toml|Pipfile|Cargo\.toml|go\.mod|composer\.json|Gemfile)$/

/** Libraries that make the contract from the code, so that it is in no file. */
const library =
  /\b(?:Microsoft\.AspNetCore\.OpenApi|Swashbuckle|NSwag|FastEndpoints|HotChocolate|springdoc|springfox|micronaut-openapi|smallrye-openapi|swagger-(?:jaxrs|annotations|core|jersey|ui|jsdoc)|@nestjs\/(?:swagger|graphql)|@fastify\/swagger|@hono\/zod-openapi|tsoa|express-openapi|@apollo\/server|apollo-server|graphql-yoga|type-graphql|@trpc\/server|fastapi|litestar|flask-smorest|apiflask|flasgger|flask-restx|apispec|drf-spectacular|drf-yasg|strawberry-graphql|graphene|utoipa|poem-openapi|aide|async-graphql|huma|swaggo|gqlgen|connectrpc|nelmio\/api-doc-bundle|api-platform|l5-swagger|rswag|grape-swagger)\b/i

/** That code with such a library describes itself, as far as a manifest shows it. */
export function codeFirst(file: string, text: string): ContractFact[] {
  const match = library.exec(text)
  if (match === null) return []
  return [{ kind: 'contract', style: 'code-first', at: lineOf(file, text, library), name: match[0], operations: [] }]
}
