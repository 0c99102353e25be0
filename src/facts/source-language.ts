import { posix } from 'node:path'

const languages: Readonly<Record<string, string>> = {
  ts: 'typescript',
  tsx: 'typescript',
  mts: 'typescript',
  cts: 'typescript',
  js: 'javascript',
  jsx: 'javascript',
  mjs: 'javascript',
  cjs: 'javascript',
  py: 'python',
  go: 'go',
  java: 'java',
  kt: 'kotlin',
  scala: 'scala',
  rs: 'rust',
  cs: 'csharp',
  fs: 'fsharp',
  php: 'php',
  rb: 'ruby',
  ex: 'elixir',
  exs: 'elixir',
  c: 'c',
  cc: 'cpp',
  cpp: 'cpp',
  swift: 'swift',
  dart: 'dart',
}

/** The language of a file with source code, by its name; undefined for any other file. */
export function sourceLanguage(path: string): string | undefined {
  const extension = posix.extname(path).slice(1)
  return Object.hasOwn(languages, extension) ? languages[extension] : undefined
}
