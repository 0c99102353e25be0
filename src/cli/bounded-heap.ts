import { setFlagsFromString } from 'node:v8'

/**
 * Has V8 collect when its heap has grown by 30 % since it last did, and not at several times that: what was read of one
 * file is of no use for the next. On 22,500 files the peak falls from some 330 MB to 275, for a twentieth of the time.
 */
export const boundHeap = (): void => setFlagsFromString('--heap-growing-percent=30')
