/**
 * A program that watches, logs, steers or stands before others, is part of every system and the business of none. Each
 * field holds the words by which it is told in one place, as sources of regular expressions.
 */
export interface Program {
  /** What its image is called, but for an edition or a part (`grafana-oss`, `consul-server`). */
  readonly image?: string
  /** Who publishes nothing else. */
  readonly maker?: string
  /** In the name or image of a container beside another. */
  readonly sidecar?: string
  /** In names of files that it reads. */
  readonly file?: string
  /** What settings that lead to it begin with. */
  readonly setting?: string
  /** In the name of an image or package: it stands before others. */
  readonly gateway?: string
  /** In names of packages that make a gateway of what is built with them. */
  readonly gatewayLibrary?: string
  /** In names of packages that make one of it of what is built with them. */
  readonly server?: string
  /** In code or manifests of a service that tells it its health, metrics or traces: plain words, `\b` before them at most. */
  readonly health?: string
  readonly metrics?: string
  readonly traces?: string
}

// biome-ignore format: a row a line
export const programs: readonly Program[] = [
  // What watches and logs.
  { image: 'fluentd|fluent-bit', maker: 'fluent', sidecar: 'fluent', file: 'fluent', setting: 'FLUENTD?' },
  { image: 'filebeat', sidecar: 'filebeat', file: 'filebeat' },
  { image: 'logstash', setting: 'LOGSTASH' },
  { image: 'kibana' },
  { image: 'grafana', maker: 'grafana', file: 'grafana', setting: 'GRAFANA' },
  { image: 'loki', file: 'loki', setting: 'LOKI' },
  { image: 'promtail', sidecar: 'promtail' },
  { image: 'tempo', file: 'tempo' },
  { setting: 'PYROSCOPE' },
  { image: 'prometheus', maker: 'prom', file: 'prometheus', setting: 'PROMETHEUS', metrics: 'prometheus|prom-client|prom-bundle' },
  { image: 'alertmanager', file: 'alert' },
  { image: 'zipkin', maker: 'openzipkin', setting: 'ZIPKIN', server: 'zipkin[.-]server', traces: 'zipkin|brave|x-b3-' },
  { image: 'jaeger.*', maker: 'jaegertracing', sidecar: 'jaeger', file: 'jaeger', setting: 'JAEGER', traces: 'jaeger' },
  { image: 'otel.*|opentelemetry.*', maker: 'otel', sidecar: 'otel|opentelemetry', file: 'otel|collector', setting: 'OTEL|OTLP|OPAMP', metrics: 'opentelemetry|MeterProvider', traces: 'opentelemetry|\\botel|traceparent|opentracing' },
  { image: 'seq' },
  { image: 'cadvisor' },
  { setting: 'SENTRY', traces: 'sentry' },
  { sidecar: 'datadog', metrics: 'datadog|dd-trace', traces: 'datadog|dd-trace|ddtrace' },
  { metrics: 'newrelic', traces: 'newrelic' },
  { metrics: 'instana', traces: 'instana' },
  { metrics: 'elastic-apm|elasticapm', traces: 'elastic-apm|elasticapm' },
  { metrics: 'ApplicationInsights', traces: 'ApplicationInsights' },
  { metrics: 'micrometer', traces: 'micrometer-tracing|sleuth', health: 'actuator' },
  { metrics: 'statsd|telegraf' },
  { metrics: 'appmetrics' },
  { metrics: 'expvar' },
  { image: 'skywalking-(?:oap-server|ui|oap)', traces: 'skywalking' },
  { traces: 'pinpoint' },
  { traces: 'cloudtrace|trace-agent' },
  { image: '(?:aws-)?x-?ray(?:-daemon)?', setting: 'AWS_XRAY', traces: 'aws-xray' },
  { traces: 'honeycomb' },
  { traces: 'lightstep' },
  { health: 'AddServiceDefaults|MapDefaultEndpoints', metrics: 'AddServiceDefaults', traces: 'AddServiceDefaults' },
  { health: 'AddHealthChecks' },
  { health: 'smallrye-health' },
  { health: 'micronaut-management' },
  { health: 'terminus' },
  { health: 'lightship' },
  { server: 'turbine' },
  { server: 'hystrix[.-]dashboard' },
  // What steers: settings, names, secrets, logins.
  { setting: 'CONFIG_?SERVER|CONFIG_?UR[IL]|SPRING_CLOUD_CONFIG|SPRING_CONFIG_IMPORT', server: 'config[.-]server' },
  { setting: 'EUREKA', server: 'eureka[.-]server' },
  { setting: 'SPRING_BOOT_ADMIN', server: 'boot[.-]admin(?:[.-]starter)?[.-]server' },
  { image: 'nacos', maker: 'nacos', setting: 'NACOS|SPRING_CLOUD_NACOS' },
  { image: 'apollo-(?:configservice|adminservice|portal)' },
  { image: 'seata', maker: 'seataio' },
  { image: 'sentinel-dashboard' },
  { image: 'xxl-job-admin' },
  { image: 'canal(?:-(?:admin|deployer|adapter))?', maker: 'canal' },
  { image: 'consul', setting: 'CONSUL|SPRING_CLOUD_CONSUL' },
  { image: '.*zookeeper', setting: 'SPRING_CLOUD_ZOOKEEPER' },
  { image: 'etcd' },
  { image: 'kube-(?:state-metrics|apiserver|controller-manager|scheduler|proxy|rbac-proxy)' },
  { image: 'registrator' },
  { image: 'vault', sidecar: 'vault-agent' },
  { image: 'keycloak' },
  { image: 'opa', maker: 'openpolicyagent' },
  { maker: 'goauthentik|zitadel' },
  { maker: 'unleashorg|flipt-io|flipt' },
  { maker: 'temporalio' },
  { image: 'apicurio-registry.*' },
  { image: '(?:cp-)?schema-registry' },
  // What stands before others, or beside them.
  { sidecar: 'istio' },
  { sidecar: 'linkerd' },
  { sidecar: 'envoy', file: 'envoy', gateway: 'envoy' },
  { image: 'traefik', file: 'traefik', gateway: 'traefik' },
  { gateway: 'kong' },
  { gateway: 'krakend', gatewayLibrary: 'krakend' },
  { gateway: 'tyk' },
  { gateway: 'apisix' },
  { gateway: 'ambassador|emissary' },
  { gateway: 'gloo' },
  { gateway: 'yarp', gatewayLibrary: '\\byarp\\b' },
  { gateway: 'ocelot', gatewayLibrary: 'ocelot' },
  { gateway: 'zuul', gatewayLibrary: 'zuul' },
  { image: 'oauth2-proxy', gateway: 'oauth2-proxy' },
  { gatewayLibrary: 'http-proxy-middleware' },
  { gatewayLibrary: '@fastify/http-proxy' },
  { gatewayLibrary: 'graphql-mesh' },
  // What people look into others with, and try them with.
  { image: 'pgadmin4?' },
  { image: 'adminer' },
  { image: 'phpmyadmin' },
  { image: 'mongo-express' },
  { image: 'kafdrop' },
  { image: 'akhq' },
  { image: 'kafka-ui' },
  { maker: 'conduktor|redpandadata' },
  { image: 'portainer' },
  { image: 'locust' },
  { image: 'k6' },
  { image: 'tracetest(?:-agent)?' },
  { image: 'wiremock' },
  { image: 'mailhog' },
  { image: 'mailpit' },
  { image: 'maildev' },
  { image: 'papercut' },
  { image: 'smtp4dev' },
]

/** The words by which such programs are told in one place, as alternatives for a regular expression. */
export const wordsOf = (field: keyof Program): string => programs.flatMap((program) => program[field] ?? []).join('|')

/** The same where they are plain words, each by itself. */
export const plainWordsOf = (field: 'health' | 'metrics' | 'traces'): string[] =>
  wordsOf(field).replaceAll('\\b', '').split('|')
