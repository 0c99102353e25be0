/** How code of a language opens a port whose number stands there, or is what a setting is by default; the group is the number. */
export interface Wording {
  readonly files: RegExp
  readonly opens: readonly RegExp[]
  /** A name for the number, before one of the words that listen on it. */
  readonly named?: {
    readonly pattern: RegExp
    readonly listening: readonly string[]
    /** What the file has to have as well, where the words say little. */
    readonly beside?: RegExp
  }
}

const port = String.raw`(\d{2,5})(?![\d.])`
/** Every address of the machine, with a port: `0.0.0.0:8080`, `[::]:8080`, `:8080`. */
const everywhere = String.raw`["'\x60](?:(?:tcp|https?):\/\/)?(?:0\.0\.0\.0|\[::1?\]|\*|\+|127\.0\.0\.1|localhost)?:${port}`
const ofItself = String.raw`(?:["'\x60](?:0\.0\.0\.0|\[::1?\])?:|"?)${port}`
/** What the port of the program itself is called, beside those of others: `httpPort`, `GRPC_PORT`, `addr`. */
const ownName =
  '(?:(?:http|https|grpc|server|app|api|rest|web|service|listen|default|HTTP|GRPC|SERVER|APP|API|SERVICE)[_.-]?)?' +
  '(?:[pP]ort|PORT|[aA]ddr(?:ess)?|ADDR(?:ESS)?|[lL]isten)'
const of = (...patterns: string[]): RegExp[] => patterns.map((pattern) => new RegExp(pattern, 'gm'))
const variable = String.raw`(?:\w{1,40} ?\(\s*|\+\s*)?process\s*\.env(?:\s*\.\w{1,60}|\[["']\w{1,60}["']\])\s*(?:\|\||\?\?)\s*["']?`

