import type { Rule } from '../../../rule.ts'
import { sharedObjects } from '../shared-objects.ts'

/** What tools fetch and build keeps nothing that another place has not. */
const ofBuilds =
  /(?:^|[-_])(?:cache|node_?modules|pnpm-?store|m2|maven|gradle|go-?mod|gopath|nuget|cargo|venv)(?:$|[-_])/i

export const sharedVolume: Rule = {
  id: 'shared-volume',
  group: 'data',
  severity: 'error',
  summary: 'Several services keep files in one volume.',
  why: 'Its files become an interface that nobody versions, and the services must run where the volume is.',
  help: 'Give each service a volume of its own; what another needs it asks for, or takes from an object store.',
  check: (context) =>
    sharedObjects(
      context,
      // What a Job puts there once, before anybody reads, is nothing that it shares.
      ({ volumes, type }) =>
        type === 'Job' ? [] : volumes.filter(({ source, object }) => source === 'claim' && !ofBuilds.test(object)),
      (object, services) => `${services} mount one volume: ${object}.`,
    ),
}
