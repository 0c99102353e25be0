import { posix } from 'node:path'
import type { Repository } from '../../repository/repository.ts'
import type { Loose } from '../loose.ts'
import type { Chart } from './chart.ts'
import { chartFiles } from './chart-files.ts'

/** A chart as it is installed. */
interface Installed extends Pick<Chart, 'version' | 'appVersion'> {
  readonly name: string
  readonly release: string
  readonly values: Loose
}

/** What Helm tells a template: `.Values`, `.Chart`, `.Release` and what else there is. `folder`: of the chart; `file`: the template. */
export function contextOf(repository: Repository, folder: string, file: string, installed: Installed): unknown {
  const { name, release, version, appVersion, values } = installed
  return {
    // Functions such as `set` change what they are given: no template may see what another one made of it.
    Values: structuredClone(values),
    Chart: { Name: name, name, Version: version, AppVersion: appVersion, Type: 'application' },
    Release: {
      Name: release,
      Namespace: 'default',
      Service: 'Helm',
      IsInstall: true,
      IsUpgrade: false,
      Revision: 1,
    },
    Capabilities: {
      KubeVersion: { Version: 'v1.30.0', Major: '1', Minor: '30', GitVersion: 'v1.30.0' },
      APIVersions: {},
      HelmVersion: { Version: 'v3.18.0' },
    },
    Template: { Name: file, BasePath: posix.join(folder, 'templates') },
    Files: chartFiles(repository, folder),
  }
}
