import type { Extractor } from '../extractor.ts'
import type { Fact } from '../fact.ts'
import { lineIndex } from '../line-index.ts'
import { withoutComments } from '../reading/comments.ts'

/** What is mapped to a table or a part of one, by the class that it is. */
const mapped = /<(?:entity|embeddable)\s[^<>]*?\bclass="([\w.$]+)"|<class\s[^<>]*?\bname="([\w.$]+)"/g

/** Mappings of Jakarta Persistence and Hibernate in XML, whose classes say nothing of it themselves: `META-INF/orm.xml`, `Order.hbm.xml`. */
export const ormMapping: Extractor = {
  id: 'orm-mapping',
  endings: ['.xml'],
  matches: (path) => /(?:^|\/)(?:META-INF\/[\w.-]*orm\.xml|[\w.-]+\.hbm\.xml)$/.test(path),
  extract({ path, text }) {
    const at = lineIndex(path, text)
    return [...withoutComments(text, 'markup').matchAll(mapped)].map(
      ({ index, 1: kept, 2: ofHibernate }): Fact => ({
        kind: 'stored-type',
        at: at(index),
        name: (kept ?? ofHibernate ?? '').replace(/^.*[.$]/, ''),
      }),
    )
  },
}
