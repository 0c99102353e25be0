import type { Melody } from './recordings.ts'

const samplesPerSecond = 22_050
const bytesPerSample = 2
const noteSeconds = 0.5
const headerBytes = 44
const chunkBytes = 16_384

/** Size of the WAV file that a melody makes. */
export function wavSize(melody: Melody): number {
  return headerBytes + sampleCount(melody) * bytesPerSample
}

/** Bytes `start` to `end` (both included) of the file, made as they are asked for: nothing is held in memory. */
export function* wavBytes(melody: Melody, start: number, end: number): Generator<Buffer> {
  const header = wavHeader(wavSize(melody))
  if (start < headerBytes) yield header.subarray(start, Math.min(headerBytes, end + 1))
  const last = end + 1 - headerBytes
  for (let from = Math.max(0, start - headerBytes); from < last; from += chunkBytes) {
    yield pcmBytes(melody, from, Math.min(from + chunkBytes, last))
  }
}

const sampleCount = (melody: Melody): number => melody.length * noteSeconds * samplesPerSecond

/** Samples as bytes `from` up to `to` of the data, which may begin and end in the middle of a sample. */
function pcmBytes(melody: Melody, from: number, to: number): Buffer {
  const first = Math.floor(from / bytesPerSample)
  const whole = Buffer.alloc((Math.ceil(to / bytesPerSample) - first) * bytesPerSample)
  for (let index = 0; index * bytesPerSample < whole.length; index++) {
    whole.writeInt16LE(sampleAt(melody, first + index), index * bytesPerSample)
  }
  const skipped = from - first * bytesPerSample
  return whole.subarray(skipped, skipped + to - from)
}

/** A sine wave that swells and fades with each note, so that none begins with a click. */
function sampleAt(melody: Melody, index: number): number {
  const seconds = index / samplesPerSecond
  const frequency = melody[Math.floor(seconds / noteSeconds)] ?? 0
  const sinceNote = seconds % noteSeconds
  const volume = 0.4 * Math.min(1, sinceNote / 0.02, (noteSeconds - sinceNote) / 0.05)
  return Math.round(volume * 32_767 * Math.sin(2 * Math.PI * frequency * seconds))
}

/** Mono, 16 bit, uncompressed. */
function wavHeader(size: number): Buffer {
  const header = Buffer.alloc(headerBytes)
  header.write('RIFF', 0)
  header.writeUInt32LE(size - 8, 4)
  header.write('WAVEfmt ', 8)
  header.writeUInt32LE(16, 16)
  header.writeUInt16LE(1, 20)
  header.writeUInt16LE(1, 22)
  header.writeUInt32LE(samplesPerSecond, 24)
  header.writeUInt32LE(samplesPerSecond * bytesPerSample, 28)
  header.writeUInt16LE(bytesPerSample, 32)
  header.writeUInt16LE(bytesPerSample * 8, 34)
  header.write('data', 36)
  header.writeUInt32LE(size - headerBytes, 40)
  return header
}
