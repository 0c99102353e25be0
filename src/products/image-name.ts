import { posix } from 'node:path'

/** `registry.example.com:5000/shop/cart:1.2@sha256:…` without the tag and the digest. */
export const imagePath = (image: string): string => image.replace(/@.*$/, '').replace(/:[^/]*$/, '')

/** An image as it may be shown: without its digest, and without a login or a query that somebody put into it. */
export const shownImage = (image: string): string =>
  image
    .replace(/@sha\d+:.*$/, '')
    .replace(/^.*@/, '')
    .replace(/[?#].*$/, '')

/** What ko puts behind the name of a program, unless it is told otherwise: the MD5 of the path that the program is imported by. */
const ofKo = /(?<=.)-[0-9a-f]{32}$/

/** `registry.example.com:5000/shop/cart:1.2@sha256:…` is `cart`. */
export const imageName = (image: string): string => posix.basename(imagePath(image)).replace(ofKo, '')
