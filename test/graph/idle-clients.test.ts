import { expect, it } from 'vitest'
import { edgesOf, type Tree } from './graph-of.ts'

const client = (name: string): string =>
  `package client\nimport "google.golang.org/grpc"\ntype ${name} struct { client pb.${name}ServiceClient }\nfunc New${name}Client(address string) *${name} {\n  c := &${name}{}\n  c.connect(address)\n  return c\n}\nfunc (c *${name}) connect(address string) {\n  conn, _ := grpc.Dial(address)\n  c.client = pb.New${name}ServiceClient(conn)\n}\n`

const service = (name: string, code: string): Tree => ({
  [`${name}/go.mod`]: `module shop/${name}\n`,
  [`${name}/Dockerfile`]: 'FROM golang\nEXPOSE 80\n',
  [`${name}/main.go`]: `package main\nimport (\n  "net"\n  "shop/${name}/client"\n)\nfunc main() {\n  net.Listen("tcp", ":80")\n  ${code}\n}\n`,
  [`${name}/client/mail.go`]: client('Mail'),
  [`${name}/client/users.go`]: client('User'),
})

const servers = (...names: readonly string[]): Tree =>
  Object.fromEntries(
    names.flatMap((name) => [
      [`${name}/Dockerfile`, 'FROM golang\nEXPOSE 80\n'],
      [
        `${name}/main.go`,
        `package main\nimport "net"\nfunc main() {\n  net.Listen("tcp", ":80")\n  pb.Register${name === 'mail' ? 'Mail' : 'User'}ServiceServer(s, u)\n}\n`,
      ],
    ]),
  )

it('leaves out clients that lie in the code of a service of Go and are never made', async () => {
  const tree = {
    ...servers('mail', 'users'),
    ...service('jobs', 'client.NewUserClient(address)'),
    // Given to what puts a program together, and not called.
    ...service('rental', 'wire.NewSet(client.NewMailClient)'),
  }
  expect(await edgesOf(tree)).toEqual(['jobs -> users grpc (observed)', 'rental -> mail grpc (observed)'])
})

it('takes a client for made that its own package hands out otherwise', async () => {
  const tree = {
    ...servers('mail', 'users'),
    ...service('jobs', 'client.All()'),
    'jobs/client/all.go': 'package client\nfunc All() All { return All{NewMailClient(""), NewUserClient("")} }\n',
  }
  expect(await edgesOf(tree)).toEqual(['jobs -> mail grpc (observed)', 'jobs -> users grpc (observed)'])
})
