import { Help } from 'commander'
import { addCommand, addCommonOptions, addWriteOptions, lazily, newProgram, repeatable } from './program.ts'
import { runProgram } from './run-program.ts'

const program = addCommonOptions(
  newProgram('msvc', 'Microservices that stay apart: add services, see how they depend on each other, lint them.'),
).usage('<command> [options]')

// They are told in one line here, and in full in the help of each command.
program
  .configureHelp({
    ...program.configureHelp(),
    formatHelp: (command, help) => {
      help.visibleOptions = () => []
      return Help.prototype.formatHelp.call(help, command, help)
    },
  })
  .addHelpText(
    'after',
    `
Every command takes --help, which shows examples, and --json, --cwd, --debug, --no-color.
msvc --version prints the version.`,
  )

program.commandsGroup('Write:')

addWriteOptions(
  addCommand(program, 'add-service [name]', 'Add a service to this repository and register it', [
    'msvc add-service checkout --stack node-fastify --owner team-shop',
    'msvc add-service checkout --stack node-fastify --owner team-shop --depends-on products,auth --yes',
    'msvc add-service checkout --dry-run',
  ])
    .option('--stack <stack>', 'language and framework')
    .option('--owner <owner>', 'who answers for it, as the catalog names them')
    .option('--description <text>', 'what it is for, in one sentence')
    .option('--port <number>', 'local port (default: the next free one)')
    .option('--depends-on <names>', 'services that it calls, with commas between them')
    .option('--dir <folder>', 'its folder (default: <services folder>/<name>)')
    .option('--no-install', 'do not install its packages'),
  'replace files that are in the way',
).action(lazily(() => import('./commands/add-service.ts')))

addCommand(program, 'init', 'Find the services of a repository, and write the catalog', [
  'msvc init',
  'msvc init --dry-run',
  'msvc init --yes --owner team-shop',
  'msvc init --exclude load-test --rename frontend-web=storefront',
])
  .option('--owner <owner>', 'who owns what CODEOWNERS leaves open')
  .addOption(repeatable('--exclude <name>', 'a service to leave out of the catalog; may be repeated'))
  .addOption(repeatable('--rename <old=new>', 'a name that people use instead; may be repeated'))
  .option('--declare-calls', 'also declare new calls of services that are in the catalog')
  .option('-y, --yes', 'ask nothing: take the defaults')
  .option('--dry-run', 'show what would be written, write nothing')
  .action(lazily(() => import('./commands/init.ts')))

program.commandsGroup('Look:')

addCommand(program, 'list', 'List services: stack, port, owner, folder, what they use', [
  'msvc list',
  'msvc list --json',
]).action(lazily(() => import('./commands/list.ts')))

addCommand(program, 'show <service>', 'Show one service, or a store: whom it calls, who calls it, and how we know', [
  'msvc show checkout',
  'msvc show redis://cache:6379',
]).action(lazily(() => import('./commands/show.ts')))

addCommand(program, 'graph', 'Draw services and the edges between them', [
  'msvc graph',
  'msvc graph --format dot | dot -Tsvg -o services.svg',
  'msvc graph --format html=services.html',
  'msvc graph --focus checkout --depth 2',
  'msvc graph --compare origin/main',
])
  .option(
    '--format <format[=file]>',
    'mermaid, dot, json, c4, svg, png or html, on stdout or in a file (default: mermaid)',
  )
  .option('--focus <service>', 'draw only what lies round this service')
  .option('--depth <n>', 'how many steps from it (default: 1)')
  .option('--compare <ref>', 'draw only what the change since this ref adds and takes away')
  .option('--no-cache', 'read every file again, also those that have not changed')
  .action(lazily(() => import('./commands/graph.ts')))

addCommand(program, 'affected', 'Name the services that a change concerns, with what CI runs for each', [
  'msvc affected --since origin/main',
  'msvc affected --since HEAD~1 --json',
])
  .option('--since <ref>', 'compare with where the branch left this ref')
  .action(lazily(() => import('./commands/affected.ts')))

