// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the Dockerfile under test is text
import { expect, it } from 'vitest'
import { dockerfile } from '../../src/facts/dockerfile/index.ts'
import { extractorsOf } from '../../src/facts/reading/draw.ts'
import { statements } from './read-facts.ts'

const rows: readonly (readonly [title: string, text: string, expected: readonly string[]])[] = [
  ['one stage', 'FROM node:22-alpine', ['1:1 from node:22-alpine final']],
  [
    'stages',
    'FROM node:22 AS build\nRUN x\nFROM build as test\nFROM gcr.io/distroless/nodejs22\nCOPY --from=build /a /a',
    [
      '1:1 from node:22 as build',
      '2:1 run x in 0',
      '3:1 from build as test internal',
      '4:1 from gcr.io/distroless/nodejs22 final',
      '5:1 copy /a to /a from build in 2 final',
    ],
  ],
  [
    'a stage to develop in behind the one that is deployed',
    'FROM php:8 AS base\nFROM base AS production\nRUN x\nUSER app\nFROM base AS development\nRUN y\nUSER root',
    [
      '1:1 from php:8 as base',
      '2:1 from base as production internal final',
      '3:1 run x in 1 final',
      '4:1 user app final',
      '5:1 from base as development internal',
    ],
  ],
  [
    'a stage to develop in alone',
    'FROM node:22 AS deps\nFROM deps AS dev\nUSER node',
    ['1:1 from node:22 as deps', '2:1 from deps as dev internal final', '3:1 user node final'],
  ],
  [
    'a copy with an owner, from another stage',
    'FROM node:22 AS build\nRUN x\nFROM node:22\nCOPY --chown=1001:0 --from=build /app/.env /app/.env',
    [
      '1:1 from node:22 as build',
      '2:1 run x in 0',
      '3:1 from node:22 final',
      '4:1 copy /app/.env to /app/.env from build in 1 final',
    ],
  ],
  [
    'arguments with defaults',
    'ARG NODE=22\nARG BASE="node"\nFROM ${BASE}:${NODE}-alpine\nFROM $BASE:${OTHER:-20}',
    ['3:1 from node:22-alpine', '4:1 from node:20 final'],
  ],
  ['an argument that nothing sets', 'ARG BASE\nFROM ${BASE}', ['2:1 from ${BASE} final']],
  ['a platform', 'FROM --platform=$BUILDPLATFORM node:22 AS build', ['1:1 from node:22 as build final']],
  [
    'lower case',
    'from node:22\nuser node\nexpose 8080',
    ['1:1 from node:22 final', '2:1 user node final', '3:1 expose 8080'],
  ],
  ['a digest', 'FROM node:22@sha256:abc', ['1:1 from node:22@sha256:abc final']],
  ['no parser directive is a stage', '# syntax=docker/dockerfile:1\nFROM node:22', ['2:1 from node:22 final']],
  [
    'comments',
    '# FROM node:20\nFROM node:22\n  # USER root\nRUN a \\\n  # USER root\n  && b',
    ['2:1 from node:22 final', '4:1 run a && b in 0 final'],
  ],
  [
    'a heredoc',
    'FROM node:22\nRUN <<EOF\nUSER root\nFROM x\nEOF\nUSER node',
    ['1:1 from node:22 final', '2:1 run <<EOF\nUSER root\nFROM x\nEOF in 0 final', '6:1 user node final'],
  ],
  [
    'users of stages',
    'FROM a AS b\nUSER root\nFROM c\nUSER 1000:1000',
    ['1:1 from a as b', '2:1 user root', '3:1 from c final', '4:1 user 1000:1000 final'],
  ],
  [
    'ports',
    'FROM a\nEXPOSE 8080/tcp 9090 9000-9002',
    ['1:1 from a final', '2:1 expose 8080', '2:1 expose 9090', '2:1 expose 9000', '2:1 expose 9001', '2:1 expose 9002'],
  ],
  ['a port that is a variable', 'FROM a\nARG PORT=80\nEXPOSE $PORT', ['1:1 from a final', '3:1 expose 80']],
  [
    'variables',
    'FROM a\nENV A_URL=http://a:80 B="c d" \\\n    C=e\nENV D f g',
    ['1:1 from a final', '2:5 set A_URL=http://a:80', '2:23 set B=c d', '3:5 set C=e', '4:5 set D=f g'],
  ],
  ['a variable of a variable', 'FROM a\nENV A=$B', ['1:1 from a final', '2:5 set A=undefined']],
  [
    'copies',
    'FROM a\nCOPY --chown=1:1 a.json b.json ./\nADD x /y',
    ['1:1 from a final', '2:1 copy a.json b.json to ./ in 0 final', '3:1 copy x to /y in 0 final'],
  ],
  [
    'a file that is written where it stands',
    "FROM a\nCOPY <<'EOF' /etc/a.conf\nserver {\n  listen 80;\n}\nEOF\nCOPY b <<EOF /c/\nd\nEOF\nUSER e",
    ['1:1 from a final', '7:1 copy b to /c/ in 0 final', '10:1 user e final'],
  ],
  ['a start for a shell', 'FROM a\nCMD npm start', ['1:1 from a final', '2:1 CMD shell npm start']],
  [
    'a start in words',
    'FROM a\nENTRYPOINT ["node", "x.js"]',
    ['1:1 from a final', '2:1 ENTRYPOINT exec ["node", "x.js"]'],
  ],
  [
    'variables that a shell fills into what is started',
    'FROM a\nCMD app --dsn $dsn --at ${PORT:-80} --x $$y \\$z',
    ['1:1 from a final', '2:1 CMD shell app --dsn $dsn --at ${PORT:-80} --x $$y \\$z', '2:1 read dsn', '2:1 read PORT'],
  ],
  [
    'a script in words',
    'FROM a\nCMD ["sh", "-c", "app $DSN"]',
    ['1:1 from a final', '2:1 CMD exec ["sh", "-c", "app $DSN"]', '2:1 read DSN'],
  ],
  ['words that no shell reads', 'FROM a\nCMD ["app", "$DSN"]', ['1:1 from a final', '2:1 CMD exec ["app", "$DSN"]']],
  ['with CRLF', 'FROM a\r\nUSER b\r\n', ['1:1 from a final', '2:1 user b final']],
  ['nothing', '', []],
  ['no Dockerfile at all', 'hello world\n{{{', []],
]

it.each(rows)('%s', async (_, text, expected) => {
  expect(await statements(dockerfile, 'a/Dockerfile', text)).toEqual(expected)
})

it.each([
  ['Dockerfile', true],
  ['a/Dockerfile.prod', true],
  ['a/api.Dockerfile', true],
  ['Containerfile', true],
  ['Dockerfile.dockerignore', false],
  ['docs/dockerfile.md', false],
  ['templates/Dockerfile.j2', false],
  ['src/dockerfile.ts', false],
  ['orders-api-dockerfile', true],
  ['Dockerfile_prod', true],
  ['mydockerfile', false],
])('%s: %s', (path, expected) => {
  expect(extractorsOf(path).includes(dockerfile)).toBe(expected)
})
