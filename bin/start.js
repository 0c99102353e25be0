// biome-ignore-all lint/style/useNodejsImportProtocol: Node 12 does not know the protocol, and would fail without a word.
'use strict'

// CommonJS that any Node can parse, with nothing loaded but `fs`: it has to say which Node it needs, and `--version`
// has to cost no more than starting Node.
const fs = require('fs')
const path = require('path')

/** `engines` of package.json, which npx only warns about. */
const supported = '20.19 or later, 22.13 or later, or 24 and up'

function isSupported(version) {
  const numbers = version.split('.').map(Number)
  const major = numbers[0]
  const minor = numbers[1]
  return (major === 20 && minor >= 19) || (major === 22 && minor >= 13) || major >= 24
}

/**
 * Whether a command reads whole trees. V8 then collects when its heap has grown by 30 % since it last did, and not at several
 * times that: what was read of one file is of no use for the next. On 22,500 files the peak falls from some 330 MB to 275,
 * for a twentieth of the time. Nor does it inline more than a third of what it would: its compiler works beside the threads that
 * read, and takes up to a quarter of all processor time; a twentieth is saved. Both have to be told before
 * anything is loaded: what was compiled counts for the same flags alone.
 */
function readsTree(words) {
  return words.includes('lint') || words.includes('graph')
}
const forTrees = ['--heap-growing-percent=30', '--max-inlined-bytecode-size-cumulative=300']

/**
 * What the build had the program say for `--help`: a third of start-up less for scripts and pipes. A terminal gets it made
 * anew, for its width and in its colours.
 */
function writtenHelp(program) {
  const words = process.argv.slice(2)
  const isHelp = words.length === 1 && (words[0] === '--help' || words[0] === '-h')
  if (!isHelp || process.env.FORCE_COLOR !== undefined) return undefined
  try {
    if (fs.fstatSync(1).isCharacterDevice()) return undefined
    return fs.readFileSync(path.join(__dirname, '..', 'dist', 'help', `${program}.txt`), 'utf8')
  } catch {
    return undefined
  }
}

/** Writes to stdout at once, and what a full pipe does not take when it does; who reads no further, such as `head`, is no fault. */
function say(text) {
  const bytes = Buffer.from(text)
  let written = 0
  try {
    written = fs.writeSync(1, bytes)
  } catch (error) {
    if (error.code !== 'EAGAIN') {
      process.exitCode = error.code === 'EPIPE' ? 0 : 2
      return
    }
  }
  if (written < bytes.length) process.stdout.write(bytes.slice(written))
}

/** Checks Node, answers `--version` and `--help`, else runs `dist/<program>.cjs`. */
module.exports = function start(program) {
  if (!isSupported(process.versions.node)) {
    fs.writeSync(
      2,
      `error: this is Node.js ${process.versions.node}, and ${program === 'create' ? 'create-microservice' : program} needs ${supported}.\n`,
    )
    process.exitCode = 2
    return
  }
  if (process.argv[2] === '--version' || process.argv[2] === '-V') {
    const manifest = fs.readFileSync(path.join(__dirname, '..', 'package.json'), 'utf8')
    say(`${JSON.parse(manifest).version}\n`)
    return
  }
  const help = writtenHelp(program)
  if (help !== undefined) {
    say(help)
    return
  }
  const bundle = path.join(__dirname, '..', 'dist', `${program}.cjs`)
  if (readsTree(process.argv)) for (const flag of forTrees) require('v8').setFlagsFromString(flag)
  // Help is quicker without: there is little to compile, and a cache to read.
  const isHelp = process.argv.length < 3 || process.argv.includes('--help') || process.argv.includes('-h')
  if (process.version.startsWith('v20.')) {
    // The first argument of `create-microservice` is a name.
    const command = program === 'msvc' && /^[a-z-]+$/.test(process.argv[2]) ? process.argv[2] : ''
    if (isHelp) require(bundle)
    else require('./compiled.js')(bundle, command)
    return
  }
  // Node 22 and up keep compiled code between runs by themselves; where they find no folder for it, nothing is lost.
  require('module').enableCompileCache()
  require(bundle)
}
