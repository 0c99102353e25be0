import { expect, it } from 'vitest'
import { lintRepository } from '../../src/lint/run.ts'
import { memoryRepository } from '../../src/repository/memory.ts'

const project = (inside: string): string =>
  `<Project Sdk="Microsoft.NET.Sdk.Web">\n  <ItemGroup>\n    ${inside}\n  </ItemGroup>\n</Project>\n`
const program = 'var app = WebApplication.CreateBuilder(args).Build();\napp.Run();\n'
const image = 'FROM mcr.microsoft.com/dotnet/aspnet:10.0\nCOPY . .\nENTRYPOINT ["dotnet", "app.dll"]\n'

it('takes a library beside a service for no part of it, where another service is built with a file of it', async () => {
  const { findings } = await lintRepository(
    memoryRepository({
      'src/Shop/Shop.csproj': project('<ProjectReference Include="../Shop.Sagas/Shop.Sagas.csproj" />'),
      'src/Shop/Program.cs': program,
      'src/Shop/Dockerfile': image,
      'src/Shop.Audit/Shop.Audit.csproj': project('<Compile Include="../Shop.Sagas/TimeConverter.cs" />'),
      'src/Shop.Audit/Program.cs': program,
      'src/Shop.Audit/Dockerfile': image,
      'src/Shop.Sagas/Shop.Sagas.csproj': '<Project Sdk="Microsoft.NET.Sdk" />\n',
      'src/Shop.Sagas/TimeConverter.cs': 'namespace Shop.Sagas;\n\nclass TimeConverter { }\n',
    }),
    { today: '2026-11-23', only: ['cross-service-import'] },
  )
  expect(findings.map(({ message }) => message)).toEqual([])
})
