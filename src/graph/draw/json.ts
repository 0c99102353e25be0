import type { Comparison, Fate } from '../compare.ts'
import type { Edge, Graph } from '../graph.ts'

/**
 * For programs: version 1 of the document that `msvc graph --format json` promises. After `--compare`, whatever was added or
 * removed says so in `change`.
 */
export function drawJson(graph: Graph, comparison?: Comparison): string {
  const changed = (fate: Fate | undefined): object => (fate === undefined ? {} : { change: fate })
  const document = {
    version: 1,
    services: graph.services.map(({ name, path, language, stack, owner, known, frameworks, health, deployed }) => ({
      name,
      path,
      language: language ?? null,
      stack: stack ?? null,
      owner: owner ?? null,
      known,
      frameworks: frameworks ?? [],
      health: health ?? [],
      deployed: deployed ?? [],
      ...changed(comparison?.fateOf(name)),
    })),
    resources: graph.resources.map(({ name, kind }) => ({ name, kind, ...changed(comparison?.fateOf(name)) })),
    edges: graph.edges.map((edge) => describe(edge, changed(comparison?.fateOfEdge(edge)))),
  }
  return `${JSON.stringify(document, null, 2)}\n`
}

function describe({ from, to, kind, declared, observed, evidence }: Edge, change: object): object {
  return {
    from,
    to,
    kind,
    declared,
    observed,
    ...change,
    evidence: evidence.map(({ file, line, kind: proof, confidence, detail }) => ({
      file,
      line,
      kind: proof,
      confidence,
      ...(detail === undefined ? {} : { detail }),
    })),
  }
}
