import type { Rule } from '../../../rule.ts'
import { judgeContainers } from '../service-workloads.ts'

export const writableRootFilesystem: Rule = {
  id: 'writable-root-filesystem',
  group: 'kubernetes',
  severity: 'warning',
  preset: 'strict',
  summary: 'A container that can change its own files.',
  why: 'What is written there is lost with the pod and differs between copies, and an intruder can leave programs behind.',
  help: 'Set securityContext.readOnlyRootFilesystem: true, and mount an emptyDir where the service must write (/tmp).',
  check: (context) =>
    judgeContainers(context, ({ layers }) => {
      const readOnly = layers
        .map(({ security }) => security.readOnlyRootFilesystem)
        .findLast((value) => value !== undefined)
      return readOnly ? undefined : { text: 'can write to its root file system' }
    }),
}
