import type { At, NameConstantFact } from '../fact.ts'
import { variableOf } from './placeholder.ts'

const key = /(?:^|[.-])(?:name|service|service-?id|app)$/i
/** What frameworks name by settings of their own. */
const ofFrameworks = /^(?:spring|server|management|eureka|logging|quarkus|micronaut|springdoc|info|ribbon|zuul)\./
const serviceName = /^[a-z][\w-]*$/i

/** A setting as the constant that it is for a client: `@FeignClient(name = "${clients.orders.name}")`. */
export const heldBySetting = (setting: string): string => `\${${variableOf(setting)}}`

/** What a setting holds that may be the name of a service: `clients.orders.name: order-service`. */
export function nameSetting(name: string, value: string | undefined, at: At): NameConstantFact[] {
  const isName =
    value !== undefined &&
    key.test(name) &&
    !ofFrameworks.test(name) &&
    !/(?:^|\.)routes\b/.test(name) &&
    serviceName.test(value)
  return isName ? [{ kind: 'name-constant', at, of: heldBySetting(name), name: value }] : []
}
