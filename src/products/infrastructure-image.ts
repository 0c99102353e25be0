import { imageName } from './image-name.ts'
import { wordsOf } from './programs.ts'
import { storeKind } from './protocols.ts'

const edition = '(?:-(?:oss|ce|ee|enterprise|server|agent|ui|exporter|dashboard|gateway))?'
const programs = new RegExp(`^(?:${wordsOf('image')})${edition}$`)
/** Their names alone may say little: `jaegertracing/all-in-one`. */
const byMaker = new RegExp(`(?:^|/)(?:${wordsOf('maker')})/[^/]+$`)

/** An image whose only business is a database, cache or broker, or to watch, steer or stand before the others. */
export const isInfrastructureImage = (image: string): boolean =>
  isCalledAsInfrastructure(image) || byMaker.test(image.toLowerCase())

/** The same by what the image itself is called: who publishes such programs may well publish others, `grafana/shop-cart`. */
export const isCalledAsInfrastructure = (image: string): boolean =>
  storeKind(image) !== undefined || programs.test(imageName(image.toLowerCase()))
