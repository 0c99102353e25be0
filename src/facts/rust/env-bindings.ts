import { envBindings } from '../code/env-bindings.ts'

/** Variables that libraries of Rust fill structs from: config, figment and envy. */
export const rustEnvBindings = envBindings([
  { on: 'Environment', name: 'with_prefix', prefix: 'first' },
  { on: 'Environment', name: 'default', prefix: 'none' },
  { on: 'Env', name: 'prefixed', prefix: 'first' },
  { on: 'Env', name: 'raw', prefix: 'none' },
  { on: 'envy', name: 'prefixed', prefix: 'first' },
  { on: 'envy', name: 'from_env', prefix: 'none' },
])
