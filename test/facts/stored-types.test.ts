import { expect, it } from 'vitest'
import { extractorsOf } from '../../src/facts/reading/draw.ts'
import { factsOf } from './read-facts.ts'

async function storedIn(path: string, text: string): Promise<string[]> {
  const reading = extractorsOf(path)
  const facts = (await Promise.all(reading.map((extractor) => factsOf(extractor, path, text)))).flat()
  return facts.flatMap((fact) => (fact.kind === 'stored-type' ? [`${fact.at.line} ${fact.name}`] : []))
}

it.each([
  ['a/Money.java', '@Embeddable\npublic class Money {}\n', ['2 Money']],
  [
    'a/META-INF/orm.xml',
    '<entity-mappings>\n  <!-- <entity class="a.Old"/> -->\n  <embeddable class="a.Money" access="FIELD"/>\n  <entity name="O" class="a.Order">\n</entity></entity-mappings>\n',
    ['3 Money', '4 Order'],
  ],
  ['a/Order.hbm.xml', '<hibernate-mapping><class name="a.Order" table="orders"/></hibernate-mapping>\n', ['1 Order']],
  ['a/Order.java', '@Entity\n@Table(name = "orders")\npublic final class Order {}\nclass Other {}\n', ['3 Order']],
  [
    'a/Orders.java',
    'interface Orders extends JpaRepository<Order, Long> {}\ninterface Plain extends Other<Order> {}\n',
    ['1 Orders'],
  ],
  [
    'a/Base.java',
    '@MappedSuperclass\npublic abstract class Kept {}\n@NoRepositoryBean\ninterface Soft<T, ID> extends JpaRepository<T, ID> {}\npublic interface Kin<E extends Kept<E>> extends JpaRepository<E, UUID> {}\n',
    [],
  ],
  [
    'a/Order.kt',
    '@Document\ndata class Order(val id: String)\ninterface Orders : MongoRepository<Order, String>\n',
    ['2 Order', '3 Orders'],
  ],
  [
    'a/order.ts',
    "import { Entity } from 'typeorm'\n// @Entity()\nclass Plain {}\n@Entity({ name: 'x' })\nexport class Order {}\n",
    ['5 Order'],
  ],
  [
    'a/order.ts',
    "import mongoose from 'mongoose'\nexport const Order = mongoose.model<Order>('Order', schema)\n",
    ['2 Order'],
  ],
  [
    'a/order.ts',
    "import { pgTable } from 'drizzle-orm/pg-core'\nexport const orders = pgTable('orders', {})\n",
    ['2 orders'],
  ],
  ['a/order.ts', '@Entity()\nexport class Order {}\n', []],
  ['a/order.py', 'class Order(models.Model):\n    pass\nclass Form(forms.ModelForm):\n    pass\n', ['1 Order']],
  ['a/order.py', 'class Order(SQLModel, table=True):\n    pass\nclass OrderIn(SQLModel):\n    pass\n', ['1 Order']],
  [
    'a/order.go',
    'type Order struct {\n\tgorm.Model\n}\ntype Line struct {\n\tID int `gorm:"primaryKey"`\n}\ntype Plain struct {\n\tID int `json:"id"`\n}\n',
    ['1 Order', '4 Line'],
  ],
  [
    'a/Shop.cs',
    '[Table("orders")]\npublic class Order {}\npublic class Shop : DbContext { public DbSet<Order> Orders => Set<Order>(); }\npublic class Plain : Base {}\n',
    ['2 Order', '3 Shop'],
  ],
  // A base for the contexts of others has nothing that it keeps.
  ['a/Base.cs', 'public abstract class Audited : DbContext { int Save() => 1; }\n', []],
  ['a/order.rb', 'class Order < ApplicationRecord\nend\nclass Plain < Struct\nend\n', ['1 Order']],
  [
    'a/Order.php',
    '<?php\n#[ORM\\Entity]\nclass Order {}\nclass Cart extends Model {}\nclass Plain extends Base {}\n',
    ['3 Order', '4 Cart'],
  ],
])('%s: %j', async (path, text, expected) => {
  expect(await storedIn(path, text)).toEqual(expected)
})
