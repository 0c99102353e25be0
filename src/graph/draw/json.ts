import type { Graph } from '../graph.ts'

/** For programs: version 1 of the document that `msvc graph --format json` promises. */
export function drawJson(graph: Graph): string {
  const document = {
    version: 1,
    services: graph.services.map(({ name, path, language, stack, owner, known }) => ({
      name,
      path,
      language: language ?? null,
      stack: stack ?? null,
      owner: owner ?? null,
      known,
    })),
    resources: graph.resources.map(({ name, kind }) => ({ name, kind })),
    edges: graph.edges.map(({ from, to, kind, declared, observed, evidence }) => ({
      from,
      to,
      kind,
      declared,
      observed,
      evidence: evidence.map(({ file, line, kind: proof, confidence, detail }) => ({
        file,
        line,
        kind: proof,
        confidence,
        ...(detail === undefined ? {} : { detail }),
      })),
    })),
  }
  return `${JSON.stringify(document, null, 2)}\n`
}
