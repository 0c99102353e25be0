import { posix } from 'node:path'

/** How a kind of file opens a comment, and what closes it where not the end of the line does. */
export interface CommentStyle {
  /** Matches at the end of what stands before the words of a comment. */
  readonly opens: RegExp
  readonly closes?: RegExp
}

const slashes: CommentStyle = { opens: /\/\/+\s*$/ }
const block: CommentStyle = { opens: /\/\*+\s*$/, closes: /\*+\// }
const hash: CommentStyle = { opens: /#+\s*$/ }
const dashes: CommentStyle = { opens: /--+\s*$/ }
const semicolon: CommentStyle = { opens: /;+\s*$/ }
const markup: CommentStyle = { opens: /<!--\s*$/, closes: /-->/ }
/** Before `block`, which opens in the same way. */
const goTemplate: CommentStyle = { opens: /\{\{-?\s*\/\*\s*$/, closes: /\*\/\s*-?\}\}/ }
const razor: CommentStyle = { opens: /@\*\s*$/, closes: /\*@/ }
const jinja: CommentStyle = { opens: /\{#-?\s*$/, closes: /-?#\}/ }
const handlebars: CommentStyle = { opens: /\{\{~?!(?:--)?\s*$/, closes: /(?:--)?~?\}\}/ }

const families: readonly (readonly [styles: readonly CommentStyle[], extensions: string])[] = [
  [
    [hash],
    'py pyi rb sh bash zsh fish toml properties env ex exs r pl ps1 mk cmake graphql graphqls conf nix bzl star cfg',
  ],
  [[goTemplate, hash], 'yaml yml'],
  [[goTemplate, slashes, block, hash], 'tpl gotmpl tmpl'],
  [[slashes, block, hash], 'php tf tfvars hcl'],
  [[markup], 'xml html htm md csproj fsproj vbproj props targets config xaml svg'],
  [[markup, slashes, block], 'vue svelte astro'],
  [[dashes, block], 'sql'],
  [[dashes], 'lua hs'],
  [[slashes], 'mod work'],
  [[semicolon, hash], 'ini'],
  [[handlebars, markup], 'hbs'],
  [[razor, markup, slashes, block], 'cshtml razor'],
  [[jinja, hash, slashes], 'j2 jinja jinja2'],
  [
    [slashes, block],
    'ts tsx mts cts js jsx mjs cjs java kt kts scala sbt groovy gradle go rs cs fs c cc cpp h hpp swift dart proto prisma thrift bicep cue jsonnet libsonnet json jsonc json5 css scss less',
  ],
]

const byExtension = new Map(
  families.flatMap(([styles, extensions]) => extensions.split(' ').map((extension) => [extension, styles] as const)),
)
/** A pipeline of Jenkins is Groovy, whatever follows its name. */
const jenkinsfile = /^jenkinsfile(?:[.-]|$)/i
/** Dockerfiles, Makefiles, dotfiles, CODEOWNERS. */
const others: readonly CommentStyle[] = [hash]

/** The styles of comments that a file of this name can have. */
export function commentStyles(path: string): readonly CommentStyle[] {
  if (jenkinsfile.test(posix.basename(path))) return [slashes, block]
  return byExtension.get(posix.extname(path).slice(1).toLowerCase()) ?? others
}
