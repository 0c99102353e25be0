import type { Place } from '../errors/problem.ts'
import type { Repository } from '../repository/repository.ts'
import { readYaml, type YamlPath } from '../yaml/read.ts'
import { configFile } from './read-config.ts'

/** Where a setting stands in `msvc.yaml`: for faults that only the part of the program that it is meant for can see. */
export function placeInConfig(repository: Repository, path: YamlPath): Place {
  const [document] = readYaml(repository.read(configFile) ?? '', configFile).documents
  return document?.placeOfKey(path) ?? { file: configFile }
}
