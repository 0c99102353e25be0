import type {
  ClientFact,
  ForwardFact,
  FrontFact,
  GatewayRouteFact,
  MakerUseFact,
  NameConstantFact,
  RouteFact,
  RouteMountFact,
  StubFact,
  TopicFact,
  TopicNameFact,
} from './call-facts.ts'
import type {
  AddressFact,
  ClientUseFact,
  ConfigImportFact,
  ConstantUseFact,
  DefaultDeadlineFact,
  EnvBindingFact,
  EnvPrefixFact,
  EnvReadFact,
  ExportsFact,
  FieldReadFact,
  GeneratedFact,
  ImportFact,
  PackageFact,
  PathAliasFact,
  RemoteCallFact,
  SettingMadeFact,
  SettingPartFact,
  SettingReadFact,
} from './code-facts.ts'
import type { ContractFact } from './contract-facts.ts'
import type {
  CacheUseFact,
  ComponentFact,
  ComponentNameFact,
  DatabaseNameFact,
  DatabaseUseFact,
  DataSourceFact,
  ProviderUseFact,
  StateUseFact,
  StoredTypeFact,
  TableFact,
} from './data-facts.ts'
import type {
  BaseImageFact,
  ExposeFact,
  HealthCheckFact,
  ImageBuildFact,
  ImageCopyFact,
  ImageOverrideFact,
  ImageRunFact,
  ImageStartFact,
  ImageUserFact,
  StepDownFact,
} from './image-facts.ts'
import type {
  LogFileFact,
  MetricLabelFact,
  ModuleSourceFact,
  PathFilterFact,
  PipelineFact,
  ShipmentFact,
  TelemetryFact,
} from './operations-facts.ts'
import type {
  ArgumentFact,
  ListenFact,
  PartFact,
  ProcessFact,
  ProgramBuildFact,
  ProgramFact,
  SupervisedFact,
} from './program-facts.ts'
import type { Stated } from './stated.ts'
import type {
  AutoscalerFact,
  DisruptionBudgetFact,
  EntranceFact,
  LimitRangeFact,
  NetworkPolicyFact,
  ServiceAccountFact,
} from './steering-facts.ts'
import type {
  ClaimFact,
  ConfigObjectFact,
  DrawnManifestFact,
  DumpedManifestFact,
  EnvSetFact,
  KustomizationFact,
  NetworkNameFact,
  WorkloadFact,
} from './workload-facts.ts'

export type * from './call-facts.ts'
export type * from './code-facts.ts'
export type * from './contract-facts.ts'
export type * from './data-facts.ts'
export type * from './image-facts.ts'
export type * from './operations-facts.ts'
export type * from './program-facts.ts'
export type { At } from './stated.ts'
export type * from './steering-facts.ts'
export type * from './workload-facts.ts'

/** A comment that asks lint to leave out what some rules say of a line. As written: lint tells what is wrong with it. */
export interface SuppressionFact extends Stated<'suppression'> {
  readonly rules: readonly string[]
  /** Empty where none is given. */
  readonly reason: string
  /** The last day on which it holds. */
  readonly until?: string
  /** Its own line, and the one below a comment that stands alone. */
  readonly lines: readonly number[]
}
/** Something the extractor knows it cannot see through. Rules that need it stay silent instead of guessing. */
export interface UnresolvedFact extends Stated<'unresolved'> {
  readonly about: 'import' | 'env' | 'address' | 'manifest' | 'file'
  readonly why: string
}

/** One statement about one place in one file. Extractors state them; the graph joins them. No language owns a word here. */
export type Fact =
  | ImportFact
  | ExportsFact
  | EnvBindingFact
  | EnvPrefixFact
  | EnvReadFact
  | ClientUseFact
  | ConstantUseFact
  | FieldReadFact
  | SettingReadFact
  | SettingPartFact
  | SettingMadeFact
  | ConfigImportFact
  | RemoteCallFact
  | DefaultDeadlineFact
  | AddressFact
  | PackageFact
  | PathAliasFact
  | BaseImageFact
  | ImageUserFact
  | ExposeFact
  | HealthCheckFact
  | EnvSetFact
  | WorkloadFact
  | ConfigObjectFact
  | ClaimFact
  | DrawnManifestFact
  | DumpedManifestFact
  | NetworkNameFact
  | AutoscalerFact
  | LimitRangeFact
  | DisruptionBudgetFact
  | ServiceAccountFact
  | EntranceFact
  | NetworkPolicyFact
  | ImageCopyFact
  | ImageOverrideFact
  | ImageBuildFact
  | KustomizationFact
  | ImageRunFact
  | ImageStartFact
  | StepDownFact
  | TableFact
  | CacheUseFact
  | DatabaseUseFact
  | GeneratedFact
  | StoredTypeFact
  | DatabaseNameFact
  | DataSourceFact
  | ProviderUseFact
  | LogFileFact
  | MetricLabelFact
  | ContractFact
  | ComponentFact
  | ComponentNameFact
  | StateUseFact
  | PipelineFact
  | ShipmentFact
  | PathFilterFact
  | ModuleSourceFact
  | TelemetryFact
  | StubFact
  | MakerUseFact
  | RouteFact
  | RouteMountFact
  | ClientFact
  | ForwardFact
  | FrontFact
  | GatewayRouteFact
  | NameConstantFact
  | TopicFact
  | TopicNameFact
  | ProgramFact
  | ProcessFact
  | ProgramBuildFact
  | ListenFact
  | SupervisedFact
  | PartFact
  | ArgumentFact
  | SuppressionFact
  | UnresolvedFact

export type FactKind = Fact['kind']
export type FactOf<Kind extends FactKind> = Extract<Fact, { kind: Kind }>
