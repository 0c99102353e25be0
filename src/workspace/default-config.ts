import type { WorkspaceConfig } from './config.ts'
import { defaultBaseline } from './lint-config.ts'

/** The configuration of a repository that says nothing of its own. */
export function defaultConfig(name: string): WorkspaceConfig {
  return {
    name,
    servicesFolder: 'services',
    ports: { from: 8081, to: 8999 },
    catalog: { file: 'catalog-info.yaml', layout: 'per-service' },
    discovery: { exclude: [] },
    ci: 'none',
    lint: { preset: 'recommended', rules: {}, ignore: [], overrides: [], baseline: defaultBaseline },
    verify: {},
  }
}
