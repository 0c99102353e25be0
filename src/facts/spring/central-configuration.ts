/** What a configuration server hands to every service: nobody's in particular. */
export const sharedConfiguration =
  /(?:^|\/)(?:shared|config-?repo(?:sitory)?)\/application(?:-[\w-]+)?\.(?:ya?ml|properties)$/

/**
 * Files of a configuration server: one for each service, under its name, in a folder for configuration. The name of the
 * service is the group, with a profile behind it as the case may be.
 */
export const centralConfiguration =
  /(?:^|\/)(?:shared|configs?|configuration|config-?repo(?:sitory)?|config-?data)\/([\w-]+)\.(?:ya?ml|properties)$/
