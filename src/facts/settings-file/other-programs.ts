/** Keys that only files of Kubernetes, Prometheus, Envoy and the collector of OpenTelemetry begin lines with. */
const others = /^(?:apiVersion|scrape_configs|static_resources|receivers)[ \t]*:/m

/** Whether a file of YAML is of somebody else's program, and no settings of the code beside it. */
export const isOfOtherProgram = (text: string): boolean => others.test(text)
