import { expect, it } from 'vitest'
import { edgesOf, servicesOf } from './graph-of.ts'

const functions = (...more: string[]): string =>
  `Transform: AWS::Serverless-2016-10-31\nResources:\n  Create:\n    Type: AWS::Serverless::Function\n    Properties: { Handler: !Sub "\${Name}.handler" }\n${more
    .map((type, index) => `  R${index}:\n    Type: ${type}\n`)
    .join('')}`

it('finds services that are deployed as functions, and what their templates make for them', async () => {
  const tree = {
    'template.yaml': 'Resources:\n  Orders:\n    Type: AWS::Serverless::Application\n',
    'orders/template.yaml': functions('AWS::DynamoDB::Table', 'AWS::SQS::Queue'),
    'orders/src/create.js': 'export const handler = () => {}',
    'users/infra/template.yml': functions(),
    'users/src/create.py': 'def handler(): pass',
    'mails/serverless.yml': 'service: mails\nprovider: { name: aws }\nfunctions:\n  send: { handler: send.handler }\n',
    'mails/send.js': 'export const handler = () => {}',
    'network/template.yaml': 'Resources:\n  Topic:\n    Type: AWS::SNS::Topic\n',
  }
  expect(await servicesOf(tree)).toEqual(['mails at mails', 'orders at orders', 'users at users'])
  expect(await edgesOf(tree)).toEqual([
    'orders -> dynamodb of orders database (observed)',
    'orders -> sqs of orders broker (observed)',
  ])
})

it('takes functions for another way to run what containers run', async () => {
  const tree = {
    'compose.yaml': 'services:\n  orders: { build: ./orders }\n  users: { build: ./users }\n',
    'orders/Dockerfile': 'FROM x',
    'orders/a.js': '1',
    'users/Dockerfile': 'FROM x',
    'users/a.js': '1',
    'orders-lambda/serverless.yml': 'service: orders\nfunctions:\n  create: { handler: a.create }\n',
    'orders-lambda/a.js': '1',
  }
  expect(await servicesOf(tree)).toEqual(['orders at orders', 'users at users'])
})

it('does not take what alarms are sent to for a broker of the functions', async () => {
  const tree = {
    'orders/template.yaml': `${functions('AWS::SNS::Topic')}  Errors:\n    Type: AWS::CloudWatch::Alarm\n    Properties:\n      AlarmActions:\n        - !Ref R0\n`,
    'orders/src/create.js': 'export const handler = () => {}',
    'users/template.yaml': `${functions('AWS::SNS::Topic')}  Errors:\n    Type: AWS::CloudWatch::Alarm\n    Properties:\n      AlarmActions: [!Ref R0]\n  Names:\n    Type: AWS::SSM::Parameter\n    Properties: { Value: !Ref R0 }\n`,
    'users/src/create.js': 'export const handler = () => {}',
  }
  expect(await edgesOf(tree)).toEqual(['users -> sns of users broker (observed)'])
})
