'use strict'

// Loaded before a program (`node --require`): writes its peak of memory, in megabytes, where BENCH_RSS says.
const fs = require('node:fs')

process.on('exit', () => {
  fs.appendFileSync(process.env.BENCH_RSS, `${Math.round(process.resourceUsage().maxRSS / 1024)}\n`)
})
