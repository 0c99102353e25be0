import type { CodeToken } from '../code/lexer.ts'
import { literalOf } from '../code/lexer.ts'
import { constantKey, topicish, topicWords } from '../code/topic-words.ts'
import type { At, TopicNameFact } from '../fact.ts'

/** How many words stand between a field's setting and its name: `private final String ordersTopic`. */
const longestField = 6

/** Fields and parameters that Spring fills with a setting, of such as hold names of topics: `@Value("${orders.topic}") String topic`. */
export function valueFields(tokens: readonly CodeToken[], at: (offset: number) => At): TopicNameFact[] {
  return tokens.flatMap(({ value, offset }, index): TopicNameFact[] => {
    if (value !== 'Value' || tokens[index - 1]?.value !== '@' || tokens[index + 1]?.value !== '(') return []
    const setting = literalOf(tokens[index + 2])
    const field = tokens.slice(index + 4, index + 4 + longestField)
    const end = field.findIndex(({ value: sign }) => /^[;,:)=]$/.test(sign))
    const name = field[end - 1]?.value
    if (setting === undefined || name === undefined || !topicish.test(`${name} ${setting}`)) return []
    // Kotlin's own sign for what is put into a text has to be escaped.
    const placeholder = [{ type: 'text', value: setting.replace(/^\\\$/, '$'), offset }]
    const [word] = topicWords(placeholder, (token) => token?.value)
    return word?.constant === undefined
      ? []
      : [{ kind: 'topic-name', at: at(offset), constant: constantKey(name), word }]
  })
}
