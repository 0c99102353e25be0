// biome-ignore-all lint/suspicious/noTemplateCurlyInString: templates are text
import { beforeAll, describe, expect, it } from 'vitest'
import { parseTemplate } from '../../../src/facts/helm/parse.ts'
import { loadPatterns, PatternsMissing } from '../../../src/facts/helm/patterns.ts'
import { Renderer } from '../../../src/facts/helm/render.ts'

const render = (template: string, values: unknown = {}): string => {
  const renderer = new Renderer()
  const parsed = parseTemplate(template)
  renderer.define(parsed)
  return renderer.render(parsed, { Values: values, Chart: { Name: 'shop' }, Release: { Name: 'shop' } }).text
}

describe('templates', () => {
  it.each([
    ['text', 'a: b\n', {}, 'a: b\n'],
    ['a value', 'a: {{ .Values.b.c }}', { b: { c: 1 } }, 'a: 1'],
    ['a value that is not there', 'a: {{ .Values.b.c }}', {}, 'a: '],
    ['trimmed white space', 'a:\n  {{- "x" -}}\n  b', {}, 'a:xb'],
    ['a comment', 'a{{/* b: {{ c }} */}}d', {}, 'ad'],
    ['a default', '{{ .Values.a | default "b" | quote }}', {}, '"b"'],
    ['if and else', '{{ if .Values.a }}1{{ else if eq .Values.b "x" }}2{{ else }}3{{ end }}', { b: 'x' }, '2'],
    ['and, or, not', '{{ if and .Values.a (not .Values.b) (or .Values.b .Values.a) }}1{{ end }}', { a: true }, '1'],
    ['with', '{{ with .Values.a }}{{ .b }}{{ end }}', { a: { b: 2 } }, '2'],
    ['a list', '{{ range .Values.a }}{{ . }},{{ end }}', { a: [1, 2] }, '1,2,'],
    ['a map in order', '{{ range $k, $v := .Values.a }}{{ $k }}={{ $v }};{{ end }}', { a: { b: 1, a: 2 } }, 'a=2;b=1;'],
    ['an empty list', '{{ range .Values.a }}x{{ else }}none{{ end }}', { a: [] }, 'none'],
    ['a variable', '{{ $a := .Values.a }}{{ if true }}{{ $a = "c" }}{{ end }}{{ $a }}', { a: 'b' }, 'c'],
    ['the root inside of a range', '{{ range .Values.a }}{{ $.Chart.Name }}{{ end }}', { a: [1] }, 'shop'],
    ['a named template', '{{ define "n" }}{{ .Chart.Name }}-x{{ end }}{{ include "n" . | upper }}', {}, 'SHOP-X'],
    ['yaml at a depth', 'a:{{ toYaml .Values.a | nindent 2 }}', { a: { b: 1, c: [2] } }, 'a:\n  b: 1\n  c:\n    - 2'],
    ['printf', '{{ printf "%s-%d" .Chart.Name 3 | trunc 5 | trimSuffix "-" }}', {}, 'shop'],
    ['any text of Go', String.raw`{{ printf "\033[0;31m%s\x21\a \"\\d\"" "x" | len }}`, {}, '15'],
    [
      'what nobody filled in yet',
      '{{ if not .Values.a }}{{ fail "a is needed" }}{{ end }}b: {{ required "c" .Values.c }}',
      {},
      'b: ',
    ],
    [
      'a copy of all that a chart knows',
      '{{ $a := deepCopy $ }}{{ $_ := set $a.Values "b" 1 }}{{ $a.Values.b }}{{ .Values.b }}',
      { b: 2 },
      '12',
    ],
    ['numbers of base 16', '{{ mulf 2 0x1p10 }} {{ add 0x10 1 }}', {}, '2048 17'],
    ['print', '{{ print .Chart.Name "/" 1 2 "x" }}', {}, 'shop/1 2x'],
    ['a bar with nothing behind it', '{{ printf "%s-db" "x" | }}', {}, 'x-db'],
    [
      'numbers with a point',
      '{{ divf 3 2.0 }} {{ mulf 1.5 2 }} {{ addf 0.5 1 }} {{ subf 1 0.5 }}',
      {},
      '1.5 3 1.5 0.5',
    ],
    ['lists of texts', '{{ range fromJsonArray .Values.a }}{{ . }};{{ end }}', { a: '["b","c"]' }, 'b;c;'],
    ['text that is a template', '{{ tpl .Values.a . }}', { a: '{{ .Chart.Name }}' }, 'shop'],
    ['a path into a result', '{{ (dict "a" "b").a }}', {}, 'b'],
    ['a path behind a result', '{{ default (printf "%s-db" "x") .Values.a }}', {}, 'x-db'],
    ['a variable that brackets give', '{{ ($a := split "/" "x/y")._1 }}{{ $a._0 }}', {}, 'yx'],
    ['a method', '{{ if .Capabilities.APIVersions.Has "x" }}1{{ end }}2', {}, '2'],
    ['what depends on the day', 'a: {{ now | unixEpoch | quote }}', {}, 'a: "0"'],
    [
      'numbers and words',
      '{{ ceil 1.2 }} {{ round 1.26 1 }} {{ snakecase "aB-c" }} {{ base "a/b" }}',
      {},
      '2 1.3 a_b_c b',
    ],
    ['steps', '{{ range untilStep 1 6 2 }}{{ . }},{{ end }}', {}, '1,3,5,'],
    ['a variable of with', '{{ with $a := .Values.a }}{{ . }}{{ $a }}{{ else }}none{{ end }}', { a: 'b' }, 'bb'],
    ['a variable of if', '{{ if $a := .Values.a }}{{ $a }}{{ end }}', { a: 'b' }, 'b'],
    [
      'loops that end early',
      '{{ range .Values.a }}{{ if eq . 2 }}{{ continue }}{{ end }}{{ if eq . 4 }}{{ break }}{{ end }}{{ . }}{{ end }}',
      { a: [1, 2, 3, 4, 5] },
      '13',
    ],
    ['a loop over a number', '{{ range 3 }}{{ . }}{{ end }}', {}, '012'],
    [
      'kinds',
      '{{ kindOf .Values.a }} {{ typeOf .Values.a }} {{ typeIs "string" .Values.b }} {{ kindIs "int" .Values.c }}',
      { a: [1], b: 'x', c: 1 },
      'slice []interface {} true true',
    ],
    [
      'maps that become more',
      '{{ $a := dict "b" 1 }}{{ $_ := mergeOverwrite $a (dict "c" 2) }}{{ toJson $a }}',
      {},
      '{"b":1,"c":2}',
    ],
    ['secrets', 'a: {{ "hunter2" | b64enc }}, b: {{ bcrypt "hunter2" }}', {}, 'a: aHVudGVyMg==, b: (secret)'],
  ])('%s', (_, template, values, expected) => {
    expect(render(template, values)).toBe(expected)
  })

  it.each([
    ['a function that nobody knows', '{{ conjure "x" }}', 'conjure'],
    ['a template that is not there', '{{ include "x" . }}', 'x'],
    [
      'a template that includes itself',
      '{{ define "x" }}{{ include "x" . }}{{ end }}{{ include "x" . }}',
      'without end',
    ],
    ['no end', '{{ if true }}a', 'end'],
    ['a loop over a mistyped number', '{{ range until 1000000000 }}x{{ end }}', 'too often'],
    ['loops in loops', '{{ range until 1000 }}{{ range until 1000 }}x{{ end }}{{ end }}', 'on and on'],
    ['a text without end', '{{ repeat 1000000000 "x" }}', 'too often'],
    ['a text that doubles', '{{ $x := "x" }}{{ range until 99 }}{{ $x = print $x $x }}{{ end }}', 'on and on'],
  ])('%s is said to be so', (_, template, reason) => {
    expect(() => render(template)).toThrow(reason)
  })
})

