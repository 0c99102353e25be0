import { closeOf } from '../code/brackets.ts'
import { type CodeToken, literalOf } from './tokens.ts'

const browserWord = /^(?:document|window|localStorage|sessionStorage|skipWaiting|importScripts|XMLHttpRequest)$/
/** Components and their hooks are for browsers, in whatever file they lie, and what a framework is told to send there. */
const browserText =
  /^(?:use client|react|react-dom|vue|svelte|@angular\/core|preact|solid-js|swr|react-query|@tanstack\/(?:react|vue|svelte|solid)-query|next-auth\/react)$/
/** What no page can take in: a file that does is of a server, whatever its client is told for the browsers behind it. */
const serverText =
  /^(?:node:\w+|fs|crypto|http|https|path|jsonwebtoken|express|fastify|koa|winston|pino|redis|ioredis|amqplib|kafkajs|mongoose|pg|mysql2?|@nestjs\/\w+)$/
/** Variables that a bundler writes into pages. */
const bundled = /^(?:REACT_APP|VITE|VUE_APP|NEXT_PUBLIC|NUXT_PUBLIC|EXPO_PUBLIC|GATSBY)_/

/** Whether what a file says shows that browsers run it, whatever package it lies in. */
export const isForBrowsers = (tokens: readonly CodeToken[]): boolean =>
  tokens.some(
    (token, index) =>
      browserWord.test(token.value) ||
      browserText.test(literalOf(token) ?? '') ||
      bundled.test(token.value) ||
      (token.value === 'env' && tokens[index - 2]?.value === 'meta'),
  ) || sendsCookies(tokens)

/** A browser is to send its cookies along; a server has none, though it may say so to be sure. */
const sendsCookies = (tokens: readonly CodeToken[]): boolean =>
  tokens.some(({ value }, index) => value === 'withCredentials' && tokens[index + 2]?.value === 'true') &&
  !tokens.some((token) => serverText.test(literalOf(token) ?? ''))

/** What a file that browsers run as well does where there is none: `if (typeof window === 'undefined') { … }`, each by itself. */
export function serverBranches(tokens: readonly CodeToken[]): (readonly CodeToken[])[] {
  return tokens.flatMap(({ value }, index) => {
    const [asked, sign, word, close, open] = tokens.slice(index + 1, index + 6)
    const isAsked = value === 'typeof' && asked?.value === 'window' && /^===?$/.test(sign?.value ?? '')
    if (!isAsked || literalOf(word) !== 'undefined' || close?.value !== ')' || open?.value !== '{') return []
    return [tokens.slice(index + 6, closeOf(tokens, index + 5))]
  })
}
