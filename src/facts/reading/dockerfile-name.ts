import { posix } from 'node:path'

/** `Dockerfile.prod`, `shop.Dockerfile`, `shop-orders-dockerfile`, `Dockerfile_dev`. */
const nameForm = /^(?:.*[._-])?(?:dockerfile|containerfile)(?:\.[\w.-]+|[-_][\w-]+)?$/i

/** Documents, code and templates that are called after one. */
const otherwise = /\.(?:md|dockerignore|[jt]sx?|ya?ml|j2|jinja2?|tmpl|tpl|hbs|ejs|erb|mustache)$/

/** Whether a file is a Dockerfile by its name. */
export const isDockerfile = (path: string): boolean => nameForm.test(posix.basename(path)) && !otherwise.test(path)
