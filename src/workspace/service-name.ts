import type { Problem } from '../errors/problem.ts'

const minLength = 2
const maxLength = 40
/** RFC 1123 label: Kubernetes, DNS and Backstage all take it. */
const label = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/
/** Many a Kubernetes cluster takes no Service whose name starts with a digit, and few languages a package. */
const startsWithDigit = /^[0-9]/
/** Windows opens a device instead of a folder of such a name. */
const device = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])$/
/** Unquoted, these are no texts in YAML 1.1 or 1.2, and a name goes into many a manifest of other tools. */
const yamlWord = /^(?:true|false|null|yes|no|on|off)$/

/**
 * Whether a name can be that of a new service (or workspace): a DNS label of 2 to 40 characters, unlike the names taken
 * whatever their case. Undefined when it can.
 */
export function checkServiceName(
  name: string,
  taken: readonly string[],
  what: 'service' | 'workspace' = 'service',
): Problem | undefined {
  const noun = what === 'service' ? 'A service name' : 'The name of a workspace'
  if (name.trim() === '')
    return { code: 'name-empty', message: `${noun} is missing.`, hint: 'Give one such as checkout.' }
  if (device.test(name.toLowerCase())) {
    const message = `"${name}" is the name of a device on Windows, so no folder can be called that.`
    return { code: 'name-reserved', message, hint: `Choose another, such as ${name.toLowerCase()}-service.` }
  }
  if (yamlWord.test(name.toLowerCase())) {
    const message = `"${name}" is not read as a text in YAML, so manifests would lose the name.`
    return { code: 'name-reserved', message, hint: `Choose another, such as ${name.toLowerCase()}-service.` }
  }
  if (name.length > maxLength) {
    const message = `"${name}" has ${name.length} characters; a name may have ${maxLength}.`
    return { code: 'name-too-long', message, hint: 'Kubernetes adds its own suffixes to it; choose a shorter one.' }
  }
  if (name.length < minLength || !label.test(name)) {
    const better = suggestion(name)
    const rule = `lower-case letters, digits and "-", ${minLength} to ${maxLength} of them, with a letter or digit at both ends`
    const isShort = name.length < minLength && label.test(name)
    const message = isShort
      ? `"${name}" is too short: a name has ${minLength} to ${maxLength} characters.`
      : `"${name}" is no DNS label: it takes ${rule}.`
    return { code: 'name-invalid', message, hint: better ? `"${better}" would do.` : 'Give one such as checkout.' }
  }
  if (what === 'service' && startsWithDigit.test(name)) {
    const message = `"${name}" starts with a digit, and Kubernetes wants a letter there.`
    return { code: 'name-invalid', message, hint: `"service-${name}" would do.` }
  }
  const holder = taken.find((other) => other.toLowerCase() === name.toLowerCase())
  if (holder === undefined) return undefined
  const message = `There is a ${what} called "${holder}" already.`
  return { code: 'name-taken', message, hint: `Choose another name, or see it with: msvc show ${holder}` }
}

/** The nearest name that would do, undefined when nothing is left of it. */
function suggestion(name: string): string | undefined {
  const better = name
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, maxLength)
    .replace(/-+$/, '')
  return better.length >= minLength && better !== name ? better : undefined
}
