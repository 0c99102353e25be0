import { posix } from 'node:path'
import type { Extractor } from '../extractor.ts'

/** Where programs of Ruby begin: `config.ru` of all that answers over Rack, and `karafka.rb` of what takes from Kafka. */
export const rack: Extractor = {
  id: 'rack',
  endings: ['.ru', '.rb'],
  matches: (path) => /^(?:config\.ru|karafka\.rb)$/.test(posix.basename(path)),
  extract: ({ path }) => [{ kind: 'program', at: { file: path, line: 1, column: 1 }, language: 'ruby' }],
}
