import type { Stated } from './stated.ts'

/** `FROM` in a Dockerfile. */
export interface BaseImageFact extends Stated<'base-image'> {
  /** As written with `ARG` defaults filled in. */
  readonly image: string
  readonly stage?: string
  /** It names an earlier stage of the same file. */
  readonly internal: boolean
  /** This stage is what the image is. */
  readonly final: boolean
  /** The stage adds nothing to it, and no other one takes anything from it. */
  readonly idle?: true
}
/** `USER` in a Dockerfile. */
export interface ImageUserFact extends Stated<'image-user'> {
  readonly user: string
  readonly final: boolean
}
/** `EXPOSE` in a Dockerfile. */
export interface ExposeFact extends Stated<'expose'> {
  readonly port: number
}
/** `HEALTHCHECK` in a Dockerfile. */
export interface HealthCheckFact extends Stated<'health-check'> {
  /** What it asks the container for: a path, or `gRPC`. */
  readonly asks: string
}
/** `COPY` or `ADD` in a Dockerfile. */
export interface ImageCopyFact extends Stated<'image-copy'> {
  /** As written, from the root of the build context or of the stage it is copied from. */
  readonly sources: readonly string[]
  /** The sources with what arguments of the build hold by default, where they name any. */
  readonly byDefault?: readonly string[]
  readonly target: string
  /** The stage or image that it is copied from; undefined for the build context. */
  readonly from?: string
  /** Number of its stage, from 0. */
  readonly stage: number
  readonly final: boolean
}
/** `RUN` in a Dockerfile, in the form of a shell. */
export interface ImageRunFact extends Stated<'image-run'> {
  readonly command: string
  readonly stage: number
  readonly final: boolean
  /** A folder of it is kept from one build to the next. */
  readonly mountsCache?: true
}
/** `ENTRYPOINT` or `CMD` of the image. */
export interface ImageStartFact extends Stated<'image-start'> {
  readonly instruction: 'ENTRYPOINT' | 'CMD'
  /** A list of words, or a line for a shell. */
  readonly form: 'exec' | 'shell'
  readonly command: string
}
/** A script goes on as another user than it began as. */
export interface StepDownFact extends Stated<'step-down'> {
  /** What does it: `gosu`, `su`. */
  readonly command: string
}
/** A kustomization, a script or a tool that deploys puts another version, or another image, in the place of one that manifests name. */
export interface ImageOverrideFact extends Stated<'image-override'> {
  /** As the manifests have it, without a tag; `*` for all that have the tag `latest`. */
  readonly image: string
  /** The tag or digest that it gets; undefined where only the name changes. */
  readonly version?: string
  /** It does so as it deploys (Skaffold): who deploys the manifests otherwise has them as they are. */
  readonly asItDeploys?: true
  /** Globs of the manifests in which it does, where a script names them; their folders may be below any other. */
  readonly files?: readonly string[]
}
/** A script or a pipeline builds an image. */
export interface ImageBuildFact extends Stated<'image-build'> {
  /** The last part of its name, without registry and tag, in small letters. */
  readonly image: string
  /** The folder that it is built from and its Dockerfile, from the root; several where it depends on where the script is started. */
  readonly places: readonly { readonly context: string; readonly dockerfile: string }[]
  /** The stage of the Dockerfile that it ends with, where the command says so. */
  readonly target?: string
}
