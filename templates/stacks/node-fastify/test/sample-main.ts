import { run } from '../src/run.ts'
import { createSampleHandlers, sampleApi } from './sample.ts'

await run(sampleApi, createSampleHandlers)
