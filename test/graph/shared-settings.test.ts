import { expect, it } from 'vitest'
import { edgesOf, type Tree } from './graph-of.ts'

const project = (name: string, items: string, sdk = 'Microsoft.NET.Sdk.Web'): Tree => ({
  [`src/${name}/${name}.csproj`]: `<Project Sdk="${sdk}"><ItemGroup>${items}</ItemGroup></Project>`,
})
const program = (name: string, items: string, code = ''): Tree => ({
  ...project(name, items),
  [`src/${name}/Program.cs`]: `var builder = WebApplication.CreateBuilder(args);\n${code}\nbuilder.Build().Run();\n`,
})
const linked = '<Content Include="..\\..\\appsettings.json" Link="appsettings.json" />'
const settings = {
  'appsettings.json': '{"ConnectionStrings":{"Shop":"Server=sql;Database=Shop;User Id=sa;Password=x"}}',
}

it('gives settings that projects link to each of them', async () => {
  const tree = { ...settings, ...program('Cart', linked), ...program('Mail', ''), ...program('Stock', linked) }
  expect(await edgesOf(tree)).toEqual([
    'Cart -> sqlserver://sql/Shop database (observed)',
    'Stock -> sqlserver://sql/Shop database (observed)',
  ])
})

const bus = (name: string, client: string): Tree =>
  project(name, `<PackageReference Include="${client}" Version="7.0.0" />`, 'Microsoft.NET.Sdk')
const reference = (name: string): string => `<ProjectReference Include="..\\${name}\\${name}.csproj" />`
const shop = (...libraries: string[]): Tree => ({
  ...project('EventBus', libraries.map(reference).join(''), 'Microsoft.NET.Sdk'),
  ...bus('EventBus.Rabbit', 'RabbitMQ.Client'),
  ...bus('EventBus.Kafka', 'Confluent.Kafka'),
  ...program('Cart', reference('EventBus'), 'bus.Publish(new OrderPlacedEvent(1));'),
  ...program('Mail', reference('EventBus'), 'bus.Subscribe<OrderPlacedEvent, SendMail>();'),
  ...program('Stock', reference('EventBus')),
})

it('takes the broker of a shared library for that of the programs which take messages through it', async () => {
  expect(await edgesOf(shop('EventBus.Rabbit'))).toEqual([
    'Mail -> Cart event (observed)',
    'Mail -> rabbitmq of Mail broker (observed)',
  ])
  expect(await edgesOf(shop('EventBus.Rabbit', 'EventBus.Kafka'))).toEqual(['Mail -> Cart event (observed)'])
})
