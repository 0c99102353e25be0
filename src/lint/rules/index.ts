import type { Rule } from '../rule.ts'
import { crossServiceBuild } from './build/cross-service-build/rule.ts'
import { multipleServicesPerContainer } from './build/multiple-services-per-container/rule.ts'
import { testNeedsOtherService } from './build/test-needs-other-service/rule.ts'
import { catalogSchema } from './catalog/catalog-schema/rule.ts'
import { danglingReference } from './catalog/dangling-reference/rule.ts'
import { duplicateName } from './catalog/duplicate-name/rule.ts'
import { missingContract } from './catalog/missing-contract/rule.ts'
import { missingOwner } from './catalog/missing-owner/rule.ts'
import { portConflict } from './catalog/port-conflict/rule.ts'
import { unregisteredService } from './catalog/unregistered-service/rule.ts'
import { crossServiceImport } from './code/cross-service-import/rule.ts'
import { dependencyCycle } from './code/dependency-cycle/rule.ts'
import { sharedDomainLibrary } from './code/shared-domain-library/rule.ts'
import { breakingApiChange } from './contract/breaking-api-change/rule.ts'
import { staleContract } from './contract/stale-contract/rule.ts'
import { unversionedApi } from './contract/unversioned-api/rule.ts'
import { sharedConfig } from './data/shared-config/rule.ts'
import { sharedDatabase } from './data/shared-database/rule.ts'
import { sharedSecret } from './data/shared-secret/rule.ts'
import { sharedVolume } from './data/shared-volume/rule.ts'
import { configInCode } from './delivery/config-in-code/rule.ts'
import { deploysAllTogether } from './delivery/deploys-all-together/rule.ts'
import { noPipeline } from './delivery/no-pipeline/rule.ts'
import { plainSecret } from './delivery/plain-secret/rule.ts'
import { cacheBustingCopy } from './docker/cache-busting-copy/rule.ts'
import { devDependenciesInImage } from './docker/dev-dependencies-in-image/rule.ts'
import { missingDockerignore } from './docker/missing-dockerignore/rule.ts'
import { rootUserImage } from './docker/root-user-image/rule.ts'
import { secretInImage } from './docker/secret-in-image/rule.ts'
import { shellFormEntrypoint } from './docker/shell-form-entrypoint/rule.ts'
import { unpinnedBaseImage } from './docker/unpinned-base-image/rule.ts'
import { changesTogether } from './history/changes-together/rule.ts'
import { autoscalerConflictsWithReplicas } from './kubernetes/autoscaler-conflicts-with-replicas/rule.ts'
import { containerRunsAsRoot } from './kubernetes/container-runs-as-root/rule.ts'
import { latestTag } from './kubernetes/latest-tag/rule.ts'
import { missingHealthProbe } from './kubernetes/missing-health-probe/rule.ts'
import { missingNetworkPolicy } from './kubernetes/missing-network-policy/rule.ts'
import { missingPodDisruptionBudget } from './kubernetes/missing-pod-disruption-budget/rule.ts'
import { missingResourceLimits } from './kubernetes/missing-resource-limits/rule.ts'
import { policyWiderThanCatalog } from './kubernetes/policy-wider-than-catalog/rule.ts'
import { portMismatch } from './kubernetes/port-mismatch/rule.ts'
import { privilegedContainer } from './kubernetes/privileged-container/rule.ts'
import { selectorMatchesNothing } from './kubernetes/selector-matches-nothing/rule.ts'
import { serviceAccountTokenMounted } from './kubernetes/service-account-token-mounted/rule.ts'
import { singleReplica } from './kubernetes/single-replica/rule.ts'
import { writableRootFilesystem } from './kubernetes/writable-root-filesystem/rule.ts'
import { voidSuppression } from './lint/void-suppression/rule.ts'
import { callWithoutDeadline } from './network/call-without-deadline/rule.ts'
import { chattyPair } from './network/chatty-pair/rule.ts'
import { hardcodedEndpoint } from './network/hardcoded-endpoint/rule.ts'
import { hubService } from './network/hub-service/rule.ts'
import { longSyncChain } from './network/long-sync-chain/rule.ts'
import { undeclaredDependency } from './network/undeclared-dependency/rule.ts'
import { unusedDependency } from './network/unused-dependency/rule.ts'
import { logsToFile } from './observability/logs-to-file/rule.ts'
import { noHealthEndpoint } from './observability/no-health-endpoint/rule.ts'
import { noMetricsEndpoint } from './observability/no-metrics-endpoint/rule.ts'
import { noTracePropagation } from './observability/no-trace-propagation/rule.ts'
import { unboundedMetricLabel } from './observability/unbounded-metric-label/rule.ts'
import { couplingBudget } from './shape/coupling-budget/rule.ts'
import { megaService } from './shape/mega-service/rule.ts'
import { nanoService } from './shape/nano-service/rule.ts'
import { noGateway } from './shape/no-gateway/rule.ts'

/** Every rule, by group and id. */
export const rules: readonly Rule[] = [
  crossServiceBuild,
  multipleServicesPerContainer,
  testNeedsOtherService,
  catalogSchema,
  danglingReference,
  duplicateName,
  missingContract,
  missingOwner,
  portConflict,
  unregisteredService,
  crossServiceImport,
  dependencyCycle,
  sharedDomainLibrary,
  breakingApiChange,
  staleContract,
  unversionedApi,
  sharedConfig,
  sharedDatabase,
  sharedSecret,
  sharedVolume,
  configInCode,
  deploysAllTogether,
  noPipeline,
  plainSecret,
  cacheBustingCopy,
  devDependenciesInImage,
  missingDockerignore,
  rootUserImage,
  secretInImage,
  shellFormEntrypoint,
  unpinnedBaseImage,
  changesTogether,
  autoscalerConflictsWithReplicas,
  containerRunsAsRoot,
  latestTag,
  missingHealthProbe,
  missingNetworkPolicy,
  missingPodDisruptionBudget,
  missingResourceLimits,
  policyWiderThanCatalog,
  portMismatch,
  privilegedContainer,
  selectorMatchesNothing,
  serviceAccountTokenMounted,
  singleReplica,
  writableRootFilesystem,
  voidSuppression,
  callWithoutDeadline,
  chattyPair,
  hardcodedEndpoint,
  hubService,
  longSyncChain,
  undeclaredDependency,
  unusedDependency,
  logsToFile,
  noHealthEndpoint,
  noMetricsEndpoint,
  noTracePropagation,
  unboundedMetricLabel,
  couplingBudget,
  megaService,
  nanoService,
  noGateway,
]
