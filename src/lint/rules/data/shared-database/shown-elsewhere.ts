import { isShown } from '../../../../graph/telling-names.ts'
import { isTestFile } from '../../../../graph/test-file.ts'
import type { RuleContext } from '../../../rule.ts'

/** Whether a file shows readers how a service is run that is deployed by others: what is joined there is joined nowhere else. */
export function shownElsewhere({ facts, subjectOf }: RuleContext): (service: string, file: string) => boolean {
  let deployed: ReadonlySet<string | undefined> | undefined
  return (service, file) => {
    if (!isShown(file)) return false
    deployed ??= new Set(
      facts
        .of('workload')
        .flatMap((workload) =>
          workload.partial || isShown(workload.at.file) || isTestFile(workload.at.file)
            ? []
            : [subjectOf(workload)?.name],
        ),
    )
    return deployed.has(service)
  }
}
