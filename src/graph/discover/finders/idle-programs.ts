import { posix } from 'node:path'
import { sourceLanguage } from '../../../facts/source-language.ts'
import { mainContainer } from '../../main-container.ts'
import { plainName } from '../../source-folders.ts'
import { workloadCalled } from '../../telling-names.ts'
import type { Tree } from '../tree.ts'

/**
 * Finds the programs of Go that nothing runs where workloads run another one: of the same `cmd/`, or one out of whose own
 * packages they are made (`tools/fix` of `shop/storage`, beside `shop/main.go`). No workload, image or script knows them by
 * their name. They are for who looks after that one, whatever the packages open that they share.
 */
export function idlePrograms({ facts, workloads, begins, takenByGo, nameFor }: Tree): (folder: string) => boolean {
  const called = new Set(workloads.map((workload) => plainName(workloadCalled(workload))))
  const started = workloads.map((workload) => mainContainer(workload)?.command ?? '').join('\n')
  const isRun = (folder: string): boolean => {
    const name = posix.basename(folder)
    return called.has(plainName(name)) || called.has(plainName(nameFor(folder))) || isSaidIn(started, name)
  }
  const isKnown = (folder: string): boolean => {
    known ??= namesKnown({ facts, workloads })
    // An argument of the build may pick any of them.
    if (/\bcmd\/\$/.test(known)) return true
    return called.has(plainName(posix.basename(folder))) || isSaidIn(known, posix.basename(folder))
  }
  let known: string | undefined
  return (folder) => {
    const holder = posix.dirname(folder)
    const isBeside = (other: string): boolean => posix.basename(holder) === 'cmd' && posix.dirname(other) === holder
    const isIn = (inner: string, outer: string): boolean => inner.startsWith(`${outer}/`)
    const isMadeOf = (other: string): boolean =>
      other !== '.' && !isIn(folder, other) && takenByGo(folder).some((each) => isIn(each, other))
    const others = [...begins].filter((other) => other !== folder && !isIn(other, folder))
    return others.some((other) => (isBeside(other) || isMadeOf(other)) && isRun(other)) && !isKnown(folder)
  }
}

/** All that runs, builds, copies or names a program: the words of workloads, Dockerfiles and scripts, and what files are called. */
function namesKnown({ facts, workloads }: Pick<Tree, 'facts' | 'workloads'>): string {
  return [
    ...workloads.flatMap(({ name, build, containers }) => [
      name,
      build?.dockerfile ?? '',
      build?.target ?? '',
      ...containers.flatMap(({ image, command }) => [image ?? '', command ?? '']),
    ]),
    // Charts, manifests and Dockerfiles may be called after it; code of other languages is called after whatever it is about.
    ...new Set(facts.all.flatMap(({ at }) => (sourceLanguage(at.file) === undefined ? [at.file] : []))),
    ...facts.of('image-copy').flatMap(({ sources, target }) => [...sources, target]),
    ...facts.of('image-run').map(({ command }) => command),
    ...facts.of('image-start').map(({ command }) => command),
    ...facts.of('image-build').flatMap(({ image, places }) => [image, ...places.map(({ dockerfile }) => dockerfile)]),
    ...facts.of('supervised').flatMap(({ name = '', command }) => [name, command]),
  ].join('\n')
}

/** Whether a name stands in a text by itself, or as a part of one that is made of several: `shop-orders`, `orders_image`. */
function isSaidIn(text: string, name: string): boolean {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    const [before = '', after = ''] = [text[at - 1], text[at + name.length]]
    if (!/[a-z\d]/i.test(before) && !/[a-z\d]/i.test(after)) return true
  }
  return false
}
