import type { YamlPath } from '../yaml/read.ts'

/** Notes what is wrong at a path of an entity; the code is `catalog-schema` unless another one is given. */
export type Fault = (path: YamlPath, message: string, hint: string, code?: string) => void

/** Code of the fault that an entity has no owner: a rule of its own reports it. */
export const missingOwner = 'missing-owner'
