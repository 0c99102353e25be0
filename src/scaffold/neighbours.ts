import type { Catalog } from '../catalog/catalog.ts'
import { refText } from '../catalog/references.ts'
import { declaredServices } from '../catalog/services.ts'

/** A service that is there already, or that the same plan makes: what a new one must know of it. */
export interface Neighbour {
  readonly name: string
  readonly path: string
  readonly port?: number
  /** References of the APIs it provides, as another service's `consumesApis` would name them. */
  readonly apis: readonly string[]
}

/** The services of the catalog as neighbours, in the catalog's order. */
export function neighboursIn(catalog: Catalog): Neighbour[] {
  return declaredServices(catalog).map((service) => ({
    name: service.name,
    path: service.folder,
    ...(service.port === undefined ? {} : { port: service.port }),
    apis: service.providesApis.map((api) => refText(api.ref)),
  }))
}
