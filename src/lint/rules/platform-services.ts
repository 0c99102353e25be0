import { wordsOf } from '../../products/programs.ts'
import type { RuleContext } from '../rule.ts'

/** What a server of settings, a registry or a dashboard is built with, by the names of packages and of what is imported. */
const platform = new RegExp(wordsOf('server'), 'i')

/**
 * Services that hold the others together and have no business of their own: servers of settings, registries, dashboards,
 * which somebody else wrote but for a few lines. By what they are built with.
 */
export function platformServices({ facts, serviceOf }: RuleContext): ReadonlySet<string> {
  const built = facts.of('package').filter(({ dependencies }) => dependencies.some(({ name }) => platform.test(name)))
  const starting = facts.of('import').filter(({ specifier }) => platform.test(specifier))
  return new Set([...built, ...starting].flatMap(({ at }) => serviceOf(at.file)?.name ?? []))
}
