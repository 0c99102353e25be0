/** A path of the container itself: what a check asks of others may be a secret of theirs. */
const ownUrl = /https?:\/\/(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1\])(?::[^/\s"']{1,20})?(\/[\w./-]+)/

/** What a command that checks a container's health asks it for: a path, or `gRPC`; nothing of one that asks nobody. */
export const healthAsked = (command: string): string | undefined =>
  /grpc[_-]health[_-]probe/.test(command) ? 'gRPC' : ownUrl.exec(command)?.[1]
