const placeholder =
  /^(?:(?:group|user):)?(?:default\/)?(?:unknown|unowned|none|nobody|todo|tbd|fixme|n-?a|guests?|x+|change-?me)$/i

/** Whether it is a word that stands where an owner should: `unknown`, `todo`. */
export const namesNobody = (owner: string): boolean => placeholder.test(owner)
