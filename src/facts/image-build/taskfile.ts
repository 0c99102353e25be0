/** A variable that a file of Task gives all its tasks, as one word: `  IMAGE: shop/cart`. */
const variable = /^[ \t]{1,8}([A-Za-z_]\w{0,60}):[ \t]{1,8}(["']?)([\w./:@-]{1,200})\2[ \t]*(?:#.*)?$/

/**
 * A file of Task (https://taskfile.dev) as a script: `{{.IMAGE}}` with what the file itself says that it holds, all else that
 * is filled in there as a variable of a shell. Lines stay where they are.
 */
export function asScript(text: string): string {
  const values = new Map<string, string>()
  let isInside = false
  for (const line of text.split('\n')) {
    if (/^\S/.test(line)) isInside = /^vars:\s*$/.test(line)
    const [, name, , value] = (isInside && variable.exec(line.trimEnd())) || []
    if (name !== undefined && value !== undefined) values.set(name, value)
  }
  return text.replace(
    /\{\{-?[ \t]{0,9}\.(\w{1,60})[^{}\n]{0,200}\}\}/g,
    (_, name: string) => values.get(name) ?? `\${${name}}`,
  )
}
