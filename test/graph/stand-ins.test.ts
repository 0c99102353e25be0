import { expect, it } from 'vitest'
import { edgesOf } from './graph-of.ts'

/** A service beside LocalStack, which is told where that is. */
const beside = (files: Record<string, string>, setting = 'AWS_ENDPOINT_URL: "http://localstack:4566"') => ({
  'compose.yaml': `services:\n  orders: { build: orders, environment: { ${setting} } }\n  mail: { build: mail }\n  localstack: { image: "localstack/localstack:3" }\n`,
  'orders/Dockerfile': 'FROM scratch\n',
  'mail/Dockerfile': 'FROM scratch\n',
  ...files,
})
const inNode = (library: string, setting = 'AWS_ENDPOINT_URL') => ({
  'orders/package.json': `{ "name": "orders", "dependencies": { "${library}": "3" } }`,
  'orders/index.js': `import { Client } from '${library}'\nnew Client({ endpoint: process.env.${setting} })\n`,
})
const inPython = (code: string) => ({
  'orders/main.py': `import os, boto3\nendpoint = os.environ["AWS_ENDPOINT_URL"]\n${code}\n`,
})

it.each([
  ['a client of queues', beside(inNode('@aws-sdk/client-sqs')), 'sqs://localstack:4566 broker'],
  ['a client of tables', beside(inNode('@aws-sdk/client-dynamodb')), 'dynamodb://localstack:4566 database'],
  ['no client of either', beside(inNode('express')), 'amazon://localstack:4566 database'],
  ['a call of boto3', beside(inPython('boto3.client("sqs", endpoint_url=endpoint)')), 'sqs://localstack:4566 broker'],
  ['a way of its own to make one', beside(inPython('boto_client("sqs", endpoint)')), 'sqs://localstack:4566 broker'],
  [
    'the path of a queue',
    beside(inNode('express', 'QUEUE'), 'QUEUE: "http://localstack:4566/000000000000/placed"'),
    'sqs://localstack:4566 broker',
  ],
  [
    'the name of a setting',
    beside(inNode('express', 'SQS_ENDPOINT'), 'SQS_ENDPOINT: "http://localstack:4566"'),
    'sqs://localstack:4566 broker',
  ],
])('tells what LocalStack stands in for by %s', async (_, tree, edge) => {
  expect(await edgesOf(tree)).toEqual([`orders -> ${edge} (observed)`])
})
