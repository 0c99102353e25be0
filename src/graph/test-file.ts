const folder =
  /(?:^|\/)(?:(?:(?:component|integration|functional|unit|acceptance|contract|system|smoke|performance|end-to-end|e2e)-)?tests?|__tests__|spec|e2e|fixtures|mocks?|[\w.]+\.(?:Unit|Functional|Integration)?Tests?)\//i
const name = /(?:[._-](?:test|spec)|\/(?:test_[^/]+|conftest)|(?<=[a-z])(?:Tests?|IT))\.[a-z]+$/

/** Whether a file only tests: what it reads and calls is whatever the test starts, not what the service does. */
export const isTestFile = (file: string): boolean => folder.test(file) || name.test(`/${file}`)
