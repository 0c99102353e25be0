/** A folder of one version of what lies in it: `v2`, `v1beta1`. */
const ofVersion = /(?:^|\/)v\d+(?:(?:alpha|beta)\d*)?(?=\/)/g

/** Where a contract lies, whichever version of it that is: `api/shop.proto` for `api/v2/shop.proto`, and for itself. */
export const placeOfAll = (file: string): string => file.replace(ofVersion, '')

/** Whether two files are versions of one contract, and neither a copy of the other: `api/shop.proto`, `api/v2/shop.proto`. */
export const areVersions = (a: string, b: string): boolean => a !== b && placeOfAll(a) === placeOfAll(b)
