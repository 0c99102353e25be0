const folder =
  /^\.github\/(?!workflows\/)|^[\w.-]+-tests\/|(?:^|\/)(?:(?:(?:[\w.]+-)*(?:component|integrat(?:ion|ed)|api|regression|conformance|functional|unit|acceptance|contract|system|smoke|performance|load|stress|tolerance|resilience|chaos|end-to-end|e2e)[-_]?)?tests?|(?:[\w.]+-)+e2e|e2e_tests?|__(?:tests?|e2e|mocks?|fixtures)__|spec|e2e|acceptance|test[-_]?only|conformance|cypress|playwright|\.storybook|\.?k6|gatling|fixtures|mocks?|testing|test[-_]?(?:data|fixtures|resources|utils?|helpers?|images?)|qa[-_]tests?(?:[-_]\w+)*|scripts\/ci|test_(?:runner|suite|harness)s?|[\w.]+\.(?:Unit|Functional|Integration)?Tests?|src\/(?:it|[a-z]\w*Tests?))\//i
const name =
  /(?:[._-](?:server|client|int)?(?:test|spec)|\w_test_\w+(?=\.ya?ml$)|\/(?:test[_-][^/]+|run[_-]tests?|conftest|mockServiceWorker)|(?<=[a-z])(?:Tests?|IT))\.[a-z]+$|\/\.env\.(?:test|testing|e2e|ci)$|[./_-]mocks?\.(?!ya?ml$)[a-z]+$|\/(?:cypress|playwright|jest|vitest|karma|wdio|protractor|nightwatch|codecept)(?:[.-][\w-]+)?\.conf(?:ig)?\.[cm]?[jt]s$|\/(?:(?:jest|vitest|mocha)[._-]?(?:global[._-]?)?[sS]et-?[uU]p|[sS]et-?[uU]p[._-]?(?:jest|vitest|mocha)|global-?(?:[sS]etup|[tT]eardown))(?:[._-][\w.-]+)?\.[cm]?[jt]sx?$|\/tests?(?:[-_]?(?:utils?|helpers?))?\.(?:py|rs|[cm]?[jt]sx?|rb|php)$/

/** Whether a file only tests: what it reads and calls is whatever the test starts, not what the service does. */
export function isTestFile(file: string): boolean {
  // Facts come file by file.
  if (last.file !== file) last = { file, isTest: folder.test(withoutTestPackages(file)) || name.test(`/${file}`) }
  return last.isTest
}

/** Maven and Gradle ship what lies in `src/main`, also the packages of a program that is called a test: `com/shop/test/Main.java`. */
const withoutTestPackages = (file: string): string =>
  file.includes('src/main/') && file.includes('/test')
    ? file.replace(/(?<=\bsrc\/main\/(?:java|kotlin|scala|groovy)\/.*)\btests?\//g, '')
    : file

let last = { file: '', isTest: false }

/** Whether a file brings stored data from one form into another, and is then done. */
export const isMigration = (file: string): boolean =>
  /(?:^|\/)(?:[\w-]+[-_])?(?:migrat(?:e|ions?|ors?)|upgrader?s?)\//i.test(file)
