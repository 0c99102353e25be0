import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseStackManifest } from '../../src/scaffold/manifest.ts'

const templates = join(import.meta.dirname, '../../templates/stacks')
/** `MSVC_STACKS=go-http,rust-axum` tries some of them. */
const wanted = process.env['MSVC_STACKS']?.split(',')

/** Every stack that users may choose. */
export const offeredStacks = readdirSync(templates)
  .map((name) => parseStackManifest(readFileSync(join(templates, name, 'template.yaml'), 'utf8')))
  .filter(({ name, offered }) => offered && (wanted === undefined || wanted.includes(name)))
