import { posix } from 'node:path'
import type { Extractor } from '../extractor.ts'
import type { Fact } from '../fact.ts'
import { lineIndex } from '../line-index.ts'
import { blanked } from '../reading/blanked.ts'
import { type CommentForm, withoutComments } from '../reading/comments.ts'
import { mentionsAny } from '../reading/glance.ts'

/** How code or configuration says that a log goes to a file; the group is what people know it by. */
interface Wording {
  readonly files: RegExp
  readonly comments: CommentForm
  readonly says: RegExp
}

const wordings: readonly Wording[] = [
  {
    files:
      /(?:^|\/)(?:logback|log4j2?)(?![\w.-]*[-_.](?:dev|develop|development|local|tests?|debug)\.xml$)[\w.-]*\.xml$/,
    comments: 'markup',
    says: /class\s*=\s*"[\w.]*\b((?:Rolling)?FileAppender)"|<((?:Rolling(?:RandomAccess)?)?File)\s+name\s*=/g,
  },
  {
    files: /(?:^|\/)(?:application|bootstrap)[\w-]*\.properties$/,
    comments: 'hashes',
    says: /^[ \t]*(logging\.file(?:\.(?:name|path))?)[ \t]*[=:]/gm,
  },
  {
    files: /(?:^|\/)(?:application|bootstrap)[\w-]*\.ya?ml$/,
    comments: 'hashes',
    // `pattern.file` is how lines look, should there be a file. A line between can be read in one way only: in several, the
    // tries multiply line by line.
    says: /^logging:[ \t]*\n(?:[ \t#][^\n]*\n|\n)*?[ \t]+(file):(?![ \t]*["']?%)/gm,
  },
  {
    files: /\.py$/,
    comments: 'hashes',
    says: /\b((?:(?:Timed)?Rotating|Watched)?FileHandler|(?<=basicConfig)\([^)]*\bfilename(?=\s*=))\s*[(=]/g,
  },
  {
    files: /\.[cm]?[jt]s$/,
    comments: 'slashes',
    says: /\btransports\.(File|DailyRotateFile)\s*\((?!\s*\{\s*filename:\s*['"`]\/dev\/)|\bnew\s+(DailyRotateFile)\s*\(|\bpino\.(destination)\(\s*['"](?!\/dev\/)/g,
  },
  { files: /\.go$/, comments: 'slashes', says: /\b(lumberjack\.Logger)\s*\{/g },
  { files: /\.cs$/, comments: 'slashes', says: /\.(WriteTo\.(?:Rolling)?File)\s*\(/g },
  { files: /\.(?:java|kt)$/, comments: 'slashes', says: /\b((?:Rolling)?FileAppender)\s*(?:<[^<>\n]{0,99}>)?\s*\(/g },
  {
    files: /\.php$/,
    comments: 'slashes',
    says: /\bnew\s+\\?(?:\w+\\)*(RotatingFileHandler|StreamHandler(?=\s*\(\s*(?!['"]php:)))\s*\(/g,
  },
  { files: /\.rb$/, comments: 'hashes', says: /\b(Logger\.new)\(\s*['"](?!\/dev\/)/g },
  { files: /\.rs$/, comments: 'slashes', says: /\b(tracing_appender::rolling)\b/g },
]

/** What a text must hold for one of these to find anything. */
const mentions = mentionsAny([
  ...['fileappender', 'rolling', '<file', 'logging', 'filehandler', 'basicconfig', 'transports.', 'dailyrotatefile'],
  ...['pino.destination', 'lumberjack', 'writeto.', 'streamhandler', 'logger.new', 'tracing_appender'],
])

/** Profiles that something deployed has; all others are for whoever writes the code. */
const deployedIn = /(?<!!\s{0,3})\b(?:prod|live|k8s|kube|docker|cloud)/i
const endOfProfile = '</springProfile>'

/** Logback's settings without what they hold for profiles of Spring that nothing deployed has. */
const withoutProfiles = (code: string): string =>
  code
    .split(endOfProfile)
    .map((part, index, { length }) => {
      const start = index < length - 1 ? part.indexOf('<springProfile') : -1
      const names = /^[^<>]*\bname\s{0,3}=\s{0,3}"([^"<>]*)"/.exec(part.slice(start + 1))?.[1]
      if (start < 0 || names === undefined || deployedIn.test(names)) return part
      return part.slice(0, start) + blanked(part.slice(start))
    })
    .join(endOfProfile)

/** Code that writes to a file only where a setting says so, or names the file, and else to where logs are collected. */
const isChosen = (code: string): boolean =>
  (/^\s*package \w+$/m.test(code) && onlyNamedFile.test(code)) ||
  ((/(?:==|\bcase)\s*(["'`])(?:file|both)\1/i.test(code) ||
    namedFile.test(code) ||
    askedFile.test(code) ||
    isGivenFile(code)) &&
    /\b(?:stdout|stderr|console)\b|\bStreamHandler\(/i.test(code))
/** `if cfg.LogFile != "" {` of Go. */
const namedFile = /\bif [^\n{]{0,60}(?:file|path|output|dir|filename|dst)\s?[!=]= ?""/i

/** `!logFile ? [console] : [file]`, `if (process.env.LOG_FILE)` of JavaScript. */
const askedFile = /(?:\bif \(!?[\w.]{0,40}|[\s.!(|&])log_?(?:file|path)(?:name)?(?:\s{1,40}\?\s|\) \{)/i

/** `if cfg.Filename != "" {`: without it the logs of Go's own package go where they always do. */
const onlyNamedFile = /\bif [^\n{]{0,60}(?:file(?:name)?|path|output|dir|dst)\s?!= ?"" \{/i

/** `if log_file:` of Python, where the function is handed none unless somebody asks for it. */
function isGivenFile(code: string): boolean {
  const none = [...code.matchAll(/\b(\w*(?:file|path|dir)\w*)(?:: ?[\w.[\]| ]+)? ?= ?None\b/gi)]
  return none.some(([, name = '']) => new RegExp(`\\bif ${name}(?: is not None)?:`).test(code))
}

/** What a condition asks of the environment where it holds for whoever writes the code alone. */
const forDevelopers =
  /\b\w*env\w*\b[^{}]*(?:={2,3}|,|\()\s*["'`](?:local|dev|development|testing|test)["'`]|\bNODE_ENV\w*\s*!==?\s*["'`]production["'`]|\bIsDevelopment\s*\(/i
/** Nobody writes a longer condition, or a longer block before its log. */
const longest = 3000

/** Whether a place lies in a block that runs where the code is written, and nowhere else: `if (env('APP_ENV') == 'local') {`. */
function isInDevelopment(code: string, place: number): boolean {
  let depth = 0
  for (let at = place - 1; at >= Math.max(place - longest, 0); at--) {
    if (code[at] === '}') depth++
    if (code[at] !== '{' || --depth >= 0) continue
    depth = 0
    const condition = /\bif\s*\((?!.*\belse\b)([^{};]{1,300})\)\s*$/.exec(code.slice(Math.max(at - 400, 0), at))?.[1]
    if (condition !== undefined && forDevelopers.test(condition)) return true
  }
  return false
}

/** A class of the code's own, under the name of a library's: what it writes is for the code. */
const isOwnAppender = (text: string): boolean => /\bclass (?:Rolling)?FileAppender\b/.test(text)

/** Clients that a tool writes can log to a file for whoever asks for it. */
const isOfGenerator = (text: string): boolean =>
  /\b(?:swagger-codegen|openapi[- ]generator)\b/i.test(text.slice(0, 2000))

/** Logs that go to files, by the common libraries of each language. Comments never count. */
export const logFile: Extractor = {
  id: 'log-file',
  onlyGlances: true,
  matches: (path) => wordings.some(({ files }) => files.test(path)),
  extract({ path, text }) {
    const wording = mentions(text) ? wordings.find(({ files }) => files.test(path)) : undefined
    if (wording === undefined || text.search(wording.says) < 0 || isOwnAppender(text)) return []
    const at = lineIndex(path, text)
    const code = withoutProfiles(withoutComments(text, wording.comments))
    if (isChosen(code) || isOfGenerator(text)) return []
    const found = [...code.matchAll(wording.says)].filter(({ index }) => !isInDevelopment(code, index))
    return found.map((match): Fact => {
      const name = match.slice(1).find((group) => group !== undefined) ?? posix.basename(path)
      return {
        kind: 'log-file',
        // What comes before it, `pattern: { file: … }`, may be called the same.
        at: at(match.index + Math.max(match[0].lastIndexOf(name), 0)),
        name: name.replace(/^\([\s\S]*/, 'filename'),
      }
    })
  },
}
