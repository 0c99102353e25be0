import type { At, Stated } from './stated.ts'

/** Code or configuration sends a log to a file. */
export interface LogFileFact extends Stated<'log-file'> {
  /** What does it, as people know it: `RollingFileAppender`. */
  readonly name: string
}
/** Continuous integration is configured here. */
export interface PipelineFact extends Stated<'pipeline'> {
  readonly tool: string
}
/** A job of a pipeline sends something to where it runs, or to where it is fetched from. Jobs for one service of many have none. */
export interface ShipmentFact extends Stated<'shipment'> {
  readonly job: string
  /** As people know it: `docker push`, `helm`. */
  readonly command: string
  /** What stands behind the command: names, images, paths, options; variables as far as the job says what they hold. */
  readonly words: readonly string[]
}
/** A description of infrastructure takes in a module from a folder, relative to the root. */
export interface ModuleSourceFact extends Stated<'module-source'> {
  readonly folder: string
}
/** A pipeline, or a job of one, runs when files of these paths change. */
export interface PathFilterFact extends Stated<'path-filter'> {
  /** Names of the pipeline and of the job, as far as there are any: what the filter is for. */
  readonly names: readonly string[]
  /** Where all of its commands run, relative to the root. */
  readonly folder?: string
  /** Globs from the root. */
  readonly paths: readonly { readonly at: At; readonly glob: string }[]
}
/** Code, a manifest or a dependency has to do with health checks, with metrics or with traces; once a file each. */
export interface TelemetryFact extends Stated<'telemetry'> {
  readonly purpose: 'health' | 'metrics' | 'traces'
}
/** Code labels a metric with something of which there is no end. */
export interface MetricLabelFact extends Stated<'metric-label'> {
  /** As written. */
  readonly value: string
  /** The path of each request, an id of one of many things, or what tells one caller from all others. */
  readonly holds: 'path' | 'id' | 'caller'
  /** An id of tenants, or in code that takes series away again: there are only as many as there are things at a time. */
  readonly tended?: true
}
