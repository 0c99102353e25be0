/** The half of a pair of keys that everybody may know, and certificates: to hand them round is what they are for. */
export const isPublic = (key: string): boolean =>
  /\.(?:pub|crt|cer|ca-bundle)$|(?:^|[-_.])public(?:[-_.]|$)|^ca\.pem$/i.test(key)
