import type { Product } from './product.ts'

const euros = (amount: number) => ({ amount, currency: 'EUR' })

/** What the shop sells, prices in cents. */
export const assortment: readonly Product[] = [
  { id: 'brass-lamp', name: 'Brass lamp', description: 'A desk lamp with a heavy foot.', price: euros(7900) },
  { id: 'beech-stool', name: 'Beech stool', description: 'Three legs, never wobbles.', price: euros(5400) },
  { id: 'blue-mug', name: 'Blue mug', description: 'Holds 300 ml of anything hot.', price: euros(1400) },
  { id: 'bread-knife', name: 'Bread knife', description: 'A long blade with waves.', price: euros(3200) },
  { id: 'canvas-bag', name: 'Canvas bag', description: 'Carries what a shopping list holds.', price: euros(1900) },
  { id: 'cast-iron-pan', name: 'Cast iron pan', description: 'Gets better every year.', price: euros(6400) },
  { id: 'clay-pot', name: 'Clay pot', description: 'For herbs, with a saucer.', price: euros(1200) },
  { id: 'cork-board', name: 'Cork board', description: 'Pins included.', price: euros(2300) },
  { id: 'cotton-towel', name: 'Cotton towel', description: 'Dries quickly, lasts long.', price: euros(1700) },
  { id: 'egg-timer', name: 'Egg timer', description: 'Rings once, loudly.', price: euros(900) },
  { id: 'felt-slippers', name: 'Felt slippers', description: 'Warm feet on stone floors.', price: euros(3600) },
  { id: 'field-notebook', name: 'Field notebook', description: 'Paper that takes rain.', price: euros(1100) },
  { id: 'glass-carafe', name: 'Glass carafe', description: 'One litre, easy to clean.', price: euros(2800) },
  { id: 'linen-apron', name: 'Linen apron', description: 'Two pockets, one loop.', price: euros(4200) },
  { id: 'oak-board', name: 'Oak board', description: 'For bread and cheese.', price: euros(3400) },
  { id: 'paper-lantern', name: 'Paper lantern', description: 'Folds flat.', price: euros(1500) },
  { id: 'pepper-mill', name: 'Pepper mill', description: 'Ceramic grinder, from fine to coarse.', price: euros(3900) },
  { id: 'reading-light', name: 'Reading light', description: 'Clips to a book.', price: euros(2600) },
  { id: 'sewing-kit', name: 'Sewing kit', description: 'Everything for a lost button.', price: euros(1300) },
  { id: 'soap-dish', name: 'Soap dish', description: 'Drains by itself.', price: euros(1000) },
  { id: 'tea-strainer', name: 'Tea strainer', description: 'Fits the blue mug.', price: euros(800) },
  { id: 'wall-clock', name: 'Wall clock', description: 'Tells the time without a tick.', price: euros(4900) },
  { id: 'wool-blanket', name: 'Wool blanket', description: 'Enough for two.', price: euros(11900) },
  { id: 'wooden-spoon', name: 'Wooden spoon', description: 'Stirs what it is told to.', price: euros(600) },
]
