import type { From, Instruction } from 'dockerfile-ast'

const forDevelopment =
  /^(?:dev|devel|development|develop|debug|local|hot-?reload|watch|tests?|testing|e2e|lint)(?:[-_]|$)|[-_](?:dev|development|debug|tests?|testing)$/i
const forProduction =
  /(?:^|[-_])(?:prod|production|release|final|runtime|runner|deploy|deployment|serve|app|application)(?:[-_]|$)/i

/**
 * The number of the stage that is deployed: the last one, unless that is called as one to develop or test with, and one
 * before it as one for production. Whoever builds such a file names the stage.
 */
export function deployedStage(froms: readonly From[]): number {
  const names = froms.map((from) => from.getBuildStage() ?? '')
  const end = names.findLastIndex((name) => !forDevelopment.test(name))
  return end >= 0 && end < names.length - 1 && forProduction.test(names[end] ?? '') ? end : names.length - 1
}

/** Stages but the last one that hold nothing of their own, and whose names the file does not say again. */
export function idleStages(instructions: readonly Instruction[], text: string): ReadonlySet<Instruction> {
  const isFrom = (instruction: Instruction | undefined): boolean => instruction?.getKeyword() === 'FROM'
  const bare = instructions.filter((each, index) => isFrom(each) && isFrom(instructions[index + 1])) as From[]
  // `FROM base-${TARGETARCH}` may mean any of them.
  if (bare.length === 0 || /\bfrom(?:=|(?:[ \t]+--\S+)*[ \t]+(?!-))[^\s:/,]*\$/i.test(text)) return new Set()
  const lines = text.toLowerCase().split('\n')
  // Its own line may say it twice: `FROM tonistiigi/binfmt AS binfmt`.
  const isSaidElsewhere = (name: string, line: number): boolean =>
    lines.some((each, index) => index !== line && each.split(/[^\w.-]+/).includes(name))
  return new Set(
    bare.filter((from) => {
      const name = from.getBuildStage()?.toLowerCase()
      return name !== undefined && !isSaidElsewhere(name, from.getRange().start.line)
    }),
  )
}
