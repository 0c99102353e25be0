import { describe, expect, it } from 'vitest'
import {
  doubleQuoted,
  type Grammar,
  lexer,
  singleQuoted,
  slashComments,
  tripleDoubleQuoted,
} from '../../src/facts/code/lexer.ts'

const cut = (text: string, grammar: Partial<Grammar> = {}): string[] =>
  lexer({ comments: slashComments, texts: [tripleDoubleQuoted, doubleQuoted, singleQuoted], ...grammar })(text).map(
    ({ type, value, offset, open }) => `${type} ${value} ${offset}${open ? ' open' : ''}`,
  )

describe('a lexer', () => {
  it('leaves out white space, comments and numbers, and keeps where each token stands', () => {
    expect(cut('a /* b */ = 1.5e3; // c\n\u00a0$x_2')).toEqual(['name a 0', 'sign = 10', 'sign ; 17', 'name $x_2 25'])
    expect(cut('a = 0x1F_u.b', { numbers: true })).toEqual(['name a 0', 'sign = 2', 'number 0x1F_u.b 4'])
  })

  it('leaves out a comma behind the last of a list, and none before a number that it leaves out', () => {
    const signs = (text: string): string =>
      cut(text)
        .map((token) => token.split(' ')[1])
        .join(' ')
    expect(signs('f(a,)')).toBe('f ( a )')
    expect(signs('f(\n  a, // last\n)[b, ]')).toBe('f ( a ) [ b ]')
    expect(signs('f(a, 5)')).toBe('f ( a , )')
    expect(signs('f(a, "")')).toBe('f ( a ,  )')
  })

  it('takes the longest sign that there is', () => {
    expect(cut('??= ?? ?: ?. ? || | :: := : -> - => =').map((token) => token.split(' ')[1])).toEqual(
      '??= ?? ?: ?. ? || | :: := : -> - => ='.split(' '),
    )
  })

  it('knows letters and signs that are not of ASCII', () => {
    expect(cut('größe é1 a中 → 😀.x')).toEqual([
      'name größe 0',
      'name é1 6',
      'name a中 9',
      'sign → 12',
      'sign 😀 14',
      'sign . 16',
      'name x 17',
    ])
  })

  it('gives what stands between quotes, whatever stands before them', () => {
    expect(cut(`"a\\"b" '"' "" """x "" y""" 'un`)).toEqual([
      'text a\\"b 0',
      'text " 7',
      'text  11',
      'text x "" y 14',
      "sign ' 27",
      'name un 28',
    ])
    expect(cut('rb"a" r#"b"#', { texts: [/r#"[\s\S]*?"#/, /[a-z]{0,2}"[^"]*"/] })).toEqual(['text a 0', 'text b 6'])
    expect(cut('@$"a{b}" $@"c" $x', { texts: [/(?:@\$|\$@)"[^"]*"/], interpolation: () => /\{/ })).toEqual([
      'text a 0 open',
      'text c 9',
      'name $x 15',
    ])
  })
})
