import { parse } from 'yaml'
import { z } from 'zod'
import type { ExampleManifest, StackManifest } from './pack.ts'

const text = z.string().min(1)
const bounds = z.strictObject({ min: z.int().positive(), max: z.int().positive() })

const stackSchema: z.ZodType<StackManifest> = z.strictObject({
  name: text,
  title: text,
  language: text,
  ecosystem: text,
  layers: z.array(text),
  commands: z.strictObject({ install: text, format: text, lint: text, test: text, build: text, start: text }),
  ciImage: text,
  tools: z.array(z.strictObject({ name: text, ask: text, install: text })).default([]),
  artifacts: z.array(text),
  resources: z.strictObject({
    cpuRequest: text,
    memoryRequest: text,
    memoryLimit: text,
    startSeconds: z.number().positive(),
  }),
  offered: z.boolean().default(false),
  when: z.record(text, text).default({}),
})

const exampleSchema = z.strictObject({
  name: text,
  title: text,
  description: text,
  owner: text,
  layers: z.array(text).default([]),
  services: z.array(
    z.strictObject({
      name: text,
      stack: text,
      description: text,
      dependsOn: z.array(text).default([]),
      remove: z.array(text).default([]),
      replicas: bounds.default({ min: 2, max: 6 }),
    }),
  ),
})

/** Reads `template.yaml` of a stack; throws with every fault, by path, when it is not one. */
export function parseStackManifest(yaml: string): StackManifest {
  return stackSchema.parse(parse(yaml))
}

/** Reads `template.yaml` of an example; throws like `parseStackManifest`. */
export function parseExampleManifest(yaml: string): ExampleManifest {
  return exampleSchema.parse(parse(yaml))
}
