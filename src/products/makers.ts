import { imagePath } from './image-name.ts'
import { wordsOf } from './programs.ts'

/** Who makes the programs of others' systems, by the last step before an image's name: `docker.io/bitnami/redis`. */
const makers: readonly string[] = [
  // Everybody's programs.
  'library',
  'bitnami(?:legacy)?',
  'oss',
  'azure-[\\w-]+',
  // Clusters and what runs in them.
  'google_containers',
  'google-containers',
  'kubernetes',
  'kubernetesui',
  'k8s-staging[\\w-]*',
  'ingress-nginx',
  'k8s-prow',
  'jetstack',
  'argoproj',
  'fluxcd',
  'kedacore',
  'weaveworks',
  'dapr(?:io)?',
  'daprd',
  'istio',
  'envoyproxy',
  'linkerd',
  'traefik',
  'nginx-?proxy',
  'kong',
  // Stores and brokers, and what people look into them with.
  'confluentinc',
  'wurstmeister',
  'debezium',
  'provectuslabs',
  'obsidiandynamics',
  'apache',
  'elastic',
  'opensearchproject',
  'minio',
  'mssql',
  'dpage',
  // What watches, steers and tries.
  wordsOf('maker'),
  'prometheus(?:-operator)?',
  'open-telemetry',
  'hashicorp',
  'keycloak',
  'locustio',
  'curlimages',
  'mailhog',
  'axllent',
  'gitea',
  'camunda',
  'sonatype',
]
const isMaker = new RegExp(`(?:^|/)(?:${makers.join('|')})$`)
/** Registries that hold images of everybody. */
const everybodys =
  /^(?:docker\.io|quay\.io|ghcr\.io|gcr\.io|registry\.k8s\.io|k8s\.gcr\.io|mcr\.microsoft\.com|docker\.elastic\.co)(?:\/library)?$/

/** Whether an image is of one of those who make programs for everybody's systems. */
export const isOfKnownMaker = (image: string): boolean => isMaker.test(makerPath(image))

/** What is behind the owner in such a registry is the repository: `ghcr.io/shop/cart-app/cart`. */
const owner = /^((?:docker\.io|quay\.io|ghcr\.io|gcr\.io|registry\.gitlab\.com)\/[^/]+)\/.+/

const makerPath = (image: string): string => {
  const path = imagePath(image)
  return owner.exec(path)?.[1] ?? path.slice(0, Math.max(path.lastIndexOf('/'), 0))
}

/** `gcr.io/shop/cart:1` is made by `gcr.io/shop`; undefined for official images and those of makers of infrastructure. */
export function makerOf(image: string): string | undefined {
  const maker = makerPath(image)
  return maker === '' || everybodys.test(maker) || isMaker.test(maker) ? undefined : maker
}