export const wordings: readonly Wording[] = [
  {
    files: /\.[cm]?[jt]s$/,
    opens: of(
      String.raw`\.listen ?\(\s*(?:\{\s*port:\s*)?(?:${variable})?${port}`,
      String.raw`\.bindAsync ?\(\s*${everywhere}`,
      // hapi, Apollo, NestJS between services, Hono
      String.raw`\b[Hh]api\.[sS]erver ?\(\s*\{[^{}]{0,300}?\bport:\s*(?:${variable})?${port}`,
      String.raw`\bstartStandaloneServer\([^;]{0,400}?\blisten:\s*\{\s*port:\s*(?:${variable})?${port}`,
      String.raw`\b(?:create|connect)Microservice(?:<[^()]{0,60}>)?\([^;]{0,400}?\bport:\s*(?:${variable})?${port}`,
      String.raw`\b(?:create|connect)Microservice(?:<[^()]{0,60}>)?\([^;]{0,400}?\burl:\s*${everywhere}`,
      String.raw`(?<![\w.])serve ?\(\s*\{[^;]{0,200}?\bport:\s*(?:${variable})?${port}`,
      String.raw`\b(?:Bun|Deno)\.serve\([^;]{0,200}?\bport:\s*(?:${variable}|(?:Bun|Deno)\.env[^;,]{0,60}(?:\|\||\?\?)\s*["']?)?${port}`,
    ),
    named: {
      pattern: new RegExp(
        String.raw`\b(?:const|let|var)\s+\w{0,30}(?:port|PORT|Port)\s*(?::\s*\w{1,20}\s*)?=\s*(?:${variable})?${port}`,
        'g',
      ),
      listening: ['.listen(', 'serve(', '.server(', 'startStandaloneServer('],
    },
  },
  {
    files: /\.py$/,
    opens: of(
      String.raw`\b(?:uvicorn\.run|app\.run|socketio\.run|web\.run_app|serve)\([^()\n]{0,200}(?:\([^()\n]{0,100}\)[^()\n]{0,100}){0,3}\bport\s*=\s*(?:int ?\(\s*)?(?:os\.[\w.]{1,20} ?\(\s*["']\w{1,60}["']\s*,\s*)?["']?${port}`,
      String.raw`\.add_(?:in)?secure_port ?\(\s*f?${everywhere}`,
      // Tornado
      String.raw`\b(?:app|application|server|http_server)\.listen ?\(\s*${port}`,
    ),
    named: {
      pattern: new RegExp(
        String.raw`^[ \t]*${ownName}\s*(?::\s*\w{1,10}\s*)?=\s*(?:int ?\(\s*)?(?:os\.[\w.]{1,20} ?\(\s*["']\w{1,60}["']\s*,\s*)?["']?${port}`,
        'gm',
      ),
      listening: ['uvicorn.run(', 'app.run(', 'run_app(', 'serve(', '.listen('],
    },
  },
  {
    files: /\.go$/,
    opens: of(
      String.raw`\bListenAndServe(?:TLS)?\(\s*${everywhere}`,
      String.raw`\bnet\.Listen ?\(\s*"tcp"\s*,\s*${everywhere}`,
      String.raw`\.(?:Run|Start|Listen) ?\(\s*${everywhere}["\x60]`,
      String.raw`\bhttp\.Server\{[^{}]{0,300}?\bAddr:\s*${everywhere}`,
    ),
    named: {
      // In a variable or a constant, as the default of a flag or of viper. A client is told this machine by its name.
      pattern: new RegExp(
        [
          String.raw`(?<![\w.])${ownName}\s*(?:string\s*|int\s*)?:?=\s*${ofItself}`,
          String.raw`\bflag\.(?:String|Int|Uint)(?:Var)?\(\s*(?:&?[\w.]{1,40},\s*)?"${ownName}"\s*,\s*${ofItself}`,
          String.raw`\bviper\.SetDefault ?\(\s*"(?:\w{1,20}\.)?${ownName}"\s*,\s*${ofItself}`,
        ].join('|'),
        'g',
      ),
      listening: ['ListenAndServe', 'net.Listen(', 'http.Server{', '.Run(', '.Start(', '.Listen('],
      beside: /"net\/http"|\bnet\.Listen\(|gin-gonic\/gin|labstack\/echo|gofiber\/fiber/,
    },
  },
  {
    files: /\.(?:java|kt)$/,
    opens: of(
      String.raw`\bServerBuilder\s*\.\s*forPort ?\(\s*${port}`,
      String.raw`\bcreateHttpServer\([^()]{0,200}\)[^;]{0,2000}?\.listen ?\(\s*${port}`,
      String.raw`\bembeddedServer\([^(){}]{0,100}\bport\s*=\s*${port}`,
      String.raw`\bJavalin\s*\.\s*create\([^;]{0,2000}?\.\s*start ?\(\s*${port}`,
      String.raw`\bimport static spark\.Spark[\s\S]{0,3000}?(?<![\w.])port ?\(\s*${port}`,
      String.raw`\bHttpServer\.create ?\(\s*new\s+InetSocketAddress ?\(\s*${port}`,
    ),
  },
  {
    files: /\.cs$/,
    opens: of(
      String.raw`\.(?:UseUrls|Run|RunAsync) ?\(\s*${everywhere}`,
      String.raw`\.(?:ListenAnyIP|ListenLocalhost) ?\(\s*${port}`,
      String.raw`\bWebApp\.Start(?:<\w{1,60}>)?\(\s*${everywhere}`,
    ),
    // A program of .NET Framework that is its own server.
    named: {
      pattern: new RegExp(String.raw`\b(?:string|var)\s+\w{1,40}\s*=\s*${everywhere}`, 'g'),
      listening: ['WebApp.Start'],
    },
  },
  {
    files: /\.rs$/,
    opens: of(
      String.raw`(?:\.bind|TcpListener::bind) ?\(\s*&?${everywhere}`,
      String.raw`${everywhere}["']\s*\.parse(?:::<[\w:]{1,40}>)?\(`,
      String.raw`\.run ?\(\s*\(\s*\[\d+,\s*\d+,\s*\d+,\s*\d+\]\s*,\s*${port}`,
      String.raw`(?:\.bind|SocketAddr::from) ?\(\s*\(\s*(?:\[0,\s*0,\s*0,\s*0\]|"0\.0\.0\.0"|"127\.0\.0\.1")\s*,\s*${port}`,
    ),
  },
  {
    files: /\.rb$/,
    opens: of(
      String.raw`\bset\s+:port,\s*(?:ENV[^\n]{0,80}\|\|\s*)?${port}`,
      // Puma: `port ENV.fetch("PORT") { 3000 }`, `port ENV.fetch('PORT', 3000)`
      String.raw`^port\s+ENV(?:\.fetch)?[([]\s*["']\w{1,40}["'](?:\s*,\s*|\s*[)\]]\s*(?:\{|\|\|)\s*)["']?${port}`,
    ),
  },
  {
    // Open Liberty, and Tomcat: `<httpEndpoint id="…" httpPort="9080" />`, `<Connector port="8080" protocol="HTTP/1.1" />`
    files: /(?:^|\/)server\.xml$/,
    opens: of(
      String.raw`<httpEndpoint\b[^<>]{0,300}?\bhttpPort\s*=\s*"${port}"`,
      String.raw`<Connector\b[^<>]{0,100}?\bport\s*=\s*"${port}"(?=[^<>]{0,200}\bHTTP\/)`,
      // A port that the variable of an endpoint is by default.
      String.raw`<variable\b[^<>]{0,100}?\bname\s*=\s*"[\w.-]*http\.port"\s+(?:defaultV|v)alue\s*=\s*"${port}"`,
    ),
  },
]
