import type { MetricLabelFact } from '../fact.ts'
import { mentionsAny } from '../reading/glance.ts'
import type { Giving } from './expressions.ts'

/** How code of a language labels metrics, and which expressions have a value for each request. */
export interface Wording extends Giving {
  readonly files: RegExp
  /** Told by one look for all words, where few words make a label likely. */
  readonly mentions?: (text: string) => boolean
  readonly comment: RegExp
  /** How a metric is made with the names of its labels, which are in the group. */
  readonly declares?: RegExp
  /** On an expression without white space. A call around one may make it harmless, so each is the whole of it. */
  readonly unbounded: Readonly<Record<MetricLabelFact['holds'], RegExp>>
}

const slashes = /\/\/[^\n]*|\/\*[\s\S]*?\*\//
const hashes = /#(?!\{)[^\n]*/
const never = /(?!)/

/** Of these there is one for each user, or for each thing that they do. */
const many =
  '(?:user|customer|account|order|session|request|trace|correlation|transaction|cart|basket|payment|invoice|device|visitor|message)'
const id = new RegExp(
  `(?:^|[.>_:$])(?:${many}_?(?:id|Id|ID|uuid|Uuid|UUID)|${many}\\.(?:id|Id|ID)|get${many.replaceAll(/(?<=[(|:])([a-z])/g, (letter) => letter.toUpperCase())}Id\\(\\)|email|emailAddress|getEmail\\(\\))$`,
)

/** What is called a metric: much else is added and recorded. */
const metric = String.raw`\b\w*(?:[cC]ounter|[hH]istogram|[gG]auge|[mM]etrics?|[dD]uration|[rR]equests|[lL]atency|[tT]otal)\w*(?:\(\))?`
const ofStatsd = String.raw`\b(?:dog)?stats?[dD]?\w*\.(?:increment|incr|decrement|gauge|histogram|timing|distribution|count|set)\s*(?=\()`

/** Names of labels of which there is a value for each of many. */
export const manyByName = new RegExp(`^(?:${many}_?(?:id|uuid)|e_?mail)$`, 'i')

