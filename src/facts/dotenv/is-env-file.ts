import { posix } from 'node:path'

const name = /^(?:\.env(?:[._-][\w.-]+)?|[\w.-]+\.env|env)$/
/** `shop.env.local`, `env.example`: what is told by a word behind it, as files of code have their language there. */
const named =
  /^(?:[\w.-]+\.)?env[.-](?:examples?|sample|template|tmpl|dist|defaults?|local|dev(?:elopment)?|prod(?:uction)?|stag(?:e|ing)|tests?|docker|compose|base|ci)(?:[.-](?:examples?|sample|local))?$/i

/** Whether a file is one of variables, for whoever loads it: `.env`, `env`, `.env.local`, `cart.env`, `cart.env.local`. */
export const isEnvFile = (path: string): boolean => {
  const file = posix.basename(path)
  return name.test(file) || named.test(file)
}