program.commandsGroup('Check:')

addCommand(program, 'lint', 'Find what ties services together, and what will fail in production', [
  'msvc lint',
  'msvc lint --format json',
  'msvc lint --format text --format sarif=msvc.sarif',
  'msvc lint --rule shared-database --rule dependency-cycle',
  'msvc lint --since origin/main',
  'msvc lint --fix --dry-run',
  'msvc lint --update-baseline',
])
  .addOption(
    repeatable(
      '--format <format[=file]>',
      'text, json, sarif, github, gitlab, junit or markdown, on stdout or in a file; may be given again (default: text)',
    ),
  )
  .addOption(repeatable('--rule <rule>', 'only this rule; may be given again'))
  .option('--preset <preset>', 'recommended, strict or conventions-only, whatever msvc.yaml names')
  .option('--metrics', 'measure how services hang together, too: in text, json and markdown')
  .option('--passed-over', 'name every file that was passed over and why: in text')
  .option('--no-cache', 'read every file again, also those that have not changed')
  .option('--since <ref>', 'only what the change since this ref can have caused')
  .option('--staged', 'only what the staged change can have caused, read from the index: for a pre-commit hook')
  .option('--fix', 'mend what has one right answer; docs/lint.md and msvc explain say which rules have one')
  .option('-y, --yes', 'with --fix: ask nothing')
  .option('--update-baseline', 'make the list of known findings, or take out of it what is mended')
  .option('--allow-growth', 'let --update-baseline add to a list that is there')
  .option('--prune', 'take what is mended out of the list of known findings')
  .option('--no-baseline', 'report known findings, too')
  .option('--dry-run', 'with --fix or --update-baseline: show what would be written, write nothing')
  .action(lazily(() => import('./commands/lint.ts')))

addCommand(program, 'verify [service]', 'Start a service and hold it against the service contract, from outside', [
  'msvc verify checkout',
  'msvc verify checkout --build --format junit > verify.xml',
  'msvc verify checkout --image shop/checkout:latest',
  'msvc verify legacy --command "python -m legacy" --env DATABASE_URL=postgres://localhost/legacy --only shutdown,logs',
  'msvc verify --url http://localhost:8080',
])
  .option('--command <line>', 'start it with this shell line, in the folder that you are in')
  .option('--image <image>', 'run this image, with docker or podman')
  .option('--url <address>', 'it runs already at this address; things are made there, so not in production')
  .option('--build', 'install and build first what its stack asks for')
  .addOption(repeatable('--env <name=value>', 'a setting that it needs; may be repeated'))
  .option('--language <language>', 'whose limits of start time and memory count')
  .option('--openapi <file>', 'its OpenAPI document')
  .addOption(repeatable('--only <rows>', 'only these rows, by name or number, with commas between them'))
  .addOption(repeatable('--skip <rows>', 'all but these rows'))
  .option('--format <format>', 'text, json, junit or markdown (default: text)')
  .action(lazily(() => import('./commands/verify.ts')))

addCommand(program, 'explain [rule]', "Print a rule's page: why it matters, examples, how to fix it", [
  'msvc explain',
  'msvc explain shared-database',
]).action(lazily(() => import('./commands/explain.ts')))

addCommand(program, 'doctor', 'Check which tools are on this machine, which are missing, and what for', [
  'msvc doctor',
]).action(lazily(() => import('./commands/doctor.ts')))

addCommand(program, 'completion <shell>', 'Print completion for bash, zsh or fish', [
  'source <(msvc completion bash)',
  'msvc completion zsh > ~/.zfunc/_msvc',
  'msvc completion fish > ~/.config/fish/completions/msvc.fish',
]).action(lazily(() => import('./commands/completion.ts')))

if (process.argv.length <= 2) program.outputHelp()
else void runProgram(program)
