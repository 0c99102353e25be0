import { wordsOf } from './programs.ts'

const gateway = new RegExp(
  `(?:^|[-_.])(?:(?:api|web|edge|mobile)?-?gateways?|apigw|bff|edge|reverse-?proxy|${wordsOf('gateway')})(?:$|[-_.])|gateway$`,
  'i',
)

/** Whether something stands before others and hands requests on, by its name, its image or the class of an Ingress. */
export const isGatewayName = (name: string): boolean => gateway.test(name)
