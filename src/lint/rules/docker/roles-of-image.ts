import type { RuleContext } from '../../rule.ts'

/**
 * The services that run from one image: for each role of a program that has no Dockerfile of its own, the one role that has
 * some, by their names. A role is left out where several others have one.
 */
export function rolesOfImage(
  { graph }: Pick<RuleContext, 'graph'>,
  withOwn: ReadonlySet<string>,
): ReadonlyMap<string, string> {
  const makers = new Map<string, string[]>()
  for (const { name, program } of graph.services)
    if (program !== undefined && withOwn.has(name)) makers.set(program, [...(makers.get(program) ?? []), name])
  return new Map(
    graph.services.flatMap(({ name, program }) => {
      const [maker, another] = program === undefined || withOwn.has(name) ? [] : (makers.get(program) ?? [])
      return maker === undefined || another !== undefined ? [] : [[name, maker] as const]
    }),
  )
}
