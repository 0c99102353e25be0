import { posix } from 'node:path'

/** `registry.example.com:5000/shop/cart:1.2@sha256:…` without the tag and the digest. */
export const imagePath = (image: string): string => image.replace(/@.*$/, '').replace(/:[^/]*$/, '')

/** `registry.example.com:5000/shop/cart:1.2@sha256:…` is `cart`. */
export const imageName = (image: string): string => posix.basename(imagePath(image))
