/** Files in which a program of the JVM has its settings: `application.yml`, `bootstrap-prod.properties`. */
const ofProgram = /^(?:application|bootstrap)(?:-(?<profile>[\w-]+))?\.(?:ya?ml|properties)$/

/** Whether a file, by its name alone, holds settings of a program of the JVM. */
export const isSpringFile = (name: string): boolean => ofProgram.test(name)

/** The profile under which they hold; undefined where it is any, and for other files. */
export const profileOf = (name: string): string | undefined => ofProgram.exec(name)?.groups?.['profile']
