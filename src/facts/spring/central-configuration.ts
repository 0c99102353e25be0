/** What a configuration server hands to every service: nobody's in particular. */
export const sharedConfiguration =
  /(?:^|\/)(?:shared|config-?repo(?:sitory)?)\/application(?:-[\w-]+)?\.(?:ya?ml|properties)$/

/**
 * Files of a configuration server: one for each service, under its name, in a folder for configuration. The name of the
 * service is the group, with a profile behind it as the case may be.
 */
export const centralConfiguration =
  /(?:^|\/)(?:shared|configs?|configuration|config-?repo(?:sitory)?|config-?data)\/([\w-]+)\.(?:ya?ml|properties)$/

/**
 * Files that may be those of a configuration server, in a folder that somebody called otherwise: only one that has the
 * name of a service, or lies in a folder of that name, is known to be. The first group is the folder, the second the file.
 */
export const likelyCentral =
  /(?:^|\/)[\w.-]*(?:config|repo|nacos|consul|apollo|propert|setting)[\w.-]*\/(?:[\w.-]+\/)*?(?:([\w.-]+)\/)?([\w.-]+)\.(?:ya?ml|properties)$/i

/** `orders`, and `orders` of `orders-prod`: the names that a file of a configuration server may be called by. */
export function centralNames(file: string): string[] {
  const [, folder, name = ''] = likelyCentral.exec(file) ?? []
  if (/^(?:application|bootstrap)(?:-|$)/.test(name)) return folder === undefined ? [] : [folder.toLowerCase()]
  const parts = name.toLowerCase().split('-')
  return parts.map((_, index) => parts.slice(0, parts.length - index).join('-'))
}

/** Where Symfony keeps its settings. */
const ofSymfony = /(?:^|\/)config\/(?:packages|routes)\//

/** Whether a file may be one of a configuration server, and nothing but the name of a service can tell. */
export const isOnlyLikely = (file: string): boolean =>
  likelyCentral.test(file) &&
  !ofSymfony.test(file) &&
  !centralConfiguration.test(file) &&
  !/(?:^|\/)(?:application|bootstrap)[^/]*$/.test(file)

/** Whether a file is, or may be, one of a configuration server: what stands in it is not said of its folder. */
export const isCentral = (file: string): boolean => isOnlyLikely(file) || centralConfiguration.test(file)
