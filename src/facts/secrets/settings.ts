import { secretWord } from '../../products/secret-words.ts'

const name = new RegExp(`(?:^|_)${secretWord}(?:_|$)`, 'i')
/** `DB_PASS`, `MYSQL_PWD`, `JWT_SIGNING_KEY`: words that are of secrets at the end of a name alone; `PWD` itself is a folder. */
const lastWord = /[a-z\d]_(?:pass|pwd)$|(?:^|_)(?:encryption|signing|storage|account)_?key$/i
/** Settings about a secret that hold none: where it lies, how long it lives. */
const about =
  /(?:_FILES?|_PATHS?|_DIR|_LOCATIONS?|_NAMES?|_NAMESPACES?|_URL|_URI|_TTL|_EXPIRY|_SECONDS|_HEADER|_TYPE|_LENGTH|_ID|_ALGORITHM|_ISSUER|_ENDPOINT|_HOSTS?|_HOSTNAME|_PORT|_ADDR(?:ESS(?:ES)?)?|_SERVERS?|_DOMAINS?|_REGION|_BUCKET|_MODE|_PROVIDER|_PERSISTENCE|_STORE|_BACKEND|_MANAGER|_ENABLED|_LIFETIME|_EXPIRATION|_DURATION|_MINUTES|_HOURS|_DAYS|_VERSION|_POLICY|_(?:ALLOW)?LIST|_PREFIX|_ATTEMPTS|_CHECKSUM|_DIGEST|(?:^|_)SECRETS?_HASH|_USER(?:_?NAME)?|_LOGIN|_EMAIL|_AUDIENCE|_SCOPES?|_TEMPLATES?|_PATTERNS?|_FORMATS?|_ENCODERS?)$/i
