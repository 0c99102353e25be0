const number = /^\d{1,3}(?:\.\d{1,3}){3}$/
const name = /^(?=.*[a-z])[a-z0-9][\w.-]*$/i

/** Whether a host is a machine that is told by its number: `10.0.0.7`. */
export const isMachineNumber = (text: string): boolean => number.test(text)

/** Whether a text is a host and nothing more: a name, or the number of a machine. */
export const isHostAlone = (text: string): boolean => name.test(text) || isMachineNumber(text)

/** Whether a host is this machine where something is asked of it; `0.0.0.0` is only listened at. */
export const isThisMachine = (host: string): boolean =>
  /^(?:localhost|127\.0\.0\.1|host\.docker\.internal)$/i.test(host)
