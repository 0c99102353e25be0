import { compose } from './compose/index.ts'
import { dockerfile } from './dockerfile/index.ts'
import { dotenv } from './dotenv/index.ts'
import type { Extractor } from './extractor.ts'
import { kubernetes } from './kubernetes/index.ts'
import { nginx } from './nginx/index.ts'
import { packageJson } from './package-json/index.ts'
import { pnpmWorkspace } from './pnpm-workspace/index.ts'
import { shell } from './shell/index.ts'
import { sql } from './sql/index.ts'
import { tsconfig } from './tsconfig/index.ts'
import { typescript } from './typescript/index.ts'
import { unreadCode } from './unread-code/index.ts'

/** Every extractor. A file goes to each that its path matches. */
export const extractors: readonly Extractor[] = [
  typescript,
  packageJson,
  pnpmWorkspace,
  tsconfig,
  dockerfile,
  compose,
  kubernetes,
  dotenv,
  sql,
  nginx,
  shell,
  unreadCode,
]