const placeholder =
  /^(?:true|false|none|null|(?:todo|tbd|fixme)(?:[: ].*)?|%[\w.-]+%|__\w+__|@@.+@@|ch[a@]nge[-_ ]?me[\d!]{0,8}|dummy|placeholder|example|(?:insert|enter|put|replace)[-_ ](?:with[-_ ])?(?:the|your|a|here)[-_ ][\w -]+|your[-_ ][\w -]+|<.*>|\$.*|\{\{.*|\*+|x+)$/i
/** It says itself that it is for developers: `dev-only-postgres-pw`, `local-dev-secret-please-change-in-production`. */
const forDevelopers =
  /(?:^|[-_])(?:(?:dev|local|test)[-_]?only|local[-_]dev|dev[-_]local|insecure|unused)(?:[-_]|$)|change[-_](?:me|it|this|in[-_]prod)/i
/** Where something is, and no login in it: `https://auth/.well-known/keys`. */
const plainAddress = /^[a-z][a-z\d+.-]*:\/\/[^@]*$/i
/** `token-service:9000`: so is one without a scheme. */
const hostAndPort = /^[a-z][a-z\d-]*(?:\.[a-z\d-]+)*:\d{2,5}$/
/** `/workspace/bin/helper.sh`: a file, and what is in it is elsewhere. */
const path = /^\.{0,2}(?:\/[a-z\d_.-]+){2,}$/
/** `/gcp-credentials.json`, `keys/service-account.json`: so is it where the name ends as files of keys do. */
const keyFile = /^[\w./-]*[\w-]\.(?:json|pem|p12|pfx|jks|keystore|key|crt|cer|txt|ya?ml|toml|properties)$/i
/** Keys that pages hand to everybody, by how their makers begin them: PostHog's of a project, Stripe's for browsers. */
const published = /^(?:phc_|pk_(?:live|test)_)/
/** `elastic-webhook-server-cert`: what a Secret with a certificate is called. */
const objectName = /^[a-z\d]+(?:-[a-z\d]+)*-(?:certs?|certificates?|tls)$/
/** `{username}.{cluster}.credentials`: what names are made of. */
const template = /\{[a-z][\w.-]*\}/i
/** `GOOGLE_API_KEY_VAL`: a name for what is to be filled in. */
const standIn = /^(?:PASSWORD|SECRET|TOKEN|[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)$/
/** What is encrypted where it stands (SOPS), or where it is taken from when it is deployed: a vault, a cloud's keeper of secrets. */
const elsewhere = /^(?:ENC\[|vault:|ref\+|<path:|op:\/\/|arn:aws[\w-]*:|gcp:secretmanager:|projects\/[\w-]+\/secrets\/)/

/** Whether a variable is called as secrets are. */
export const isSecretName = (variable: string): boolean =>
  (name.test(variable) || lastWord.test(variable)) && !about.test(variable)

/** `secretKey` and `db.password` as variables have them: `secret_Key`, `db_password`. */
export const inWords = (key: string): string => key.replace(/(?<=[a-z\d])(?=[A-Z])|[-.]/g, '_')

/** Whether a value stands for another that is yet to be filled in. */
export const isStandIn = (value: string): boolean => placeholder.test(value) || standIn.test(value)

/** Whether a value is none that anybody could use as it stands: encrypted, or the way to another. */
export const isElsewhere = (value: string): boolean => elsewhere.test(value)

/** `X_SECRET_KEY` beside `X_SECRET_NAME` tells which part of a Secret is meant. */
const isPartOfSecret = (variable: string, others: ReadonlySet<string>): boolean =>
  /_KEY$/i.test(variable) && others.has(variable.toUpperCase().replace(/_KEY$/, '_NAME'))

/** `MINIO_ACCESS_KEY` beside `MINIO_SECRET_KEY` is the name of the login, as a user's is. */
const isNameOfLogin = (variable: string, others: ReadonlySet<string>): boolean =>
  /(?:^|_)ACCESS_?KEY$/i.test(variable) &&
  ['SECRET_KEY', 'SECRETKEY', 'SECRET_ACCESS_KEY', 'ACCESS_KEY_SECRET', 'ACCESS_SECRET'].some((secret) =>
    others.has(variable.toUpperCase().replace(/ACCESS_?KEY$/, secret)),
  )

/** `AWS_SECRET_ACCESS_KEY=test`: programs that stand in for the cloud take any key, and the cloud gives none like it. */
export const isKeyOfEmulator = (variable: string, value: string): boolean =>
  /^AWS_/i.test(variable) &&
  /^(?:test(?:ing)?|local(?:stack|host)?|dummy|fake|mock|foo|bar|any(?:thing)?)$/i.test(value)

/** `PROXY_CA_SECRET: proxy-ca`: which Secret is meant, by the name that the variable has for it. */
export const isNameOfSecret = (variable: string, value: string): boolean =>
  /_SECRET$/i.test(variable) &&
  variable
    .replace(/_SECRET$/i, '')
    .replace(/_/g, '-')
    .toLowerCase() === value

/** Whether a value can be a secret: no flag, no word that stands for something, not next to nothing. */
export const mayBeSecret = (value: string): boolean =>
  value.length >= 4 &&
  !isStandIn(value) &&
  !isElsewhere(value) &&
  !forDevelopers.test(value) &&
  !template.test(value) &&
  !objectName.test(value) &&
  !published.test(value) &&
  !plainAddress.test(value) &&
  !hostAndPort.test(value) &&
  !path.test(value) &&
  !keyFile.test(value)

/**
 * Whether a setting holds a secret: it is called so, its value may be one, and neither says that it is something else.
 * `names`: those of settings beside it, in capitals.
 */
export const isSecretSetting = (setting: string, value: string, names: ReadonlySet<string>): boolean =>
  isSecretName(setting) &&
  mayBeSecret(value) &&
  !isPartOfSecret(setting, names) &&
  !isNameOfLogin(setting, names) &&
  !isKeyOfEmulator(setting, value) &&
  !isNameOfSecret(setting, value)
