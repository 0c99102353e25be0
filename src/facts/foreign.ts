/**
 * What package managers install, what is made from something else, and what is to be made of a template: of Maven's archetypes, and
 * of tools that fill in names of folders (`{{cookiecutter.name}}`).
 */
const taken =
  /(?:^|\/)(?:archetype-resources|[^/{]*\{\{[^/}]+\}\}[^/]*|node_modules|vendor(?!\/(?:src|pom\.xml|build\.gradle))|third_party|bower_components|\.next|\.venv|venv|__pycache__|\.yarn|generated|__generated__)\/|\.min\.[cm]?js$|(?:^|\/)[^/]+\.generated\.[a-z]+$/

/** Folders that builds fill; Go has packages of such names, and builds nothing into the tree. */
const built = /(?:^|\/)(?:dist|build|out|target|coverage|\.?tmp|(?:obj|bin)\/(?:Debug|Release))\/(?!.*\.go$)/

/** What images are built by may lie in `build`, where no build writes it. */
const forImages =
  /(?:^|\/)build\/(?!(?:resources|classes|libs|tmp|generated)\/)(?:[\w.-]+\/){0,3}(?:[\w.-]*[Dd]ockerfile[\w.-]*|(?:docker-)?compose[\w.-]*\.ya?ml)$/

const isMade = (file: string): boolean => taken.test(file) || (built.test(file) && !forImages.test(file))

/** Code that is made from a contract: protoc and its plugins name their files so. */
const stub = /\.pb(?:\.\w+)?\.[a-z]+$|_pb2(?:_grpc)?\.pyi?$|_pb\.(?:[cm]?js|d\.ts)$|\.connect\.go$/

/** Whether a file is a stub that is made from a contract. */
export const isStub = (file: string): boolean => stub.test(file)

/** Packages of the JVM may be called as they like: `org/shop/vendor`, `org/shop/build`. */
const packages = /^(.*?(?:^|\/)src\/\w+\/)(?:java|kotlin|scala)\/(.*)$/
const generatedPackage = /(?:^|\/)(?:generated|__generated__)\//

/**
 * Whether a file is a copy of other people's code, or something that a build makes. The repository's own ignore files
 * have their say before.
 */
export function isForeign(file: string): boolean {
  const [, module, inPackage = ''] = packages.exec(file) ?? []
  const isOfOthers = module === undefined ? isMade(file) : isMade(module) || generatedPackage.test(inPackage)
  return isOfOthers || isStub(file)
}

const setAside =
  /(?:^|\/)(?:attic|archived|deprecated|obsolete|bak|backup|old|old[-_][\w.-]+|[\w.-]+[-_]old|(?:unused|no[-_]?use|not[-_]?used|do[-_]?not[-_]?use)(?:[-_][\w.-]+)?|\.devcontainer|\.history)\/|(?:^|\/)\.gitpod\.[^/]+$/i

/** Charts of what is no longer installed, in a folder at the root: a service that is called so has its own in `archive/helm`. */
const archivedChart =
  /^archives?\/(?!(?:helm|charts?|deploy\w*|k8s|kubernetes)\/)[^/]+\/(?:.+\/)?(?:(?:Chart|values)\.ya?ml$|templates\/)/i

const goBackup = /((?:^|\/)(?:cmd|internal|pkg)\/(?:[^/]+\/)?)backup\/(?=[^/]+\.go$)/

/**
 * Whether a file lies in a folder of what is kept and no longer used, or of a workplace to develop in. A package of the JVM or of
 * Go that is called so makes backups: `src/main/java/org/shop/backup`, `cmd/backup`.
 */
export const isSetAside = (file: string): boolean =>
  archivedChart.test(file) || setAside.test((packages.exec(file)?.[1] ?? file).replace(goBackup, '$1'))

/** Why files are passed over on purpose, which nobody misses. */
export const passedOver = {
  generated: 'vendored or generated',
  old: 'set aside: old or for developing',
  earlier: 'an earlier state of what a folder beside it holds',
} as const
