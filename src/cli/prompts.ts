import { styleText } from 'node:util'
import type { Problem } from '../errors/problem.ts'
import { oneLine } from '../report/printable.ts'

/** Loaded at the first question. Questions go to stderr: stdout is for data. */
async function inquire() {
  const { default: inquirer } = await import('inquirer')
  return inquirer.createPromptModule({ output: process.stderr })
}

/** What stands in brackets helps to answer; once that is done, it only gets in the way. */
const theme = {
  style: {
    message: (text: string, status: string) =>
      styleText('bold', status === 'done' ? text.replace(/ \(.*\)$/, '') : text),
  },
}

/** More than a line of names says nothing that anybody reads. */
const few = 6

/** What was ticked, in few words: of most of a long list, what was not. */
export function tickedOf(ticked: readonly string[], all: readonly string[]): string {
  if (ticked.length <= few) return ticked.join(', ') || 'none'
  const rest = all.filter((each) => !ticked.includes(each))
  if (rest.length === 0) return `all ${all.length}`
  return rest.length <= few ? `all but ${rest.join(', ')}` : `${ticked.length} of ${all.length}`
}

interface Ticked {
  readonly short: string
}

const severalTheme = {
  style: {
    ...theme.style,
    renderSelectedChoices: (ticked: readonly Ticked[], all: readonly (Ticked | { readonly separator: string })[]) =>
      tickedOf(
        ticked.map(({ short }) => short),
        all.flatMap((each) => ('short' in each ? each.short : [])),
      ),
  },
}

interface TextQuestion {
  readonly message: string
  readonly default?: string
  /** The check that the flag's value has to pass too. */
  check(answer: string): Problem | undefined
}

/** One line of text, asked again until it passes its check. */
export async function askText({ message, default: preset, check }: TextQuestion): Promise<string> {
  const validate = (value: string): true | string => {
    const problem = check(value.trim())
    return problem === undefined || [problem.message, problem.hint].filter(Boolean).join(' ')
  }
  const question = { type: 'input', name: 'answer', message: oneLine(message), validate, theme } as const
  const prompt = await inquire()
  const { answer } = await prompt([preset === undefined ? question : { ...question, default: preset }])
  return String(answer).trim()
}

/** Lists as long as the terminal is high, but for the questions above and the keys below: what is out of sight is missed. */
const pageSize = (): number => Math.max(7, (process.stderr.rows ?? 24) - 10)

/** One of several answers. */
export interface Choice<Value extends string> {
  readonly value: Value
  readonly name: string
  /** What is left of it once it is picked. */
  readonly short?: string
  readonly description?: string
}

/** What folders are called may be anything. */
const printed = <Value extends string>(choice: Choice<Value>): Choice<Value> => ({
  ...choice,
  name: oneLine(choice.name),
  ...(choice.short === undefined ? {} : { short: oneLine(choice.short) }),
})

/** One of several answers, picked from a list. */
export async function askChoice<Value extends string>(
  message: string,
  choices: readonly Choice<Value>[],
  first?: Value,
): Promise<Value> {
  const prompt = await inquire()
  const preset = first === undefined ? {} : { default: first }
  const question = {
    type: 'select',
    name: 'answer',
    message: oneLine(message),
    choices: choices.map(printed),
    pageSize: pageSize(),
  } as const
  const { answer } = await prompt([{ ...question, ...preset }])
  return answer as Value
}

/** Any number of answers, ticked in a list; those are ticked at first for which `isTicked` holds. */
export async function askSeveral<Value extends string>(
  message: string,
  choices: readonly Choice<Value>[],
  isTicked: (value: Value) => boolean,
): Promise<Value[]> {
  const prompt = await inquire()
  const ticked = choices.map((choice) => ({ ...printed(choice), checked: isTicked(choice.value) }))
  const question = {
    type: 'checkbox',
    name: 'answer',
    message: oneLine(message),
    choices: ticked,
    pageSize: pageSize(),
    theme: severalTheme,
  } as const
  const { answer } = await prompt([question])
  return answer as Value[]
}

/** Yes or no. */
export async function askYes(message: string, preset: boolean): Promise<boolean> {
  const prompt = await inquire()
  const { answer } = await prompt([{ type: 'confirm', name: 'answer', message: oneLine(message), default: preset }])
  return answer as boolean
}
