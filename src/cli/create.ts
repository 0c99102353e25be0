import { addCommonOptions, addExamples, addWriteOptions, lazily, newProgram, repeatable } from './program.ts'
import { runProgram } from './run-program.ts'

const program = newProgram(
  'create-microservice',
  'Create a workspace of microservices: catalog, services, CI, first commit.',
)
  .argument('[directory]', 'folder of the workspace; made if it is not there')
  .option('--name <name>', 'name of the workspace (default: name of the folder)')
  .addOption(repeatable('--service <name[:stack]>', 'a first service; may be given again'))
  .option('--owner <owner>', 'who answers for it, as the catalog names them (default: team-<name>)')
  .option('--ci <provider>', 'github, gitlab or none (default: github)')
  .option('--example <name>', 'a whole system to learn from: store or streaming')
  .option('--no-install', 'do not install packages')
  .option('--no-git', 'no git repository, no first commit')

addWriteOptions(program, 'write into a folder that is not empty, replacing files of the same name')
addCommonOptions(program).action(lazily(() => import('./commands/create.ts')))
addExamples(program, [
  'create-microservice',
  'create-microservice shop --service products --service checkout:node-fastify --owner team-shop --yes',
  'create-microservice shop --example store',
])

void runProgram(program)
