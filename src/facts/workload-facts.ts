import type { Address } from './code-facts.ts'
import type { At, Stated } from './stated.ts'

/** A container of a workload, as a manifest or a compose file describes it. */
export interface Container {
  readonly at: At
  readonly name: string
  readonly image?: string
  readonly role: 'main' | 'init' | 'sidecar'
  /** What the manifest itself says that is started in it, or with which arguments. Never print it: it may hold a secret. */
  readonly command?: string
  /** A secret stood in the command, of which it is told without. */
  readonly holdsSecret?: true
  readonly ports: readonly { readonly container: number; readonly host?: number; readonly name?: string }[]
  /** Ports as compose writes them that variables tell: `${PORT}:${PORT}`. */
  readonly openPorts?: readonly string[]
  readonly probes: { readonly startup?: Probe; readonly liveness?: Probe; readonly readiness?: Probe }
  /** What the health check of compose asks it for: a path, or `gRPC`. */
  readonly health?: { readonly at: At; readonly asks: string }
  readonly resources: {
    readonly requests: Readonly<Record<string, string>>
    readonly limits: Readonly<Record<string, string>>
  }
  /** Names of the pod's volumes that it mounts; of Kubernetes. */
  readonly mounted?: readonly string[]
  /** Pod-level settings are merged in, the container's own winning. */
  readonly security: SecurityContext
}

/** How Kubernetes asks a container for its health. */
export interface Probe {
  readonly at: At
  /** `http:/readyz:8080`, `tcp:8080`, `exec:…`, `grpc:…`: what it asks, in one comparable string. */
  readonly asks: string
  /** Seconds of failures in a row until Kubernetes acts: period times threshold, with their defaults. */
  readonly patience: number
}

/** As whom a container runs, and what it may do. */
export interface SecurityContext {
  readonly runAsNonRoot?: boolean
  readonly runAsUser?: number
  readonly privileged?: boolean
  /** Capabilities of Linux beyond those that every container has: `SYS_ADMIN`. */
  readonly capabilities?: readonly string[]
  readonly readOnlyRootFilesystem?: boolean
}

/** A file, manifest or compose service gives a process an environment variable. */
export interface EnvSetFact extends Stated<'env-set'> {
  readonly name: string
  /**
   * The manifest is drawn from a template, and the literal stands in the values of its chart: here, or where the template
   * takes it where no file of values has it as it is.
   */
  readonly inValues?: At
  /** The literal; undefined where it comes from a Secret or cannot be told. Never print it: it may hold a secret. */
  readonly value?: string
  readonly from:
    | { readonly source: 'literal' }
    | { readonly source: 'config-map' | 'secret'; readonly object: string; readonly key: string }
  /** Name of the workload that gets it; undefined for a file that belongs to the folder it lies in (`.env`, Dockerfile). */
  readonly workload?: string
  /** It is a container that runs before the others of the workload which gets it. */
  readonly isOfInit?: true
  /** Where a list of processes gives it to what it starts in another folder: that one, from the root. */
  readonly folder?: string
}

/** Something that runs: a compose service, a project of an application host, a Deployment, StatefulSet, DaemonSet, Job, CronJob or Pod. */
export interface WorkloadFact extends Stated<'workload'> {
  readonly source: 'compose' | 'kubernetes' | 'app-host'
  readonly name: string
  /** Its name without the release of a chart before it, which nobody named. */
  readonly ownName?: string
  /** `Deployment`, `StatefulSet`, …; `service` for compose. */
  readonly type: string
  readonly namespace?: string
  /** Pod labels, for selectors. */
  readonly labels: Readonly<Record<string, string>>
  /** Build context and Dockerfile relative to the root, where compose builds the image. */
  readonly build?: {
    readonly context: string
    readonly dockerfile?: string
    /** The stage of the Dockerfile that it ends with. */
    readonly target?: string
    /** Values of its arguments that may be paths: one may be the folder that it takes in. */
    readonly args?: readonly string[]
    /** Folders that the image may copy from besides, by the names that its Dockerfile has for them. */
    readonly contexts?: readonly { readonly at: At; readonly name: string; readonly path: string }[]
  }
  readonly containers: readonly Container[]
  /** Files and folders of the repository that its containers see, relative to the root; of compose. */
  readonly mounts?: readonly string[]
  /** The profiles of compose that start it; it starts with none where there are none. */
  readonly profiles?: readonly string[]
  /** How many copies the manifest asks for, where it says so. */
  readonly replicas?: number
  /** The ServiceAccount that its pods run as, and whether they mount its token, where the pod says so. */
  readonly serviceAccount?: string
  readonly mountsToken?: boolean
  /** Namespaces of the node, and whether its pods enter them, where it says so: `hostNetwork`, `hostPID`, `hostIPC`. */
  readonly hostNamespaces?: Readonly<Record<string, boolean>>
  /** Files and folders of the node, by the names of the volumes that its containers may mount. */
  readonly hostPaths?: Readonly<Record<string, string>>
  /** What its pods mount from outside: Secrets, ConfigMaps and claims of the cluster, named volumes and secrets of compose. */
  readonly volumes: readonly {
    readonly at: At
    readonly source: 'config-map' | 'secret' | 'claim'
    readonly object: string
    /** What of it they mount, where the pod picks some. */
    readonly keys?: readonly string[]
  }[]
  /** What the pod sets for all its containers; merged into them, and said apart for patches that name none. */
  readonly podSecurity: SecurityContext
  /** `envFrom` objects: all their keys are offered. */
  readonly envFrom: readonly { readonly at: At; readonly source: 'config-map' | 'secret'; readonly object: string }[]
  /** Files of variables that it gets, relative to the root. */
  readonly envFiles: readonly string[]
  /** The file is a patch on another manifest, not whole. */
  readonly partial: boolean
}

