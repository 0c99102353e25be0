'use strict'

// Node 20 compiles everything anew at each start; Node 22 has a cache for that, this stands in for it. What V8 made of
// the bundles is kept beside them, where whoever can change it could change the code itself. Loading a command takes
// a third less; where nothing can be written, nothing is lost.
const fs = require('node:fs')
const Module = require('node:module')
const path = require('node:path')
const vm = require('node:vm')

const folder = path.join(__dirname, '..', 'dist')

/** Loads a bundle, and the libraries that it asks for, from what an earlier start for the same purpose compiled. */
module.exports = function loadCompiled(file, purpose) {
  const compile = Module.prototype._compile
  const fresh = []

  Module.prototype._compile = function (content, name) {
    const isOurs = path.dirname(name) === folder || path.dirname(name) === path.join(folder, 'lib')
    if (!isOurs) return compile.call(this, content, name)
    const kept = keptFile(name, purpose)
    const cachedData = read(kept)
    const script = new vm.Script(Module.wrap(content), { filename: name, cachedData })
    if (cachedData === undefined || script.cachedDataRejected) fresh.push({ kept, script })
    const run = script.runInThisContext({ displayErrors: true })
    return run.call(this.exports, this.exports, Module.createRequire(name), this, name, path.dirname(name))
  }
  // All that is kept is read at each start: a run that calls far more than most do leaves nothing (src/process/reads-anew.ts).
  let isUsual = true
  process.once('msvc:reads-anew', () => {
    isUsual = false
  })
  // At the end the functions that were called are compiled too, and come along.
  process.on('exit', (code) => {
    if (code === 2 || !isUsual) return // nor must a command that does not exist leave a file
    for (const { kept, script } of fresh) write(kept, script.createCachedData())
  })
  return require(file)
}

/**
 * V8 tells its own version and flags, and of the code no more than the length. One for each purpose, since what it keeps
 * are the functions that the first run called.
 */
function keptFile(name, purpose) {
  const { mtimeMs, size } = fs.statSync(name)
  const stamp = [process.version, process.arch, size, Math.trunc(mtimeMs), purpose].join('-')
  return path.join(folder, '.compiled', `${path.basename(name)}-${stamp}`)
}

function read(file) {
  try {
    return fs.readFileSync(file)
  } catch {
    return undefined
  }
}

/** In place by rename: two that start at once never read half of it. */
function write(file, data) {
  const draft = `${file}.${process.pid}`
  try {
    fs.mkdirSync(path.dirname(file), { recursive: true })
    fs.writeFileSync(draft, data)
    fs.renameSync(draft, file)
  } catch {
    fs.rmSync(draft, { force: true })
  }
}
