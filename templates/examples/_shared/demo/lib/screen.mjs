const hasColor = process.stdout.isTTY && !process.env.NO_COLOR
const paint = (code) => (text) => (hasColor ? `\u001b[${code}m${text}\u001b[0m` : text)

export const bold = paint(1)
export const dim = paint(2)
export const red = paint(31)
export const green = paint(32)
export const yellow = paint(33)

export const print = (text = '') => process.stdout.write(`${text}\n`)

/** One line of a list: what it is about, then what happened. */
export const printRow = (subject, text) => print(`  ${subject.padEnd(10)} ${text}`)

export const seconds = (ms) => (ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`)
