/** What is spoken at hosts of stores that clouds run, by the domains that they give them. */
// biome-ignore format: a row a domain
const domains: readonly (readonly [RegExp, string])[] = [
  // https://learn.microsoft.com/azure/azure-sql/database/connect-query-content-reference-guide
  [/\.database\.windows\.net$/, 'sqlserver'],
  [/\.postgres\.(?:database|cosmos)\.azure\.com$/, 'postgres'],
  [/\.mysql\.database\.azure\.com$/, 'mysql'],
  [/\.(?:mongo\.cosmos|mongocluster\.cosmos|mongo\.cosmosdb)\.azure\.com$/, 'mongodb'],
  [/\.documents\.azure\.com$/, 'cosmos'],
  [/\.redis\.(?:cache\.windows\.net|azure\.net)$/, 'redis'],
  [/\.servicebus\.windows\.net$/, 'servicebus'],
  [/\.blob\.core\.windows\.net$/, 'azureblob'],
  // https://docs.aws.amazon.com/general/latest/gr/aws-service-information.html
  [/\.docdb\.amazonaws\.com$/, 'mongodb'],
  [/\.cache\.amazonaws\.com$/, 'redis'],
  [/\.es\.amazonaws\.com$/, 'opensearch'],
  [/\.kafka(?:-serverless)?\.[\w-]+\.amazonaws\.com$/, 'kafka'],
  [/\.mq\.[\w-]+\.amazonaws\.com$/, 'amqp'],
  [/\.mongodb\.net$/, 'mongodb'],
  [/\.confluent\.cloud$/, 'kafka'],
  [/\.neon\.tech$/, 'postgres'],
  [/\.upstash\.io$/, 'redis'],
]

/** What is spoken at a host that a cloud gives its customers; undefined where its name does not tell. */
export const protocolOfCloud = (host: string): string | undefined =>
  domains.find(([domain]) => domain.test(host.toLowerCase()))?.[1]
