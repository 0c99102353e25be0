import type { YamlPath } from '../../yaml/read.ts'
import type { At } from '../fact.ts'
import type { Loose } from '../loose.ts'

/** One object of a manifest file, with where each value of it stands. */
export interface Manifest {
  readonly data: Loose
  readonly name: string
  at(path: YamlPath): At
}
