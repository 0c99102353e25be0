/**
 * A file that another file holds, as if that were a folder: `sql/nacos.sql/nacos/orders.yml`. Whose it is, its own name
 * tells; who wants to see it must open the other.
 */
export const innerFile = (holder: string, name: string): string => `${holder}/nacos/${name}`

/** Between the folder of who takes a file in from elsewhere and that file. */
const takenIn = '/taken~in/'

/** A file as if it lay with a program that has its settings from it: whose it is, the folder tells. */
export const takenFile = (folder: string, file: string): string => `${folder}${takenIn}${file}`

/** The file that can be opened. */
const openFile = (file: string): string => {
  const own = file.includes(takenIn) ? file.slice(file.lastIndexOf(takenIn) + takenIn.length) : file
  return /^(.*\.sql)\/nacos\//.exec(own)?.[1] ?? own
}

/** A place in the file that can be opened. */
export const openPlace = <Place extends { readonly file: string }>(place: Place): Place => {
  const file = openFile(place.file)
  return file === place.file ? place : { ...place, file }
}
