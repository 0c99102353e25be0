import type { FoundServices } from '../found-services.ts'
import type { Tree } from '../tree.ts'

/** Adds the services that one kind of evidence shows to those that stronger ones have shown. */
export type Finder = (tree: Tree, found: FoundServices) => void
