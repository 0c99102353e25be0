import { codeowners } from './codeowners.ts'
import { compose } from './compose.ts'
import { bunWorkspaces, npmWorkspaces, yarnWorkspaces } from './npm-workspaces.ts'
import { pnpmWorkspaces } from './pnpm-workspaces.ts'
import type { Registration } from './registration.ts'

/** Every place that a new service is entered in, beside the catalog. */
export const registrations: readonly Registration[] = [
  compose,
  codeowners,
  npmWorkspaces,
  yarnWorkspaces,
  bunWorkspaces,
  pnpmWorkspaces,
]
