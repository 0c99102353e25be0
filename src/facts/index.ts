import { appHost } from './app-host/index.ts'
import { appsettings } from './appsettings/index.ts'
import { azureFunctions } from './azure-functions/index.ts'
import { cacheUse } from './cache-use/index.ts'
import { cargo } from './cargo/index.ts'
import { component } from './component/index.ts'
import { compose } from './compose/index.ts'
import { composer } from './composer/index.ts'
import { contract } from './contract/index.ts'
import { csharp } from './csharp/index.ts'
import { dapr } from './dapr/index.ts'
import { daprInfrastructure } from './dapr/infrastructure.ts'
import { dockerfile } from './dockerfile/index.ts'
import { dotenv } from './dotenv/index.ts'
import type { Extractor } from './extractor.ts'
import { gatewayRoutes } from './gateway-routes/index.ts'
import { gemfile } from './gemfile/index.ts'
import { go } from './go/index.ts'
import { goMod } from './go-mod/index.ts'
import { gradleCatalog } from './gradle/catalog.ts'
import { gradle } from './gradle/index.ts'
import { gradleSettings } from './gradle/settings.ts'
import { imageBuild } from './image-build/index.ts'
import { jvm } from './jvm/index.ts'
import { kubernetes } from './kubernetes/index.ts'
import { launchSettings } from './launch-settings/index.ts'
import { listen } from './listen/index.ts'
import { logFile } from './log-file/index.ts'
import { mappedTable } from './mapped-table/index.ts'
import { maven } from './maven/index.ts'
import { metricLabel } from './metric-label/index.ts'
import { msbuild } from './msbuild/index.ts'
import { nacos } from './nacos/index.ts'
import { nginx } from './nginx/index.ts'
import { ocelot } from './ocelot/index.ts'
import { krakend } from './ocelot/krakend.ts'
import { ormMapping } from './orm-mapping/index.ts'
import { packageJson } from './package-json/index.ts'
import { proxyConf } from './package-json/proxy-conf.ts'
import { php } from './php/index.ts'
import { pipeline } from './pipeline/index.ts'
import { pnpmWorkspace } from './pnpm-workspace/index.ts'
import { prisma } from './prisma/index.ts'
import { processList } from './process-list/index.ts'
import { programBuild } from './program-build/index.ts'
import { proxy } from './proxy/index.ts'
import { python } from './python/index.ts'
import { pythonProject } from './python-project/index.ts'
import { rack } from './rack/index.ts'
import { route } from './route/index.ts'
import { ruby } from './ruby/index.ts'
import { rust } from './rust/index.ts'
import { serverless } from './serverless/index.ts'
import { setImage } from './set-image/index.ts'
import { settingsFiles } from './settings-file/index.ts'
import { shell } from './shell/index.ts'
import { spring } from './spring/index.ts'
import { springBeans } from './spring-beans/index.ts'
import { springFactories } from './spring-factories/index.ts'
import { sql } from './sql/index.ts'
import { supervisor } from './supervisor/index.ts'
import { telemetry } from './telemetry/index.ts'
import { terraform } from './terraform/index.ts'
import { tsconfig } from './tsconfig/index.ts'
import { tye } from './tye/index.ts'
import { typescript } from './typescript/index.ts'
import { unreadCode } from './unread-code/index.ts'
import { variablesInConfig } from './variables-in-config/index.ts'

const languages: readonly Extractor[] = [typescript, python, go, jvm, csharp, rust, php, ruby]

/** Languages whose code is read. */
export const readLanguages: ReadonlySet<string> = new Set(languages.flatMap((extractor) => extractor.languages ?? []))

/** Every extractor. A file goes to each that its path matches. */
export const extractors: readonly Extractor[] = [
  ...languages,
  component,
  goMod,
  cargo,
  pythonProject,
  maven,
  gradle,
  gradleSettings,
  gradleCatalog,
  msbuild,
  spring,
  springFactories,
  springBeans,
  gatewayRoutes,
  appsettings,
  azureFunctions,
  launchSettings,
  ocelot,
  krakend,
  settingsFiles,
  appHost,
  composer,
  gemfile,
  rack,
  packageJson,
  proxyConf,
  pnpmWorkspace,
  tsconfig,
  terraform,
  dockerfile,
  compose,
  tye,
  kubernetes,
  dotenv,
  sql,
  nacos,
  mappedTable,
  ormMapping,
  prisma,
  contract,
  listen,
  logFile,
  cacheUse,
  metricLabel,
  route,
  telemetry,
  pipeline,
  nginx,
  proxy,
  dapr,
  daprInfrastructure,
  serverless,
  setImage,
  imageBuild,
  processList,
  programBuild,
  shell,
  supervisor,
  variablesInConfig,
  unreadCode(readLanguages),
]
