/** What tells one name from another: the engine takes no pattern that is as long as a file. */
const most = 300

/** A name from a file as a part of a pattern, where each of its signs stands for itself; longer ones than anybody gives are cut. */
export const escaped = (name: string): string => name.slice(0, most).replace(/[\\^$*+?.()|[\]{}/-]/g, '\\$&')
