import { posix } from 'node:path'
import { imageName } from '../../products/image-name.ts'
import { readYaml } from '../../yaml/read.ts'
import type { SourceFile } from '../extractor.ts'
import type { ImageOverrideFact } from '../image-facts.ts'
import { asList, asMap, asText, type Loose } from '../loose.ts'
import { present } from '../present.ts'
import type { Built } from './command.ts'

/** What builds an image without a Dockerfile of one's own. */
const others = ['jib', 'bazel', 'buildpacks', 'ko', 'custom']

/**
 * What Skaffold builds, with its profiles: each artifact names its image and the folder, from where the file lies, and in that
 * folder the Dockerfile (https://skaffold.dev/docs/references/yaml/#build-artifacts).
 */
export function buildsOfSkaffold(file: SourceFile): Built[] {
  return artifactsIn(file).flatMap(({ image, artifact, line }): Built[] => {
    if (others.some((each) => each in artifact)) return []
    const { dockerfile, target } = asMap(artifact['docker'] ?? artifact['kaniko'])
    const context = asText(artifact['context']) ?? '.'
    return [
      {
        image: imageName(image).toLowerCase(),
        context,
        dockerfile: posix.join(context, asText(dockerfile) ?? 'Dockerfile'),
        line: line - 1,
        ...present({ target: asText(target) }),
      },
    ]
  })
}

/** Images to which Skaffold gives a tag of its own in the manifests that it deploys, however they are built. */
export const taggedBySkaffold = (file: SourceFile): ImageOverrideFact[] =>
  artifactsIn(file).map(({ image, line }) => ({
    kind: 'image-override',
    at: { file: file.path, line, column: 1 },
    image,
    version: '$',
    asItDeploys: true,
  }))

function artifactsIn({ path, text }: SourceFile): { image: string; artifact: Loose; line: number }[] {
  return readYaml(text, path).documents.flatMap((document) => {
    const data = asMap(document.data)
    const profiles = asList(data['profiles']).map((each, index) => [asMap(each), ['profiles', index]] as const)
    return [[data, []] as const, ...profiles].flatMap(([part, place]) =>
      asList(asMap(part['build'])['artifacts']).flatMap((item, index) => {
        const artifact = asMap(item)
        const image = asText(artifact['image'])
        if (image === undefined || /\{\{/.test(image)) return []
        const { line } = document.placeOf([...place, 'build', 'artifacts', index, 'image'])
        return [{ image, artifact, line }]
      }),
    )
  })
}
