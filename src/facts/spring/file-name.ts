/** Files in which a program of the JVM has its settings: `application.yml`, `bootstrap-prod.properties`. */
const ofProgram = /^(?:application|bootstrap)(?:-(?<profile>[\w-]+))?\.(?:ya?ml|properties)$/

/** Whether a file, by its name alone, holds settings of a program of the JVM. */
export const isSpringFile = (name: string): boolean => ofProgram.test(name)

/** The profile under which they hold; undefined where it is any, and for other files. */
export const profileOf = (name: string): string | undefined => ofProgram.exec(name)?.groups?.['profile']

/**
 * Whether a file of properties is one that a program of the JVM keeps for what it connects to (`jdbc.properties`), or that
 * Maven fills such files with (`profiles/dev.properties`).
 */
export const isConnectionFile = (path: string): boolean =>
  /(?:^|\/)src\/main\/resources\/(?:[\w-]+\/)*(?:jdbc|db|database|data-?source|druid|redis|mongo(?:db)?|rabbit(?:mq)?|kafka|activemq)(?:[-_](?:dev|local|docker|prod))?\.properties$/i.test(
    path,
  ) ||
  /(?:^|\/)src\/main\/(?:resources\/)?(?:profiles?|filters?)\/(?:\w+-)?(?:dev|local|docker|prod)\.properties$/i.test(
    path,
  )
