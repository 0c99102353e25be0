import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const languages = {
  python: { manifest: pythonManifest, main: 'app/main.py', part: (file) => `app/part_${file}.py`, write: python },
  go: { manifest: goManifest, main: 'main.go', part: (file) => `internal/part${file}/part.go`, write: go },
  java: {
    manifest: javaManifest,
    main: 'src/main/java/bench/Main.java',
    part: (file) => `src/main/java/bench/Part${file}.java`,
    write: java,
  },
}

/**
 * Writes a system in Python, Go and Java to lint: as many services with as many files in each language, with imports,
 * variables and addresses, and a Dockerfile each. The same numbers give the same tree, byte for byte.
 * @param {string} root an empty folder
 * @param {{ services: number, filesPerService: number }} size of each language
 */
export function writePolyglot(root, { services, filesPerService }) {
  const put = (path, text) => {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  put('msvc.yaml', 'version: 1\nname: bench\n')
  for (const [language, { manifest, main, part, write }] of Object.entries(languages)) {
    for (let number = 0; number < services; number++) {
      const name = `${language}-${number}`
      const callee = `${language}-${(number * 7 + 3) % services}`
      const folder = `services/${name}`
      const [path, text] = manifest(name)
      put(`${folder}/${path}`, text)
      put(`${folder}/Dockerfile`, `FROM ${language}:latest\nCOPY . .\nEXPOSE 8080\nCMD ["serve"]\n`)
      put(`${folder}/${main}`, write(name, callee, -1))
      for (let file = 0; file < filesPerService; file++) put(`${folder}/${part(file)}`, write(name, callee, file))
    }
  }
}

const repeated = (times, line) => Array.from({ length: times }, (_, index) => line(index)).join('\n')

function pythonManifest(name) {
  return ['pyproject.toml', `[project]\nname = "${name}"\nversion = "1.0.0"\ndependencies = ["fastapi", "httpx"]\n`]
}
function goManifest(name) {
  return ['go.mod', `module example.com/${name}\n\ngo 1.26\n`]
}
function javaManifest(name) {
  return [
    'pom.xml',
    `<project>\n  <modelVersion>4.0.0</modelVersion>\n  <groupId>bench</groupId>\n  <artifactId>${name}</artifactId>\n  <version>1</version>\n</project>\n`,
  ]
}

function python(_, callee, file) {
  const head =
    file < 0
      ? `import os\n\nimport httpx\nfrom fastapi import FastAPI\n\nfrom app.part_0 import rule_0\n\nBASE = os.environ.get("CALLEE_URL", "http://${callee}:8080")\napp = FastAPI()\n`
      : `import os\nfrom dataclasses import dataclass\n\nfrom . import part_${file + 1}\n`
  const body = repeated(
    20,
    (line) => `
def rule_${line}(amount: int, name: str = "part") -> str:
    """Rule ${line}: what is said here is for people."""
    text = f"{name}-${line}".lower()
    return text if amount > ${line} else "nothing"  # a comment
`,
  )
  return `${head}\n${body}`
}

function go(name, callee, file) {
  const head =
    file < 0
      ? `package main\n\nimport (\n\t"net/http"\n\t"os"\n\n\t"example.com/${name}/internal/part0"\n)\n\nfunc main() {\n\tbase := os.Getenv("CALLEE_URL")\n\tif base == "" {\n\t\tbase = "http://${callee}:8080"\n\t}\n\t_ = part0.Rule0\n\thttp.ListenAndServe(":8080", nil)\n}\n`
      : `package part${file}\n\nimport (\n\t"fmt"\n\t"strings"\n)\n`
  const body = repeated(
    20,
    (line) => `
// Rule${line} is for people to read.
func Rule${line}(amount int, name string) string {
	text := strings.ToLower(fmt.Sprintf("%s-${line}", name))
	if amount > ${line} {
		return text // a comment
	}
	return "nothing"
}`,
  )
  return `${head}${body}\n`
}

function java(_, callee, file) {
  const name = file < 0 ? 'Main' : `Part${file}`
  const head = `package bench;\n\nimport java.util.List;\nimport java.util.Map;\n${file < 0 ? 'import org.springframework.beans.factory.annotation.Value;\n' : ''}\n/** Part of a service. */\npublic class ${name} {\n${file < 0 ? `  @Value("\${callee.url:http://${callee}:8080}")\n  private String base;\n` : ''}`
  const body = repeated(
    20,
    (line) => `
  /** Rule ${line}: what is said here is for people. */
  public String rule${line}(int amount, String name) {
    String text = (name + "-${line}").toLowerCase();
    return amount > ${line} ? text : "nothing"; // a comment
  }`,
  )
  return `${head}${body}\n}\n`
}
