/** What tells copies of one program apart: stages, places, colours and numbers. */
const words =
  'dev(?:elop(?:ment)?)?|prod(?:uction)?|stag(?:e|ing)|test|qa|uat|local|debug|canary|blue|green|stable|preview|demo|primary|secondary|replica|read-?only|clone|old|new|v\\d+'

const atEnd = new RegExp(`(?:^|[-_.])(?:${words}|[a-z]?\\d+)$|[-_.]copy$`, 'i')
const anywhere = new RegExp(`(?:^|[-_.])(?:${words}|\\d+)(?=[-_.]|$)`, 'gi')

/** Whether a workload is another one once more: of another stage, for another place, or a copy. */
export const isCopy = (name: string): boolean => atEnd.test(name)

/** A name without what tells copies apart. */
export const withoutCopy = (name: string): string => name.replace(anywhere, '')
