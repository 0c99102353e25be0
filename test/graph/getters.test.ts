import { expect, it } from 'vitest'
import { deploymentOf, edgesOf, type Tree } from './graph-of.ts'

const program = (name: string, code: string, more = ''): Tree => ({
  [`${name}/Dockerfile`]: 'FROM golang:1.25\nCMD ["/app"]\n',
  [`${name}/main.go`]: `package main\nimport (\n\t"net/http"\n\t"example.com/shop/settings"\n${more})\nfunc main() {\n${code}\n\thttp.ListenAndServe(":80", nil)\n}\n`,
})
const redis = '\t"github.com/redis/go-redis/v9"\n'
const settings: Tree = {
  'go.mod': 'module example.com/shop\n\ngo 1.25\n',
  'settings/settings.go': `package settings
import "os"
func env(key, fallback string) string { if v := os.Getenv(key); v != "" { return v }; return fallback }
func trimmed(s string) string { return s }
func GetStockAddr() string { return trimmed(env("STOCK_ADDR", "stock:80")) }
func GetPricesAddr() string { return env("PRICES_ADDR", "prices:80") }
func GetCacheAddr() string { return env("REDIS_ADDR", "redis:6379") }
`,
}
const names = ['orders', 'stock', 'prices', 'redis']
const run = names.map((name) => deploymentOf(name, name === 'redis' ? 'redis:8' : `shop/${name}`)).join('---\n')

it('gives each service what its own code takes of settings that a package of Go keeps for all', async () => {
  const tree = {
    ...settings,
    ...program('orders', '\thttp.Get("http://" + settings.GetStockAddr() + "/all")'),
    ...program('stock', '\tredis.NewClient(&redis.Options{Addr: settings.GetCacheAddr()})', redis),
    ...program('prices', '\tredis.NewClient(&redis.Options{Addr: settings.GetCacheAddr()})', redis),
    'k8s/shop.yaml': run,
  }
  expect(await edgesOf(tree)).toEqual([
    'orders -> stock http (observed)',
    'prices -> redis://redis:6379 cache (observed)',
    'stock -> redis://redis:6379 cache (observed)',
  ])
})
