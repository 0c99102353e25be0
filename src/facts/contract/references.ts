import { asMap, asText, type Loose } from '../loose.ts'

/** What a `$ref` inside the document leads to, the node itself where it has none; one step is what documents have. */
export function resolved(node: unknown, root: Loose): Loose {
  const reference = asText(asMap(node).$ref)
  return reference === undefined || !reference.startsWith('#/') ? asMap(node) : asMap(atPointer(reference, root))
}

function atPointer(reference: string, root: Loose): unknown {
  return stepsOf(reference).reduce<unknown>((value, step) => asMap(value)[step], root)
}

/** `#/paths/~1v1~1orders` → `['paths', '/v1/orders']` (RFC 6901). */
const stepsOf = (reference: string): readonly string[] =>
  reference
    .slice(2)
    .split('/')
    .map((step) => step.replace(/~1/g, '/').replace(/~0/g, '~'))
