// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the code under test is text
import { expect, it } from 'vitest'
import { catalogOf, edgesOf, type Tree } from './graph-of.ts'

const two = catalogOf({ a: {}, b: {} })
const found = ['a -> b code (observed)']
const none: string[] = []
const goMod = (name: string): string => `module example.org/${name}\n\ngo 1.26\n`
const java = 'src/main/java/org/shop'

const rows: readonly (readonly [title: string, tree: Tree, expected: readonly string[]])[] = [
  ['Python, relative', { 'services/a/x.py': 'from ..b.y import z', 'services/b/y.py': '' }, found],
  ['Python, from a folder above', { 'services/a/x.py': 'import b.y', 'services/b/y.py': '' }, found],
  [
    'Python, from a src folder',
    { 'services/a/app/x.py': 'from shop.y import z', 'services/b/src/shop/y.py': '' },
    none,
  ],
  [
    'Python, its own module first',
    { 'services/a/x.py': 'import b.y', 'services/a/b/y.py': '', 'services/b/y.py': '' },
    none,
  ],
  [
    'Python, a part of a namespace package',
    {
      'services/a/src/shop/a/main.py': 'from shop.b.models import Invoice',
      'services/b/src/shop/b/models.py': '',
      'services/b/src/shop/b/__init__.py': '',
    },
    found,
  ],
  [
    'Python, a package of one name in each service',
    {
      'services/a/app/main.py': 'from app.db.models import Invoice',
      'services/b/app/main.py': '',
      'services/b/app/db/models.py': '',
    },
    none,
  ],
  ['Python, a library of the name of a service', { 'services/a/x.py': 'import b', 'services/b/main.py': '' }, none],
  [
    'Python, a folder in its requirements',
    { 'services/a/requirements.txt': '-e ../b\n', 'services/b/pyproject.toml': '[project]\nname = "b"\n' },
    found,
  ],
  [
    'Python, a source of uv',
    {
      'services/a/pyproject.toml': '[project]\nname = "a"\n[tool.uv.sources]\nb = { path = "../b" }\n',
      'services/b/pyproject.toml': '[project]\nname = "b"\n',
    },
    found,
  ],
  ['Ruby', { 'services/a/x.rb': "require_relative '../b/models'", 'services/b/models.rb': '' }, found],
  ['Ruby, a file of its own', { 'services/a/x.rb': "require_relative 'b/models'", 'services/a/b/models.rb': '' }, none],
  ['Ruby, a gem', { 'services/a/x.rb': "require 'b'", 'services/b/b.rb': '' }, none],
  [
    'PHP',
    { 'services/a/x.php': "<?php require_once(__DIR__ . '/../b/models.php');", 'services/b/models.php': '' },
    found,
  ],
  ['PHP, by a path from where it runs', { 'services/a/x.php': "<?php include 'b.php';", 'services/b/b.php': '' }, none],
  [
    'Rust, a file',
    { 'services/a/src/x.rs': '#[path = "../../b/src/models.rs"]\nmod models;', 'services/b/src/models.rs': '' },
    found,
  ],
  [
    'Go, a package of its module',
    {
      'services/a/go.mod': goMod('a'),
      'services/b/go.mod': goMod('b'),
      'services/a/main.go': 'import "example.org/b/pkg"\n',
      'services/b/pkg/y.go': '',
    },
    found,
  ],
  [
    'Go, without a module: laid over the one that it imports',
    {
      'services/b/go.mod': goMod('b'),
      'services/a/services/b/main.go': 'import "example.org/b/pkg"\n',
      'services/b/pkg/y.go': '',
    },
    none,
  ],
  [
    'Go, in one module',
    {
      'go.mod': goMod('shop'),
      'services/a/main.go': 'import "example.org/shop/services/b/pkg"\n',
      'services/b/pkg/y.go': '',
    },
    found,
  ],
  [
    'Go, what go.work puts in the place of a module',
    {
      'go.work': 'go 1.26\n\nuse (\n\t./services/a\n)\n\nreplace example.org/lib => ./services/b/lib\n',
      'services/a/go.mod': goMod('a'),
      'services/a/main.go': 'import "example.org/lib/x"\n',
      'services/b/lib/x/y.go': '',
    },
    found,
  ],
  [
    'Go, what its own go.mod puts in the place of a module',
    {
      'services/a/go.mod': `${goMod('a')}\nreplace example.org/lib v1.0.0 => ../b/lib\n`,
      'services/a/main.go': 'import "example.org/lib"\n',
      'services/b/lib/y.go': '',
    },
    found,
  ],
  [
    'Go, what the go.mod of another puts there',
    {
      'services/a/go.mod': goMod('a'),
      'services/a/main.go': 'import "example.org/lib"\n',
      'services/b/go.mod': `${goMod('b')}\nreplace example.org/lib => ./lib\n`,
      'services/b/lib/y.go': '',
    },
    none,
  ],
  [
    'Go, of two copies the one that is built together with it',
    {
      'go.work': 'use ./services/a\nuse "./libs/lib"\n',
      'services/a/go.mod': goMod('a'),
      'services/a/main.go': 'import "example.org/lib"\n',
      'services/b/lib/go.mod': goMod('lib'),
      'services/b/lib/y.go': '',
      'libs/lib/go.mod': goMod('lib'),
      'libs/lib/y.go': '',
    },
    none,
  ],
  [
    'Go, a longer name',
    { 'go.mod': goMod('shop'), 'services/a/main.go': 'import "example.org/shopping/services/b"\n' },
    none,
  ],
  [
    'Go, replaced by a folder',
    {
      'services/a/go.mod': `${goMod('a')}replace example.net/b => ../b\n`,
      'services/a/a.go': 'package a\n\nimport "example.net/b/x"\n',
      'services/b/go.mod': goMod('b'),
      'services/b/x/x.go': 'package x\n',
    },
    found,
  ],
  [
    'Go, replaced by a folder of which nothing is imported',
    { 'services/a/go.mod': `${goMod('a')}replace example.net/b => ../b\n`, 'services/b/go.mod': goMod('b') },
    [],
  ],
  ['Java', { [`services/a/${java}/A.java`]: 'import org.shop.B;', [`services/b/${java}/B.java`]: '' }, found],
  [
    'Java, a nested class',
    { [`services/a/${java}/A.java`]: 'import org.shop.B.C;', [`services/b/${java}/B.java`]: '' },
    found,
  ],
  [
    'Java, a class that both have',
    {
      [`services/a/${java}/A.java`]: 'import org.shop.B;',
      [`services/a/${java}/B.java`]: '',
      [`services/b/${java}/B.java`]: '',
    },
    none,
  ],
  [
    'Java, a class that two others have',
    {
      [`services/a/${java}/A.java`]: 'import org.shop.C;',
      [`services/b/${java}/C.java`]: '',
      [`libs/c/${java}/C.java`]: '',
    },
    none,
  ],
  [
    'Java, tests of a module that is not built with the other: the class is generated',
    {
      'services/a/build.gradle': '',
      'services/b/build.gradle': '',
      'services/a/src/component-test/java/A.java': 'import org.shop.B;',
      [`services/b/${java}/B.java`]: '',
    },
    none,
  ],
  [
    'Java, a file that no build takes in',
    {
      'services/a/build.gradle': '',
      'services/b/build.gradle': '',
      'services/a/src/attic/A.java': 'import org.shop.B;',
      [`services/b/${java}/B.java`]: '',
    },
    none,
  ],
  [
    'Java, tests of a source set with a name of its own',
    {
      'settings.gradle': '',
      'services/a/build.gradle': "componentTestCompile project(':services:b')",
      'services/b/build.gradle': '',
      'services/a/src/component-test/java/A.java': 'import org.shop.B;',
      [`services/b/${java}/B.java`]: '',
    },
    found,
  ],
  [
    'Kotlin',
    { 'services/a/src/main/kotlin/A.kt': 'import org.shop.B', 'services/b/src/main/kotlin/org/shop/B.kt': '' },
    found,
  ],
  [
    'Maven',
    {
      'services/a/pom.xml':
        '<project><groupId>g</groupId><artifactId>a</artifactId><dependencies><dependency><groupId>${project.groupId}</groupId><artifactId>b</artifactId></dependency></dependencies></project>',
      'services/b/pom.xml': '<project><parent><groupId>g</groupId></parent><artifactId>b</artifactId></project>',
    },
    found,
  ],
  [
    'Gradle',
    {
      'settings.gradle': '',
      'services/a/build.gradle': "implementation project(':services:b')",
      'services/b/build.gradle': '',
    },
    found,
  ],
  [
    'Gradle, a project by its accessor',
    {
      'settings.gradle.kts': '',
      'services/a/build.gradle.kts': 'dependencies {\n  testImplementation(projects.services.b)\n}',
      'services/b/build.gradle.kts': '',
    },
    found,
  ],
  [
    'Gradle, a project that lies elsewhere than it is called',
    {
      'settings.gradle':
        "include 'b-service'\nproject(':b-service').projectDir = new File(settingsDir, 'services/b')\n",
      'services/a/build.gradle': "implementation project(':b-service')",
      'services/b/build.gradle': '',
    },
    found,
  ],
  [
    'Gradle, its accessor',
    {
      'settings.gradle':
        "// project(':x').projectDir = file('y')\nproject(':b-service').projectDir = file('services/b')\n",
      'services/a/build.gradle': 'api projects.bService',
      'services/b/build.gradle': '',
    },
    found,
  ],
  [
    '.NET, sources that a pattern links',
    {
      'services/a/A.csproj': '<Project><Compile Include="..\\b\\Models\\*.cs"/></Project>',
      'services/b/Models/X.cs': '',
    },
    found,
  ],
  [
    '.NET, from the folder of the project file',
    {
      'services/a/A.csproj':
        '<Project><ProjectReference Include="$(MSBuildThisFileDirectory)..\\b\\B.csproj"/></Project>',
      'services/b/B.csproj': '<Project/>',
    },
    found,
  ],
  [
    '.NET, from a folder that the build knows',
    {
      'services/a/A.csproj': '<Project><ProjectReference Include="$(SolutionDir)services\\b\\B.csproj"/></Project>',
      'services/b/B.csproj': '<Project/>',
    },
    found,
  ],
  [
    '.NET, from a folder that nobody knows, where two may be meant',
    {
      'services/a/A.csproj': '<Project><ProjectReference Include="$(Other)B.csproj"/></Project>',
      'services/b/B.csproj': '<Project/>',
      'services/b/old/B.csproj': '<Project/>',
    },
    none,
  ],
  [
    '.NET',
    {
      'services/a/A.csproj': '<Project><ProjectReference Include="..\\b\\B.csproj"/></Project>',
      'services/b/B.csproj': '<Project/>',
    },
    found,
  ],
  [
    'Rust',
    {
      'services/a/Cargo.toml': '[package]\nname="a"\n[dependencies]\nb = { path = "../b" }\n',
      'services/b/Cargo.toml': '[package]\nname="b"\n',
    },
    found,
  ],
]

it.each(rows)('%s', async (_, tree, expected) => {
  expect(await edgesOf({ ...two, ...tree })).toEqual(expected)
})