it('renders parts of a chart after others of it have failed', () => {
  const renderer = new Renderer()
  renderer.define(parseTemplate('{{ define "good" }}x{{ end }}{{ define "bad" }}{{ include "nobody" . }}{{ end }}'))
  for (let count = 0; count < 200; count++) {
    expect(() => renderer.render(parseTemplate('{{ include "bad" . }}'), {})).toThrow('no')
  }
  expect(renderer.render(parseTemplate('{{ include "good" . }}'), {}).text).toBe('x')
})

it('tells for each line where it comes from', () => {
  const renderer = new Renderer()
  const template = 'a: 1\n{{- if true }}\nb: 2\n{{- end }}\nc:\n  {{- toYaml .Values.c | nindent 2 }}\nd: 3\n'
  const { text, lines } = renderer.render(parseTemplate(template), { Values: { c: { x: 1, y: 2 } } })
  const origins = text.split('\n').map((line, index) => `${line.trim()} <- ${lines[index]}`)
  expect(origins.slice(0, -1)).toEqual(['a: 1 <- 1', 'b: 2 <- 3', 'c: <- 5', 'x: 1 <- 6', 'y: 2 <- 6', 'd: 3 <- 7'])
})

describe('patterns', () => {
  it('are asked for where none has needed them yet', () => {
    expect(() => render('{{ regexMatch "a" "b" }}')).toThrow(PatternsMissing)
  })

  describe('as Go has them', () => {
    beforeAll(loadPatterns)

    it.each([
      ['{{ regexMatch "^[a-z]+$" .Chart.Name }} {{ mustRegexMatch "x" "a" }}', 'true false'],
      ['{{ regexFind "o." "shop-top" }}|{{ regexFind "x" "a" }}', 'op|'],
      ['{{ regexFindAll "[0-9]" "1a2b3" 2 | join "," }} {{ regexFindAll "[0-9]" "1a2b3" -1 | len }}', '1,2 3'],
      ['{{ regexSplit "(-|_)" "a-b_c" -1 | join " " }} {{ regexSplit "-" "a-b-c" 2 | join " " }}', 'a b c a b-c'],
      ['{{ regexReplaceAll "(?P<n>[A-Z])([a-z]*)" "ShopCart" "-${n}_$2" }}', '-S_hop-C_art'],
      ['{{ regexReplaceAll "W([0-9])" "W1" "${1}0" }}', '10'],
      ['{{ regexReplaceAllLiteral "[^a-z]" "a.b" "$1" }}', 'a$1b'],
      ['{{ regexReplaceAll "(?i)[[:punct:]]+\\\\z" "Shop.." "" }}', 'Shop'],
      ['{{ regexQuoteMeta "a.b" }}', 'a\\.b'],
    ])('%s', (template, expected) => {
      expect(render(template)).toBe(expected)
    })

    it.each([
      '{{ regexMatch "(a+)+$" (printf "%s!" (repeat 20000 "a")) }}',
      '{{ regexReplaceAll "(.*a){12}" (repeat 3000 "ab") "x" | len }}',
      '{{ regexSplit "(x+x+)+y" (repeat 20000 "x") -1 | len }}',
    ])('take time by the length of the text alone: %s', (template) => {
      const start = process.cpuUsage()
      try {
        render(template)
      } catch (error) {
        expect(String(error)).toContain('on and on')
      }
      expect(process.cpuUsage(start).user / 1000).toBeLessThan(8000)
    })

    it('are looked for no longer than a manifest needs', () => {
      const template = '{{ range until 5000 }}{{ regexMatch "(a+)+$" (repeat 5000 "a") }}{{ end }}'
      expect(() => render(template)).toThrow('its patterns are looked for on and on')
    })

    it('that are none are said to be', () => {
      expect(() => render('{{ regexMatch "(a" "a" }}')).toThrow(/missing/)
    })
  })
})