export const wordings: readonly Wording[] = [
  {
    // prom-client, OpenTelemetry, hot-shots
    files: /\.[cm]?[jt]sx?$/,
    declares: /\blabelNames:\s*\[([^\]]{0,400})\]/g,
    comment: slashes,
    gives: new RegExp(
      String.raw`\.labels\s*(?=\()|\.(?:inc|observe|startTimer)\s*(?=\(\s*\{)|${metric}\.(?:set\s*(?=\(\s*\{)|(?:add|record)\s*(?=\([^,{}]+,\s*\{))|${ofStatsd}`,
      'g',
    ),
    holders: never,
    unbounded: {
      path: /^(?:\w+\??\.)*(?:req|request|ctx|event|url|location|nextUrl)\??\.(?:(?:raw|req|request|url|nextUrl)\.)*(?:url|path|originalUrl|pathname|rawPath|href)(?:\.split\([^)]*\)\[0\])?$/,
      id: new RegExp(
        `${id.source}|(?:^|\\.)(?:req|request|ctx|event)\\??\\.(?:params|pathParameters)\\.(?:id|\\w+Id)$`,
      ),
      caller:
        /^(?:\w+\.)*(?:req|request|ctx)\.(?:ip|hostname|socket\.remoteAddress|headers(?:\.host|\[['"](?:user-agent|x-forwarded-for|host)['"]\])|get\(['"]user-agent['"]\))$/i,
    },
  },
  {
    // prometheus_client, OpenTelemetry, statsd
    files: /\.py$/,
    declares:
      /\b(?:Counter|Gauge|Histogram|Summary)\(\s*["'][\w:]{1,99}["']\s*,\s*["'][^"'\n]{0,300}["']\s*,\s*(?:labelnames\s*=\s*)?[[(]([^\])]{0,400})[\])]/g,
    comment: hashes,
    gives: new RegExp(
      String.raw`\.labels\s*(?=\()|${metric}\.(?:add|record)\s*(?=\([^,{}]+,\s*(?:attributes\s*=\s*)?\{)|\blabels\s*=\s*(?=\{[^{}]*\blambda\b)|${ofStatsd}`,
      'g',
    ),
    holders: /dict/,
    unbounded: {
      path: /^(?:\w+\.)*(?:request|req)\.(?:path|path_info|full_path|uri|raw_path|rel_url(?:\.path)?|url(?:\.path)?|get_full_path\(\)|build_absolute_uri\(\))$|^(?:\w+\.)*scope\[["']path["']\]$|^(?:\w+\.)*environ(?:\[["']PATH_INFO["']\]|\.get\(["']PATH_INFO["'](?:,["']{2})?\))$/,
      id: new RegExp(
        `${id.source}|(?:^|\\.)request\\.(?:path_params|match_info|view_args)\\[["'](?:id|\\w+_id)["']\\]$`,
      ),
      caller:
        /^(?:\w+\.)*request\.(?:remote_addr|remote|client\.host|user_agent|headers(?:\[|\.get\()["'](?:User-Agent|X-Forwarded-For|Host)["'][\])])$/i,
    },
  },
  {
    // client_golang, OpenTelemetry
    files: /\.go$/,
    declares: /\bNew(?:Counter|Gauge|Histogram|Summary)Vec\([^[\]]{0,900}\[\]string\{([^}]{0,400})\}/g,
    mentions: mentionsAny(['.WithLabelValues', 'prometheus.Labels', 'metric.WithAttributes', 'Vec(']),
    comment: slashes,
    // What an exemplar has with it is no label of the metric.
    gives:
      /\.WithLabelValues\s*(?=\()|(?<!WithExemplar\([^{}]{0,99})\bprometheus\.Labels\s*(?=\{)|\bmetric\.WithAttributes\s*(?=\()/g,
    holders: /attribute\.String|attribute\.Key\("[\w.]+"\)\.String/,
    unbounded: {
      path: /^(?:\w+\.)*(?:URL\.(?:Path|RawPath|RequestURI\(\)|String\(\))|Request(?:\(\))?\.URL\.Path|RequestURI|(?:ctx|c|r|req|fctx)\.(?:OriginalURL|RequestURI)\(\))$|^\w+\.Request(?:\(\))?\.(?:URL\.(?:Path|String\(\))|RequestURI)$|^(?:ctx|c)\.URI\(\)\.Path\(\)$/,
      id: new RegExp(
        `${id.source}|^\\w+\\.(?:Param|PathValue)\\("(?:id|\\w*(?:Id|ID|_id))"\\)$|^chi\\.URLParam\\(\\w+,"(?:id|\\w*(?:Id|ID|_id))"\\)$|^mux\\.Vars\\(\\w+\\)\\["(?:id|\\w*(?:Id|ID|_id))"\\]$`,
      ),
      // An address that settings tell has a host, too: `u.Host`.
      caller:
        /^\w+(?:\.Request(?:\(\))?)?\.(?:RemoteAddr|UserAgent\(\)|ClientIP\(\)|RealIP\(\))$|^(?:c|ctx|r|\w*[rR]eq(?:uest)?)(?:\.Request(?:\(\))?)?\.Host$/,
    },
  },
  {
    // Micrometer, the Prometheus clients, OpenTelemetry
    files: /\.(?:java|kt)$/,
    declares: /\.labelNames ?\(([^()]{0,400})\)/g,
    mentions: mentionsAny(['Tag.of', 'Tags.of', '.label', '.tag', 'registry.', 'metrics.', 'Attributes.of(']),
    comment: slashes,
    gives:
      /\b(?:Tag|Tags)\.of\s*(?=\()|\.(?:labels|labelValues)\s*(?=\()|\b(?:Counter|Timer|Gauge|DistributionSummary|LongTaskTimer)\.builder\s*\([^;]{0,200}?\.tags?\s*(?=\()|\b\w*(?:[rR]egistry|[mM]etrics)\.(?:counter|timer|summary|gauge)\s*(?=\()|\.(?:add|record)\s*(?=\([^,;]+,\s*Attributes\.of\()/g,
    holders: /(?:List|Set|Arrays|Tags?|Attributes|Map)\.(?:of|asList)|Attributes\.of|listOf|AttributeKey\.stringKey/,
    unbounded: {
      path: /^(?:\w+(?:\(\))?\.)*(?:(?:get)?[rR]equest(?:\(\))?|req|exchange|uriInfo|call\.request)\.(?:getRequestURI\(\)|getRequestURL\(\)|getServletPath\(\)|getPathInfo\(\)|getPath\(\)(?:\.value\(\))?|path\(\)|uri\(\)(?:\.getPath\(\))?|uri(?:\.path)?|path|getURI\(\)(?:\.getPath\(\))?|requestURI|servletPath|pathInfo)$/,
      id,
      caller:
        /^(?:\w+(?:\(\))?\.)*(?:request|req|call\.request)\.(?:getRemoteAddr\(\)|remoteAddr|getRemoteHost\(\)|getHeader\("User-Agent"\)|userAgent\(\))$/i,
    },
  },
  {
    // prometheus-net, App.Metrics, System.Diagnostics.Metrics
    files: /\.cs$/,
    declares: /\bLabelNames\s*=\s*(?:new\s*(?:string)?\[\]\s*\{|\[)([^\]}]{0,400})[\]}]/g,
    comment: slashes,
    gives: new RegExp(
      String.raw`\.(?:WithLabels|Labels)\s*(?=\()|${metric}\.(?:Add|Record)\s*(?=\([^;]+?,\s*new\s*(?:KeyValuePair|TagList|\())|\bnew\s+MetricTags\s*(?=\()`,
      'g',
    ),
    holders: /new\s*(?:KeyValuePair<string,\s*object\??>|TagList|\[\]|string\[\])?/,
    unbounded: {
      path: /^(?:\w+\.)*Request\.(?:Path|PathBase|RawUrl|Url\.AbsolutePath|GetDisplayUrl\(\)|GetEncodedUrl\(\)|GetEncodedPathAndQuery\(\)|QueryString)$|^(?:\w+\.)*Request\.(?:RequestUri|Url)(?:\.(?:AbsolutePath|PathAndQuery))?$/,
      id: new RegExp(`${id.source}|(?:^|\\.)TraceIdentifier$`, 'i'),
      caller: /^(?:\w+\.)*Connection\.RemoteIpAddress$|^(?:\w+\.)*Request\.Headers(?:\["User-Agent"\]|\.UserAgent)$/,
    },
  },
  {
    // prometheus, prometheus-client, metrics, OpenTelemetry
    files: /\.rs$/,
    comment: slashes,
    gives:
      /\.with_label_values\s*(?=\()|\b(?:counter|gauge|histogram|increment_counter|absolute_counter)!\s*(?=\()|\.(?:add|record)\s*(?=\([^,;]+,\s*&\[\s*KeyValue)/g,
    holders: /&|&?vec!|(?:opentelemetry::)?KeyValue::new/,
    unbounded: {
      path: /^(?:\w+\.)*(?:req|request|r|parts)\.(?:uri\(\)(?:\.path\(\))?|uri(?:\.path\(\))?|path\(\)|url\(\)\.path\(\))$|^uri\.path\(\)$/,
      id,
      caller: /^(?:\w+\.)*(?:peer_addr\(\)|realip_remote_addr\(\))$/,
    },
  },
  {
    // promphp and its like
    files: /\.php$/,
    comment: new RegExp(`${slashes.source}|#(?!\\[)[^\\n]*`),
    gives: /->(?:inc|incBy|observe|set)\s*(?=\((?:[^;()]*,)?\s*(?:\[|array\())/g,
    holders: /array/,
    unbounded: {
      path: /^(?:\$this->)?\$?\w*[rR]equest(?:\(\))?->(?:getPathInfo\(\)|getRequestUri\(\)|getUri\(\)(?:->getPath\(\))?|path\(\)|url\(\)|fullUrl\(\)|decodedPath\(\)|getPath\(\))$|^\$_SERVER\[['"](?:REQUEST_URI|PATH_INFO)['"]\]$/,
      id: new RegExp(`${id.source}|^\\$_(?:GET|POST|REQUEST)\\[['"](?:id|\\w+_id)['"]\\]$`),
      caller: /^\$_SERVER\[['"](?:REMOTE_ADDR|HTTP_USER_AGENT)['"]\]$|->(?:getClientIp|ip|userAgent)\(\)$/,
    },
  },
  {
    // prometheus-client, yabeda, statsd
    files: /\.rb$/,
    comment: hashes,
    gives: new RegExp(
      String.raw`\.(?:increment|observe|set|decrement)\s*(?=\(.{0,80}?\blabels:)|\.with_labels\s*(?=\()|${ofStatsd}`,
      'gi',
    ),
    holders: never,
    unbounded: {
      path: /^(?:@?\w+\.)*(?:request|req)\.(?:path|fullpath|path_info|url|original_url|original_fullpath)$|^@?\w*env\[['"](?:PATH_INFO|REQUEST_PATH|REQUEST_URI)['"]\]$/,
      id: new RegExp(`${id.source}|^params\\[:(?:id|\\w+_id)\\]$`),
      caller: /^(?:@?\w+\.)*(?:request|req)\.(?:ip|remote_ip|user_agent|remote_addr)$/,
    },
  },
]
