'use strict'

// What a thread beside the program starts with: it loads the program's library, which `workerData` names, as the program does.
const { enableCompileCache } = require('node:module')
const { workerData } = require('node:worker_threads')

if (enableCompileCache) enableCompileCache()
const library = enableCompileCache ? require(workerData) : require('./compiled.js')(workerData, 'thread')
library.thread().run()
