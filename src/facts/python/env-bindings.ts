import { envBindings } from '../code/env-bindings.ts'

/** Variables that libraries of Python give out by names of settings: dynaconf and environs. */
export const pythonEnvBindings = envBindings([
  { name: 'Dynaconf', prefix: { named: 'envvar_prefix', otherwise: 'DYNACONF' } },
  { on: 'env', name: 'prefixed', prefix: 'first' },
])
