/** Folders called after what kind of program they hold: `service` of `cart/service`, `api` of `order/cmd/api`. */
const kind =
  /^(?:service|svc|server|api|rest|rpc|grpc|http|job|mq|worker|consumer|producer|publisher|subscriber|scheduler|cron|task|admin|interface|backend)$/i
/** The same, as projects of .NET are called: `Carts/src/Web`; in small letters it is a page of its own. */
const project = /^(?:Web|Web\.?A(?:pi|PI)|(?:Web\.?)?Host|Http\.?Api|Presentation)$/
/** Folders that every program has. */
const inner = /^(?:src|main|cmd|app)$/i
/** Folders that only hold others. */
const holder =
  /^(?:cmd|apps?|applications?|src|services?|svc|internal|pkg|packages|microservices?|projects?|modules?|systems?|components?|backend|server|code|source|go|golang|java|kotlin|dotnet|csharp|python|node|nodejs|rust|typescript|\..*)$/i

/** What people call what lies in a folder: its name, and that of the folder above where its own only says of what kind it is. */
export function folderName(path: string): string {
  const steps = path.split('/')
  const own = steps.pop() ?? path
  if (!kind.test(own) && !project.test(own) && !inner.test(own)) return own
  const above = steps.findLast((step) => !holder.test(step))
  if (above === undefined) return own
  return inner.test(own) ? above : `${above}-${own}`
}
