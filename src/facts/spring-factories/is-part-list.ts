/** Whether a file lists classes that Spring makes wherever the library that has it is built in. */
export const isPartList = (path: string): boolean =>
  /(?:^|\/)META-INF\/(?:spring\.factories|spring\/org\.springframework\.boot\.autoconfigure\.AutoConfiguration\.imports)$/.test(
    path,
  )
