import { wordsOf } from './programs.ts'

const gateway = new RegExp(
  `(?:^|[-_.])(?:(?:api|web|edge|mobile)?-?gateways?|apigw|bff|edge|reverse-?proxy|${wordsOf('gateway')})(?:$|[-_.])|gateway(?:app|svc|service|server)?$`,
  'i',
)

/** Whether something stands before others and hands requests on, by its name, its image or the class of an Ingress. */
export const isGatewayName = (name: string): boolean => gateway.test(name)

const page = /(?:^|[-_])(?:frontend|front-end|fe|spa|web|webapp|ui|portal|proxy|ingress|graphql|storefront)(?:$|[-_])/i

/** Whether a service is called as what stands at the edge of a system is: pages and gateways, which call many by their nature. */
export const isEdgeName = (name: string): boolean => page.test(name) || isGatewayName(name)

const library =
  /^(?:(?:.*:)?spring-cloud(?:-starter)?-(?:gateway(?:-[\w-]+)?|netflix-zuul|starter-netflix-zuul)|Ocelot(?:\..+)?|Yarp\.ReverseProxy|Microsoft\.ReverseProxy|express-gateway|@apollo\/gateway)$/

/** Whether a package is one that gateways are built with. */
export const isGatewayLibrary = (name: string): boolean => library.test(name)
