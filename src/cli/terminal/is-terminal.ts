import { fstatSync } from 'node:fs'

const descriptors = { stdin: 0, stdout: 1, stderr: 2 } as const

/** Whether a standard stream is a terminal. Node's own answer sets the stream up, which pipes and files can do without. */
export function isTerminal(stream: keyof typeof descriptors): boolean {
  return isDevice(descriptors[stream]) && process[stream].isTTY === true
}

function isDevice(descriptor: number): boolean {
  try {
    return fstatSync(descriptor).isCharacterDevice()
  } catch {
    return false
  }
}
