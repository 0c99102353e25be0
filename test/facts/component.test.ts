import { expect, it } from 'vitest'
import { component } from '../../src/facts/component/index.ts'
import { statements } from './read-facts.ts'

it('reads the code of a component, each line where it stands, and nothing of its template', async () => {
  const text = `<template>
  <a href="http://localhost:9090/login">Log in</a>
</template>
<script setup lang="ts">
const url = import.meta.env.VITE_ORDERS ?? 'http://localhost:5004'
</script>
<style>a { background: url('http://images.example.com/a.png') }</style>
`
  expect(await statements(component, 'web/src/Orders.vue', text)).toEqual([
    expect.stringMatching(/^5:.*VITE_ORDERS/),
    expect.stringMatching(/^5:.*localhost:5004/),
  ])
  expect(await statements(component, 'web/src/Plain.svelte', '<h1>http://orders</h1>')).toEqual([])
})

it('reads the script of a page that a program hands out and that asks a server', async () => {
  const page = (script: string): string => `<html><script src="jquery.js"></script>
<script type="text/template"><a href="http://orders/all">all</a></script>
<script charset="utf-8">
${script}
</script></html>`
  const path = 'web/src/main/resources/templates/orders.html'
  const asking = page('$.ajax({ type: "get", url: "http://gateway:8080/orders" })')
  expect(await statements(component, path, asking)).toEqual([expect.stringMatching(/^4:.*gateway:8080/)])
  expect(await statements(component, path, asking.replace('charset=', 'data-type="page" charset='))).toHaveLength(1)
  expect(await statements(component, path, page('const home = "http://gateway:8080/orders"'))).toEqual([])
  expect(component.matches?.('docs/html/orders.html')).toBe(false)
})