/**
 * A ConfigMap or Secret with its keys. Of a Secret's values only the places are kept that addresses lead to, and whether
 * the file has one as it is (`isPlain`).
 */
export interface ConfigObjectFact extends Stated<'config-object'> {
  readonly source: 'config-map' | 'secret'
  readonly name: string
  readonly values: Readonly<
    Record<string, { readonly at: At; readonly value?: string; readonly held?: HeldFile; readonly isPlain?: true }>
  >
  /** Files of variables that its other values come from, relative to the root. */
  readonly envFiles?: readonly string[]
  /** Files of the repository that it holds as they are, by its keys for them. */
  readonly files?: readonly { readonly key: string; readonly path: string }[]
}

/** A file of settings or a script that a ConfigMap or a Secret holds. */
export interface HeldFile {
  /** In it, each with the setting that it stands behind. */
  readonly addresses: readonly { readonly address: Address; readonly setting?: string }[]
  /** The same for each of its sections, where it has several. */
  readonly sections?: Readonly<Record<string, HeldFile['addresses']>>
  /** It says where a gateway sends requests. */
  readonly hasRoutes?: true
}

/** A manifest that somebody drew from a template of a chart and kept: Helm says so above each. */
export interface DrawnManifestFact extends Stated<'drawn-manifest'> {
  /** The template, from the folder of its chart: `templates/orders.yaml`. */
  readonly template: string
}
/** A manifest that a cluster wrote: with the number and the time that it gave to what runs there. */
export interface DumpedManifestFact extends Stated<'dumped-manifest'> {
  readonly type: string
  readonly name: string
}

/** A claim of a volume of the cluster. */
export interface ClaimFact extends Stated<'claim'> {
  readonly name: string
}

/** A kustomization: what it takes together, and what it makes of the names of all that. */
export interface KustomizationFact extends Stated<'kustomization'> {
  /** Manifests, patches and folders of other kustomizations, relative to the root. */
  readonly takes: readonly string[]
  /** Those of them that are parts of what others state as a whole. */
  readonly patches: readonly string[]
  readonly prefix?: string
  readonly suffix?: string
  readonly namespace?: string
  /** Labels that it gives to workloads and what selects them. */
  readonly labels?: Readonly<Record<string, string>>
}

/**
 * A name under which a workload is reached: Kubernetes Service, compose service name, alias; or the name by which the
 * service in whose folder it stands is found in discovery.
 */
export interface NetworkNameFact extends Stated<'network-name'> {
  readonly source: 'compose' | 'kubernetes' | 'app-host' | 'discovery'
  readonly name: string
  readonly selector: Readonly<Record<string, string>>
  /** Workload by name, where no selector is needed. */
  readonly workload?: string
  readonly ports: readonly {
    readonly port: number
    readonly name?: string
    readonly target?: string | number
    /** Where every machine of the cluster answers for it. */
    readonly node?: number
    readonly protocol?: 'grpc'
  }[]
  /** What kustomizations make of the name, and the files of those that do. */
  readonly overlaid?: readonly { readonly name: string; readonly by: string }[]
  /** The settings that tell the name tell a registry to which the program says it, too. */
  readonly isRegistered?: true
}
