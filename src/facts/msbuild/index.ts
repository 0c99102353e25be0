import type { Extractor } from '../extractor.ts'
import type { Fact, PackageFact } from '../fact.ts'
import { lineIndex } from '../line-index.ts'
import { blanked } from '../reading/blanked.ts'

const reference = /<ProjectReference\s[^<>]*?Include\s*=\s*"([^"]+)"/g
/** What an application host calls the type that it has for a project: `AspireProjectMetadataTypeName="Orders"`. */
const typeInHost = /\bAspireProjectMetadataTypeName\s*=\s*"(\w+)"/
/** Sources that lie outside of a project and are compiled with it: its own need no such line. */
const link = /<(?:Compile|Protobuf)\s[^<>]*?Include\s*=\s*"([^"]*\.\.[^"]*)"/g
/** Settings that lie elsewhere and are copied beside a program. */
const linkedSettings = /<(?:Content|None)\s[^<>]*?(?:Include|Link)\s*=\s*"([^"]*\.\.[^"]*appsettings[\w.-]*\.json)"/gi
/** The same by a glob over a folder of whatever programs share: `<None Include="..\Shared\**\*" CopyToOutputDirectory="Always" />`. */
const linkedFolder = /<(?:Content|None)\s[^<>]*?Include\s*=\s*"([^"]*\.\.[^"]*[\\/]\*(?:\.\*|\.json)?)"/gi
const packageReference =
  /<PackageReference\s[^<>]*?(?:Include|Update)\s*=\s*"([^"]+)"(?:[^<>]*?Version\s*=\s*"([^"]*)")?/g
const webProject = /<Project\s[^<>]*Sdk\s*=\s*"Microsoft\.NET\.Sdk\.(?:Web|Worker)\b/
/** An application of ASP.NET on .NET Framework, which a web server runs. */
const ofAspNet = /<ProjectTypeGuids>[^<]*349c5851-65df-11da-9384-00065b846f21/i
/** Where such projects have a package from, the only place in them that has its name: `..\\packages\\EasyNetQ.0.63.3\\lib`. */
const oldPackage = /<HintPath>[^<]*[\\/]packages[\\/]([A-Za-z][\w.-]*?)\.(\d+\.\d[\w.-]*)[\\/]/g
/** A project that names all that it takes itself: older ones keep the names of their packages in another file. */
const namesAll = /<Project\s[^<>]*Sdk\s*=/
const ownProgram = /<OutputType>\s*(?:Win)?Exe\s*</i
/** Properties that stand for the folder of the project. */
const own = /^\$\((?:MSBuildThisFileDirectory|MSBuildProjectDirectory|ProjectDir)\)\/?/
const comment = /<!--[\s\S]*?(?:-->|$)/g

/** No item of a project file is longer. */
const longestItem = 1000

/** Project files of .NET: which projects, packages, sources and settings elsewhere one is built with, and whether it is a program that answers. */
export const msbuild: Extractor = {
  id: 'msbuild',
  endings: ['.csproj', '.fsproj', '.vbproj'],
  extract({ path, text }): Fact[] {
    const at = lineIndex(path, text)
    const code = text.replace(comment, blanked)
    const packages = [...code.matchAll(packageReference), ...code.matchAll(oldPackage)]
    const dependencies = packages.map(({ index, 1: name = '', 2: spec = '' }) => ({
      at: at(index),
      name,
      spec,
      dev: false,
    }))
    const project: PackageFact = {
      kind: 'package',
      at: at(0),
      ecosystem: 'nuget',
      members: [],
      dependencies,
      starts: webProject.test(code) || ofAspNet.test(code),
      entries: {},
      ...(ownProgram.test(code) ? { runs: true } : {}),
    }
    const named = [...code.matchAll(reference), ...code.matchAll(link), ...code.matchAll(linkedSettings)]
    const links = [
      ...named.map((match) => ({ match, path: match[1] ?? '' })),
      // Of such a folder, settings alone are read.
      ...[...code.matchAll(linkedFolder)].map((match) => ({
        match,
        path: (match[1] ?? '').replace(/\*(?:\.\*|\.json)?$/i, 'appsettings*.json'),
      })),
    ]
    const projects = links.flatMap(({ match: [whole, target = ''], match, path }): Fact[] => {
      const place = at(match.index + whole.lastIndexOf(target))
      const [, type] =
        typeInHost.exec(/^[^>]*/.exec(code.slice(match.index, match.index + longestItem))?.[0] ?? '') ?? []
      return path.split(';').map((each) => ({
        kind: 'import',
        at: place,
        language: 'msbuild',
        specifier: each.trim().replaceAll('\\', '/').replace(own, ''),
        typeOnly: /\.json$/i.test(path),
        ...(type === undefined ? {} : { names: [type] }),
      }))
    })
    const isTold = project.starts || project.runs || dependencies.length > 0 || namesAll.test(code)
    return [...(isTold ? [project] : []), ...projects]
  },
}
