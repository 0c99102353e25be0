/** Where a service is connected to: an IPv6 address stands in brackets in a URL, and without them everywhere else. */
export function socketOf(base: string): { readonly host: string; readonly port: number } {
  const { hostname, port } = new URL(base)
  return { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port || 80) }
}
