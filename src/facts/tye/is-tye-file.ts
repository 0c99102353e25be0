import { posix } from 'node:path'

/** `tye.yaml`, `tye-min.yml`: what Tye runs on the machine of a developer. */
export const isTyeFile = (path: string): boolean => /^tye(?:[.-][\w.-]+)?\.ya?ml$/i.test(posix.basename(path))
