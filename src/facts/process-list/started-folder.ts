import { posix } from 'node:path'

const inFolder = /^\s*(?:\(\s*)?cd\s+["']?([\w./-]+)["']?\s*(?:&&|;)\s*/
/** Options that name the folder of what is started: `npm --prefix cart start`, `gunicorn --chdir cart`, `dotnet run --project src/Cart`. */
const toldFolder =
  /(?:(?:^|\s)--(?:prefix|cwd|chdir|dir|app-dir|project|workspace|directory|manifest-path)|\b(?:npm|pnpm|yarn|make|go|uv)(?:\s+[\w:-]{1,40}){0,4}\s+-[CwF])[= ]["']?(?:\.\/)?([\w.-]+(?:\/[\w.-]+)*)/
/** What a program is set up by, beside what is started: `puma -C config/puma.rb`, `node -r dotenv/config`. */
const setup = /\s(?:-[Ccr]|--(?:config|require|import))[= ]\S+/g
/** Programs that were installed, or that only start others: `bin/rails`, `node_modules/.bin/next`. */
const installed = /(?:^|\/)(?:node_modules|vendor|bin)\/.*$/
/** A module of Gradle or Maven: `./gradlew :cart:bootRun`, `mvn -pl cart spring-boot:run`. */
const ofModule = /(?:^|\s)(?::([\w-]+(?::[\w-]+)*):(?:bootRun|run\w*)\b|-pl\s+:?([\w./-]+))/
/** A module of Python: `uvicorn cart.main:app`, `gunicorn 'orders.wsgi'`, `python -m mail.worker`. */
const ofPython =
  /\b(?:(?:uvicorn|gunicorn|hypercorn|daphne|granian)\s+(?:--?[\w-]+[= ]\S+\s+)*["']?|python3?\s+-m\s+)([a-z_]\w*(?:\.\w+)+)/i
/** A path of several steps, or a file: `./cart/index.js`, `cmd/cart`, `server.py`. */
const path = /(?:^|\s)["']?(?:\.\/)?((?:[\w@.-]+\/)+[\w.-]+|[\w-]+\.(?:[cm]?[jt]s|py|rb|go|php|jar|dll))(?=["'\s:]|$)/
const file = /\.(?:[cm]?[jt]sx?|py|rb|go|php|jar|dll|ru|sh|toml|[cf]sproj)$/
/** What compilers write into, which lies in the folder of what they compile, or around it: `dist/apps/cart/main.js`. */
const outer = /^(?:dist|build|out|target)\/(?=.)/
const inner = /(?:(?:^|\/)(?:dist|build|out|target|bin|src|libs))+$/

/** The folder of what a command starts, from the one that it is started in: that of a file or module which it names, else that one. */
export function startedFolder(command: string, from: string): string {
  const [whole, to] = inFolder.exec(command) ?? []
  if (whole !== undefined && to !== undefined) return startedFolder(command.slice(whole.length), posix.join(from, to))
  const [, gradle, maven] = ofModule.exec(command) ?? []
  const named = toldFolder.exec(command)?.[1] ?? gradle?.replaceAll(':', '/') ?? maven
  const module = ofPython
    .exec(command)?.[1]
    ?.replace(/\.\w+$/, '')
    .replaceAll('.', '/')
  const written = named ?? module ?? path.exec(command.replace(setup, ''))?.[1] ?? '.'
  return posix.join(from, codeFolder(written)).replace(/\/$/, '')
}

/** The folder of the code that a file is made of, or a folder: `cart` of `cart/target/cart.jar`. */
export const codeFolder = (written: string): string =>
  (file.test(written) ? posix.dirname(written) : written).replace(outer, '').replace(installed, '').replace(inner, '')
