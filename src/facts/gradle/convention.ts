/** A plugin of the build's own, as a script: what it depends on, those that apply it do. */
export const isConvention = (path: string): boolean =>
  /(?:^|\/)(?:buildSrc|build-?(?:logic|plugins|conventions?))\/(?:.*\/)?src\/main\/(?:.*\/)?[^/]+\.gradle(?:\.kts)?$/i.test(
    path,
  )
