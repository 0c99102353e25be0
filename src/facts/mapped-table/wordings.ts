import type { TableFact } from '../fact.ts'
import type { CommentForm } from '../reading/comments.ts'

/** How a language says that a table is made or mapped, and that a key points to one; a group is its name. */
interface Wording {
  readonly files: RegExp
  /** Undefined where there are none, as in JSON. */
  readonly comments?: CommentForm
  readonly says: readonly { readonly use: TableFact['use']; readonly pattern: RegExp }[]
  /** How the schema stands right behind a table, and how a file says the one of all its tables; a group is its name. */
  readonly schema?: { readonly behind: RegExp; readonly ofAll: RegExp }
}

const name = String.raw`["'\x60]([\w.]+)["'\x60]`

const makes = (...patterns: string[]) => ({ use: 'creates' as const, pattern: new RegExp(patterns.join('|'), 'g') })
const points = (...patterns: string[]) => ({ use: 'references' as const, pattern: new RegExp(patterns.join('|'), 'g') })

const asks = (...patterns: string[]) => ({ use: 'queries' as const, pattern: new RegExp(patterns.join('|'), 'g') })

export const wordings: readonly Wording[] = [
  {
    // Jakarta Persistence, MyBatis-Plus, Micronaut Data, Exposed, Ktorm
    files: /\.(?:java|kt)$/,
    comments: 'slashes',
    says: [
      makes(
        String.raw`@(?:[\w.]+\.)?Table\s*\(\s*(?:[^()]*?\bname\s*=\s*)?"(\w+)"`,
        String.raw`@(?:TableName|MappedEntity|JoinTable|CollectionTable|SecondaryTable)\s*\(\s*(?:(?:value|name)\s*=\s*)?"(\w+)"`,
        String.raw`\bobject\s+\w+\s*:\s*\w*Table(?:<\w+>)?\(\s*"(\w+)"`,
      ),
    ],
  },
  {
    // SQLAlchemy, Alembic, Django, Peewee, Tortoise
    files: /\.py$/,
    comments: 'hashes',
    says: [
      makes(
        String.raw`\b__tablename__\s*(?::\s*str\s*)?=\s*["'](\w+)["']`,
        String.raw`\bdb_table["']?\s*[=:]\s*["'](\w+)["']`,
        String.raw`\bcreate_table ?\(\s*["'](\w+)["']`,
        String.raw`(?<![\w.])Table ?\(\s*["'](\w+)["']`,
        String.raw`\bclass\s+Meta\b[^\n]{0,80}:[ \t]*\n(?:[^\n]{0,200}\n){0,6}?[ \t]+table(?:_name)?\s*=\s*["'](\w+)["']`,
      ),
      points(String.raw`(?<!models\.)\bForeignKey ?\(\s*["'](?:\w+\.)?(\w+)\.[a-z_]\w*["']`),
    ],
  },
  {
    // Entity Framework, FluentMigrator
    files: /\.cs$/,
    comments: 'slashes',
    says: [
      makes(
        String.raw`\[Table ?\("(\w+)"`,
        String.raw`\.ToTable ?\(\s*"(\w+)"`,
        String.raw`\bCreateTable ?\(\s*name:\s*"(\w+)"`,
        String.raw`\bCreate\.Table ?\(\s*"(\w+)"`,
      ),
      points(String.raw`\bprincipalTable:\s*"(\w+)"`),
    ],
    schema: { behind: /^"?\s*,\s*(?:schema:\s*)?"(\w+)"/, ofAll: /\bHasDefaultSchema ?\(\s*"(\w+)"/ },
  },
  {
    // TypeORM, MikroORM, Drizzle, Knex, Kysely, Objection, Sequelize
    files: /\.[cm]?[jt]s$/,
    comments: 'slashes',
    says: [
      makes(
        String.raw`@Entity ?\(\s*(?:\{[^{}]*?\b(?:name|tableName)\s*:\s*)?${name}`,
        String.raw`\b(?:pg|mysql|sqlite)Table ?\(\s*${name}`,
        String.raw`\bcreateTable(?:IfNotExists)?\(\s*${name}`,
        String.raw`[sS]chema\.table ?\(\s*${name}\s*,\s*\{`,
        String.raw`\bstatic\s+(?:get\s+tableName\(\)\s*(?::\s*string\s*)?\{\s*return\s+|tableName\s*(?::\s*string\s*)?=\s*)${name}`,
        String.raw`\bsequelize\.define\([^;]{0,3000}?\btableName\s*:\s*${name}`,
        // What lists and filters of pages call so is no table.
        String.raw`(?:@Table|\bnew EntitySchema|\bdefineEntity) ?\(\s*\{[^{}]*?\btableName\s*:\s*${name}`,
        String.raw`\b(?:sequelize|timestamps|underscored|paranoid|freezeTableName)\b[^{}]{0,300}?\btableName\s*:\s*${name}`,
        String.raw`\btableName\s*:\s*${name}(?=[^{}]{0,300}?\b(?:sequelize|timestamps|underscored|paranoid|freezeTableName)\b)`,
      ),
      points(String.raw`\.inTable ?\(\s*${name}`, String.raw`\.references ?\(\s*["'](\w+)\.\w+["']`),
      asks(
        String.raw`(?<![\w.])knex(?:<[^()\n]{0,60}>)?\(\s*${name}\s*\)`,
        String.raw`\.(?:selectFrom|insertInto|updateTable|deleteFrom) ?\(\s*${name}`,
      ),
    ],
  },
  {
    // GORM, Bun, ent, Squirrel
    files: /\.go$/,
    comments: 'slashes',
    says: [
      makes(
        String.raw`\bTableName\(\)\s*string\s*\{\s*return\s+"(\w+)"`,
        String.raw`\bbun:"table:(\w+)`,
        String.raw`\bentsql\.Annotation\{\s*Table:\s*"(\w+)"`,
      ),
      asks(
        String.raw`\b(?:db|tx|DB|conn)\.Table ?\(\s*"(\w+)"`,
        String.raw`\b(?:sq|squirrel|psql|builder|qb)\.(?:Insert|Update|Delete) ?\(\s*"(\w+)"`,
        String.raw`\b(?:sq|squirrel|psql|builder|qb)\.Select\([^;{}]{0,400}?\)\s*\.\s*From ?\(\s*"(\w+)`,
      ),
    ],
  },
  {
    // Active Record, Sequel
    files: /\.rb$/,
    comments: 'hashes',
    says: [
      makes(String.raw`\bcreate_table[\s(]+[:"'](\w+)`, String.raw`\btable_name\s*=\s*["'](\w+)["']`),
      asks(String.raw`\bDB\[:(\w+)\]`),
      points(String.raw`\badd_foreign_key[\s(]+[:"']\w+["']?,\s*[:"'](\w+)`),
    ],
  },
  {
    // Eloquent, Doctrine, Phinx
    files: /\.php$/,
    comments: 'slashes',
    says: [
      makes(
        String.raw`\bSchema::create ?\(\s*['"](\w+)['"]`,
        String.raw`\$table\s*=\s*['"](\w+)['"]`,
        String.raw`\bTable ?\(\s*name:?\s*=?\s*["'](\w+)["']`,
        String.raw`\$this->table ?\(\s*["'](\w+)["'][^;]{0,3000}?->create\(\)`,
      ),
      points(String.raw`->on ?\(\s*['"](\w+)['"]`, String.raw`->constrained ?\(\s*['"](\w+)['"]`),
      asks(String.raw`\bDB::table ?\(\s*['"](\w+)['"]`),
    ],
  },
  {
    // Diesel, SeaORM
    files: /\.rs$/,
    comments: 'slashes',
    says: [makes(String.raw`\btable!\s*\{\s*(?:\w+\.)?(\w+)\s*\(`, String.raw`\btable_name\s*=\s*"?(\w+)`)],
  },
  {
    // Liquibase
    files: /(?:^|\/)(?:[\w.-]*changelog[\w.-]*|(?:liquibase|changelogs?|db\/[\w./-]+)\/[\w./-]+)\.xml$/i,
    comments: 'markup',
    says: [
      makes(String.raw`<createTable\b[^<>]*?\btableName="(\w+)"`),
      points(String.raw`\breferencedTableName="(\w+)"`),
    ],
  },
  {
    files: /(?:^|\/)(?:[\w.-]*changelog[\w.-]*|(?:liquibase|changelogs?)\/[\w./-]+)\.ya?ml$/i,
    comments: 'hashes',
    says: [
      makes(String.raw`\bcreateTable:[ \t]*\r?\n(?:[ \t]+(?!tableName)\S[^\n]*\n)*?[ \t]+tableName:[ \t]*["']?(\w+)`),
      points(String.raw`\breferencedTableName:[ \t]*["']?(\w+)`),
    ],
  },
  {
    files: /(?:^|\/)(?:[\w.-]*changelog[\w.-]*|(?:liquibase|changelogs?)\/[\w./-]+)\.json$/i,
    says: [
      makes(String.raw`"createTable"\s*:\s*\{[\s\S]{0,3000}?"tableName"\s*:\s*"(\w+)"`),
      points(String.raw`"referencedTableName"\s*:\s*"(\w+)"`),
    ],
  },
  {
    // Hibernate
    files: /\.hbm\.xml$/,
    comments: 'markup',
    says: [makes(String.raw`<(?:class|joined-subclass)\b[^>]{0,300}?\btable="(?:\w+\.)?(\w+)"`)],
  },
]
