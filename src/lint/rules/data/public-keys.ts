/** The half of a pair of keys that everybody may know, and certificates: to hand them round is what they are for. */
export const isPublic = (key: string): boolean =>
  /\.(?:pub|crt|cer|ca-bundle)$|(?:^|[-_.])public(?:[-_.]|$)|^ca\.pem$/i.test(key)

/** Whether a ConfigMap is called as those are that hold whom everybody trusts: `dapr-trust-bundle`, `kube-root-ca.crt`. */
export const holdsTrust = (name: string): boolean =>
  /(?:^|[-_.])(?:trust-?(?:bundle|store|anchors?)|(?:root-)?ca(?:-?(?:bundle|certs?|certificates?|roots?))?)(?:\.crt)?$/i.test(
    name,
  )
