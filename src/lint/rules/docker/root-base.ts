/** Official images of languages, of servers and of distributions, and those of who builds Java and .NET. */
const official = [
  ...['node', 'python', 'golang', 'rust', 'ruby', 'php', 'perl', 'elixir', 'erlang', 'haskell', 'swift', 'julia'],
  ...['clojure', 'dart', 'openjdk', 'eclipse-temurin', 'amazoncorretto', 'ibm-semeru-runtimes', 'sapmachine'],
  ...['maven', 'gradle', 'tomcat', 'nginx', 'httpd', 'caddy', 'composer', 'buildpack-deps', 'alpine', 'debian'],
  ...['ubuntu', 'busybox', 'fedora', 'centos', 'oraclelinux', 'amazonlinux', 'rockylinux', 'almalinux', 'oven/bun'],
  ...['adoptopenjdk(?:/[\\w.-]+)?', 'azul/zulu-openjdk[\\w.-]*', 'bellsoft/liberica-[\\w.-]+', 'denoland/deno'],
  'microsoft/(?:aspnetcore|dotnet)[\\w.-]*',
  // Of before there were such, or around them.
  ...['java', 'mhart/alpine-node', 'frolvlad/alpine-(?:java|oraclejdk8|glibc|python[23])', 'anapsix/alpine-java'],
  ...['tiangolo/[\\w.-]+', 'continuumio/(?:mini|ana)conda3', 'keymetrics/pm2', 'nvidia/cuda'],
]
/** What is kept in registries of their makers. */
const elsewhere = [
  String.raw`gcr\.io/distroless/[\w.-]+`,
  String.raw`mcr\.microsoft\.com/(?:dotnet/[\w./-]+|openjdk/jdk)`,
  String.raw`ghcr\.io/(?:graalvm/[\w.-]+|astral-sh/uv)`,
  String.raw`registry\.access\.redhat\.com/ubi\d+/ubi(?:-minimal|-micro)?`,
  String.raw`quay\.io/centos/centos`,
]
const root = new RegExp(
  String.raw`^(?:(?:docker\.io/|public\.ecr\.aws/docker/)?(?:library/)?(?:${official.join('|')})|${elsewhere.join('|')})(?:[:@]|$)|^scratch$`,
)
/** Variants of those that bring a user of their own. */
const ownUser = /nonroot|non-root|rootless|unprivileged|chiseled/

/** Whether a base image is known to start as root, as long as nobody names another user. */
export const startsAsRoot = (image: string): boolean => root.test(image) && !ownUser.test(image)
