import { imagePath } from './image-name.ts'

/** Who makes the programs of others' systems, by the last step before an image's name: `docker.io/bitnami/redis`. */
const makers =
  /(?:^|\/)(?:library|bitnami(?:legacy)?|confluentinc|hashicorp|grafana|prom|prometheus(?:-operator)?|jaegertracing|openzipkin|elastic|opensearchproject|istio|envoyproxy|linkerd|fluent|otel|open-telemetry|google_containers|google-containers|kubernetes|k8s-staging[\w-]*|ingress-nginx|jetstack|argoproj|fluxcd|dapr(?:io)?|daprd|kedacore|traefik|kong|keycloak|dpage|gitea|sonatype|weaveworks|locustio|curlimages|mailhog|axllent|provectuslabs|obsidiandynamics|wurstmeister|debezium|apache|minio|mssql|azure-[\w-]+|oss)$/
/** Registries that hold images of everybody. */
const everybodys =
  /^(?:docker\.io|quay\.io|ghcr\.io|gcr\.io|registry\.k8s\.io|k8s\.gcr\.io|mcr\.microsoft\.com|docker\.elastic\.co)(?:\/library)?$/

/** `gcr.io/shop/cart:1` is made by `gcr.io/shop`; undefined for official images and those of makers of infrastructure. */
export function makerOf(image: string): string | undefined {
  const path = imagePath(image)
  const maker = path.slice(0, Math.max(path.lastIndexOf('/'), 0))
  return maker === '' || everybodys.test(maker) || makers.test(maker) ? undefined : maker
}
