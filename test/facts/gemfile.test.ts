import { expect, it } from 'vitest'
import { gemfile } from '../../src/facts/gemfile/index.ts'
import { factsOf } from './read-facts.ts'

const gems = async (text: string): Promise<string[]> => {
  const [fact] = await factsOf(gemfile, 'orders/Gemfile', text)
  if (fact?.kind !== 'package') throw new Error('no package')
  return fact.dependencies.map(
    ({ name, spec, dev, at }) => `${at.line}:${at.column} ${name} ${spec}${dev ? ' dev' : ''}`,
  )
}

it('reads gems with their place, their version or folder, and what only building and testing need', async () => {
  expect(
    await gems(`source 'https://rubygems.org'
gem 'rails', '~> 7.1'
gem "bunny"
gem 'shop', path: '../shop'
# gem 'pg'
group :development, :test do
  gem 'rspec-rails'
end
gem 'pry', group: :development
group :production do
  gem 'pg', '~> 1.5'
end
`),
  ).toEqual([
    '2:1 rails ~> 7.1',
    '3:1 bunny *',
    '4:1 shop file:../shop',
    '7:3 rspec-rails * dev',
    '9:1 pry * dev',
    '11:3 pg ~> 1.5',
  ])
})
