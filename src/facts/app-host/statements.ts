import type { CodeToken } from '../code/lexer.ts'

/** How far behind its start a declaration with its type can have the sign: `IResourceBuilder<ProjectResource> orders = …`. */
const longestDeclaration = 16

/** The variable that a statement sets, whether its type is told or not. */
export function assignedIn(statement: readonly CodeToken[]): CodeToken | undefined {
  const sign = statement.slice(0, longestDeclaration).findIndex(({ value }) => value === '=')
  const before = statement.slice(0, Math.max(sign, 0))
  const isDeclaration = before.every(({ type, value }) => type === 'name' || /^[<>.,?[\]]$/.test(value))
  const isTyped = sign > 2 && before.at(-2)?.value !== '.'
  return isDeclaration && (sign === 1 || sign === 2 || isTyped) ? before.at(-1) : undefined
}

/**
 * Up to each `;`, in some languages to the end of a line, those inside of blocks too. A block or an object inside of
 * brackets is given to a method, behind which the statement goes on.
 */
export function statementsOf(
  tokens: readonly CodeToken[],
  startsLine: (token: CodeToken) => boolean = () => false,
): CodeToken[][] {
  const statements: CodeToken[][] = []
  const around: { statement: CodeToken[]; depth: number }[] = []
  let statement: CodeToken[] = []
  let depth = 0
  const end = (): void => {
    if (statement.length > 0) statements.push(statement)
    statement = []
  }
  for (const token of tokens) {
    const { value } = token
    if (depth === 0 && statement.length > 0 && startsLine(token) && value !== '.' && statement.at(-1)?.value !== '.')
      end()
    if (value === '{') {
      around.push({ statement: depth > 0 ? statement : [], depth })
      if (depth > 0) statement = []
      else end()
      depth = 0
    } else if (value === '}') {
      end()
      const before = around.pop()
      statement = before?.statement ?? []
      depth = before?.depth ?? 0
    } else if (value === ';') end()
    else {
      if (value === '(') depth++
      if (value === ')') depth--
      statement.push(token)
    }
  }
  end()
  // What was never closed.
  return [...statements, ...around.map((each) => each.statement).filter(({ length }) => length > 0)]
}
