import { type CodeToken, literalOf } from './tokens.ts'

const browserWord = /^(?:document|window|localStorage|sessionStorage|skipWaiting|importScripts|XMLHttpRequest)$/
/** Components and their hooks are for browsers, in whatever file they lie, and what a framework is told to send there. */
const browserText =
  /^(?:use client|react|react-dom|vue|svelte|@angular\/core|preact|solid-js|swr|react-query|@tanstack\/(?:react|vue|svelte|solid)-query|next-auth\/react)$/
/** Variables that a bundler writes into pages. */
const bundled = /^(?:REACT_APP|VITE|VUE_APP|NEXT_PUBLIC|NUXT_PUBLIC|EXPO_PUBLIC|GATSBY)_/

/** Whether what a file says shows that browsers run it, whatever package it lies in. */
export const isForBrowsers = (tokens: readonly CodeToken[]): boolean =>
  tokens.some(
    (token, index) =>
      browserWord.test(token.value) ||
      // A browser is to send its cookies along; a server has none.
      (token.value === 'withCredentials' && tokens[index + 2]?.value === 'true') ||
      browserText.test(literalOf(token) ?? '') ||
      bundled.test(token.value) ||
      (token.value === 'env' && tokens[index - 2]?.value === 'meta'),
  )
