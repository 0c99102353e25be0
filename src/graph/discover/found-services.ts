import { posix } from 'node:path'
import type { At } from '../../facts/fact.ts'
import { foldersAbove } from '../folders-above.ts'
import type { Service } from '../graph.ts'
import { plainName } from '../source-folders.ts'
import { isTooling } from '../telling-names.ts'
import { isTestFile } from '../test-file.ts'

/**
 * `zlt-demo/sso/web`: beside a system, somebody shows how to use a part of it. A `sandbox` further inside is what a system runs
 * other people's code in.
 */
export const demonstration =
  /(?:^|\/)(?:[\w.-]+[-_])?(?:demos?|demo[-_]apps?|quick-?starts?)(?:\/|$)|^(?:[\w.-]+[-_])?sandbox(?:es)?(?:\/|$)|^references?\//i

/** `shop-examples/orders`, `sample-apps/orders`: a folder beside a system that is called after it, or after what is shown there. */
const shown =
  /(?:^|\/)(?:[\w.-]+[-_](?:examples?|samples?)|(?:sample|example)[-_](?:app(?:lication)?s?|clients?|services?|projects?))\//i

/** `hooks/sinatra-example`: how a part of a system is used, beside more that is run; what runs under another name is a part itself. */
const shownAlone = /\/[\w.-]+[-_](?:example|sample)$/i
const calledExample = /[-_](?:example|sample)$/i

/** `example-webhook`: what others may write, run by tests. */
const example = /^example[-_]/i

/** What a folder of tools is called, and a program that has to do with them as well. */
const topic = /^(?:helm|charts|docker|openapi|templates?|kubernetes|k8s)$/i

/** Folders in which things are shown to readers. */
const samples = /^(?:samples?|examples?|exercises?|tutorials?|experiments?)$/i

/** `tool/codegen`: what lies there is for who works on the others; a service itself may be called so. */
const inTools = /(?:^|\/)tool\//

/** `sample-docker-templates/react`: Dockerfiles that people take as a beginning, a folder for each language. */
const beginnings = /(?:^|\/)(?:sample|example)s?[-_](?:[\w.]+[-_])*(?:templates?|docker-?files?)\//i

/** `sdks/go`, `python-sdk`: what callers are given, with images to try it in. */
const forCallers = /(?:^|[/_.-])sdks?(?:\/|$)/i

/** Gathers services by their folder; the first evidence of a folder wins. */
export class FoundServices {
  readonly #byPath = new Map<string, Service>()
  /** Folders above those found. */
  readonly #above = new Set<string>()
  readonly #names = new Set<string>()
  readonly #plainNames = new Set<string>()
  readonly #excluded: ReadonlySet<string>
  readonly #isShown: boolean
  readonly #isRun: (service: Service, folder: string) => boolean

  /**
   * `excluded`: folders that are no service whatever shows them. `isShown`: a folder of samples may hold services. `isRun`: whether
   * manifests outside of a folder run the service in it.
   */
  constructor(
    excluded: ReadonlySet<string>,
    isShown: boolean,
    isRun: (service: Service, folder: string) => boolean = () => false,
  ) {
    this.#excluded = excluded
    this.#isShown = isShown
    this.#isRun = isRun
  }

  /** `isProgram`: a program begins there, whatever its folders are called that do not say that it is for tests. */
  add(name: string, path: string, at: At, isProgram = false): void {
    const isNo = (word: string): boolean =>
      isTooling(word) && !(isProgram && topic.test(word)) && !(this.#isShown && samples.test(word))
    const isNone =
      path.startsWith('.') ||
      this.#excluded.has(path) ||
      isNo(name) ||
      path.split('/').some(isNo) ||
      inTools.test(path) ||
      beginnings.test(`${path}/`) ||
      forCallers.test(path) ||
      isTestFile(`${path}/.`)
    if (isNone || this.#byPath.has(path)) return
    const free = this.#freeName(name, path)
    this.#names.add(free.toLowerCase())
    this.#plainNames.add(plainName(free))
    this.#byPath.set(path, { name: free, path, known: 'discovered', at })
    for (const folder of foldersAbove(path)) this.#above.add(folder)
  }

  /** Whether a service is found that is called so, but for case and marks. */
  isCalled(name: string): boolean {
    return this.#plainNames.has(plainName(name))
  }

  /** Whether a folder neither lies in one that is found already, nor holds one. */
  isApart(path: string): boolean {
    return !this.#above.has(path) && this.holderOf(path) === undefined
  }

  /** The folder found that a folder lies in. */
  holderOf(path: string): string | undefined {
    return foldersAbove(path).find((folder) => this.#byPath.has(folder))
  }

  /** How many of those found lie below a folder that is not the root. */
  partsOf(path: string): number {
    return path === '.' ? 0 : [...this.#byPath.keys()].filter((each) => each.startsWith(`${path}/`)).length
  }

  /** Without what only demonstrates something, where there is more. */
  all(): Service[] {
    const all = [...this.#byPath.values()]
    const real = all.filter((each) => {
      const match = demonstration.exec(each.path)
      return match === null || this.#isRun(each, each.path.slice(0, match.index + match[0].length))
    })
    // A system may be shown as a whole, with something beside it.
    const rest = real.length * 2 >= all.length ? real : all
    const own = rest.filter(({ name, path }) => !shown.test(path) && !example.test(name))
    const [only] = own
    const isOnly =
      own.length === 1 && only !== undefined && rest.every((each) => each === only || isShownOf(only, each))
    const chosen = own.length > 1 || isOnly ? own : rest
    const run = chosen.filter(({ name, path }) => !shownAlone.test(path) || !calledExample.test(name))
    return run.length > 1 && run.length * 2 >= chosen.length ? run : chosen
  }

  /**
   * Two folders of one name are told apart by the folders that they lie in. One that lies in none has the name alone: the
   * other one is called after its folder.
   */
  #freeName(name: string, path: string): string {
    const above = posix.basename(posix.dirname(path))
    const holder = above === '.' ? [...this.#byPath.values()].find((each) => each.name === name) : undefined
    const folder = holder === undefined ? '.' : posix.basename(posix.dirname(holder.path))
    const other = `${folder}-${name}`
    if (holder !== undefined && folder !== '.' && !this.#names.has(other.toLowerCase())) {
      this.#names.add(other.toLowerCase())
      this.#byPath.set(holder.path, { ...holder, name: other })
      return name
    }
    const longer = above === '.' ? `${name}-2` : `${above}-${name}`
    return [name, longer].find((candidate) => !this.#names.has(candidate.toLowerCase())) ?? path.replaceAll('/', '-')
  }
}

/** Whether one lies among samples that are called after another: `shop-samples/orders` of `shop-admin`, wherever both lie. */
function isShownOf({ path: own }: Service, { path }: Service): boolean {
  const [called, ...others] = wordsOf(posix.basename(own))
  const folders = path.split('/').slice(0, -1)
  const folder = folders.findLast((each) => shown.test(`${each}/`))
  return others.length > 0 && folder !== undefined && wordsOf(folder)[0] === called
}

const wordsOf = (folder: string): string[] => folder.split(/[-_.]/)
