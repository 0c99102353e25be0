import { posix } from 'node:path'
import type { Extractor } from '../extractor.ts'
import type { ModuleSourceFact } from '../fact.ts'
import { lineIndex } from '../line-index.ts'
import { withoutComments } from '../reading/comments.ts'

/** `module "x" { source = "../db" }`, and Terragrunt's `terraform { source = "../db//x" }`; nothing nested stands before it. */
const source =
  /^[ \t]*(?:module[ \t]+"[^"\n]*"|terraform)[ \t]*\{(?:[^{}"]|"[^"\n]*")*?\bsource[ \t]*=[ \t]*"([^"\n]+)"/gm

/** Terraform, OpenTofu and Terragrunt: modules that are taken from a folder of the repository. */
export const terraform: Extractor = {
  id: 'terraform',
  endings: ['.tf', '.tofu', '.hcl'],
  matches: (path) => /\.(?:tf|tofu)$|(?:^|\/)terragrunt\.hcl$/.test(path),
  extract({ path, text }) {
    if (!text.includes('source')) return []
    const at = lineIndex(path, text)
    const code = withoutComments(text, 'scripts')
    return [...code.matchAll(source)].flatMap((match): ModuleSourceFact[] => {
      const [whole, written = ''] = match
      // Others are fetched from a registry or a repository, and have a version.
      if (!/^\.{1,2}\//.test(written) || written.includes('${')) return []
      const place = at(match.index + whole.lastIndexOf(written))
      const folder = posix.join(posix.dirname(path), written.replace('//', '/')).replace(/\/$/, '')
      return [{ kind: 'module-source', at: place, folder }]
    })
  },
}
