import type { Rule } from '../rule.ts'
import { catalogSchema } from './catalog/catalog-schema/rule.ts'
import { danglingReference } from './catalog/dangling-reference/rule.ts'
import { duplicateName } from './catalog/duplicate-name/rule.ts'
import { missingOwner } from './catalog/missing-owner/rule.ts'
import { portConflict } from './catalog/port-conflict/rule.ts'
import { unregisteredService } from './catalog/unregistered-service/rule.ts'
import { crossServiceImport } from './code/cross-service-import/rule.ts'
import { dependencyCycle } from './code/dependency-cycle/rule.ts'
import { sharedDatabase } from './data/shared-database/rule.ts'
import { unpinnedBaseImage } from './docker/unpinned-base-image/rule.ts'
import { containerRunsAsRoot } from './kubernetes/container-runs-as-root/rule.ts'
import { missingHealthProbe } from './kubernetes/missing-health-probe/rule.ts'
import { missingResourceLimits } from './kubernetes/missing-resource-limits/rule.ts'
import { undeclaredDependency } from './network/undeclared-dependency/rule.ts'
import { unusedDependency } from './network/unused-dependency/rule.ts'

/** Every rule, by group and id. */
export const rules: readonly Rule[] = [
  catalogSchema,
  danglingReference,
  duplicateName,
  missingOwner,
  portConflict,
  unregisteredService,
  crossServiceImport,
  dependencyCycle,
  sharedDatabase,
  unpinnedBaseImage,
  containerRunsAsRoot,
  missingHealthProbe,
  missingResourceLimits,
  undeclaredDependency,
  unusedDependency,
]
