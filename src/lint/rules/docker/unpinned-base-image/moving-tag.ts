/** Words that are meant to move from one version to the next. */
const channel = /^(?:latest|stable|edge|main|master|nightly|current|rolling|lts|mainline|dev|develop|snapshot)$/i
/** Words that say what kind of image it is, and of no version. */
const variant =
  /^(?:alpine|slim|jre|jdk|sdk|runtime|aspnet|fpm|apache|cli|perl|minimal|onbuild|otel|buster|bullseye|bookworm|trixie|focal|jammy|noble)$/i
/** Images that are a distribution: their code name is a version. */
const distribution = /(?:^|\/)(?:debian|ubuntu|minideb|buildpack-deps)$/i
/** `stable-20261012`: a day on which the image was made. */
const day = /^20\d{6}/

/** `latest-rust-1.93`: the newest of a tool for a version of what it builds with, which decides what is built. */
const toolchain = /(?:^|[-_])(?:rust|python|py|node|go|golang|java|jdk|jre|openjdk|php|ruby|dotnet|cuda)[-_]?v?\d/i

/** The tag, when it says no version: a channel (`lts-alpine3.22`), or a kind of image alone (`alpine`, `bookworm-slim`). */
export function movingPart(name: string, tag: string): string | undefined {
  const words = tag.split(/[-_]/)
  if (words.some((word) => day.test(word)) || toolchain.test(tag)) return undefined
  const isChannel = channel.test(words[0] ?? '')
  const isKindAlone = words.every((word) => variant.test(word)) && !distribution.test(name)
  return isChannel || isKindAlone ? tag : undefined
}
