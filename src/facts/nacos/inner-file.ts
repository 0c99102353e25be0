/**
 * A file that another file holds, as if that were a folder: `sql/nacos.sql/nacos/orders.yml`. Whose it is, its own name
 * tells; who wants to see it must open the other.
 */
export const innerFile = (holder: string, name: string): string => `${holder}/nacos/${name}`

/** The file that can be opened. */
export const openFile = (file: string): string => /^(.*\.sql)\/nacos\//.exec(file)?.[1] ?? file

/** A place in the file that can be opened. */
export const openPlace = <Place extends { readonly file: string }>(place: Place): Place =>
  place.file.includes('.sql/nacos/') ? { ...place, file: openFile(place.file) } : place
