/** Leaves out what is undefined, as optional properties must be. */
export function present<Fields extends object>(
  fields: Fields,
): { [Key in keyof Fields]?: Exclude<Fields[Key], undefined> } {
  const found: { [Key in keyof Fields]?: Exclude<Fields[Key], undefined> } = {}
  // It is done for most facts: a list of pairs in between would take several times as long.
  for (const key in fields) {
    const value = fields[key]
    if (value !== undefined) found[key] = value as Exclude<Fields[typeof key], undefined>
  }
  return found
}
