import type { Screen } from './screen.ts'

const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏']
/** What is over sooner needs no sign of life. */
const patience = 300

/** Shows that work goes on while it takes long: a spinner in a terminal, plain lines elsewhere. */
export async function withProgress<Result>(
  screen: Screen,
  title: string,
  work: () => Promise<Result>,
): Promise<Result> {
  const start = Date.now()
  const seconds = (): string => `${((Date.now() - start) / 1000).toFixed(1)} s`
  let frame = 0
  let ticking: NodeJS.Timeout | undefined
  const draw = (): void => {
    frame += 1
    screen.wipeLine()
    screen.write(`${screen.color.cyan(frames[frame % frames.length] ?? '')} ${title} ${screen.color.dim(seconds())}`)
  }
  const waiting = setTimeout(() => {
    if (!screen.isTerminal) return screen.write(`${title} ...\n`)
    draw()
    ticking = setInterval(draw, 80)
  }, patience)
  const end = (sign: string): void => {
    clearTimeout(waiting)
    clearInterval(ticking)
    if (ticking) screen.wipeLine()
    if (screen.isTerminal || Date.now() - start > patience) {
      screen.write(`${sign} ${title} ${screen.color.dim(seconds())}\n`)
    }
  }
  try {
    const result = await work()
    end(screen.color.green('✔'))
    return result
  } catch (error) {
    end(screen.color.red('✘'))
    throw error
  }
}
