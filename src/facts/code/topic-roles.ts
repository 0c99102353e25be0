import type { TopicFact } from '../fact.ts'

/**
 * Whether a program waits for what others send or ask under a name: what does so runs by itself. `binds` counts only beside a
 * `consumes` of the same service, and so says nothing here that this one does not.
 */
export const takesMessages = ({ role }: Pick<TopicFact, 'role'>): boolean => role === 'consumes' || role === 'answers'
