const pattern = /(?:^|\/)(?:tests?|__tests__|spec|e2e|fixtures|mocks?)\/|[._-](?:test|spec)\.[a-z]+$/i

/** Whether a file only tests: what it reads and calls is whatever the test starts, not what the service does. */
export const isTestFile = (file: string): boolean => pattern.test(file)
