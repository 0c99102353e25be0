import { posix } from 'node:path'

/** Whether a file is one of variables, for whoever loads it: `.env`, `.env.local`, `cart.env`. */
export const isEnvFile = (path: string): boolean => /^(?:\.env(?:\.[\w.-]+)?|[\w.-]+\.env)$/.test(posix.basename(path))
