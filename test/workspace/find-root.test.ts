import { describe, expect, it } from 'vitest'
import { findRoot } from '../../src/workspace/find-root.ts'

const from = (...files: string[]) => findRoot('/home/a/shop/services/x', (path) => files.includes(path))

describe('findRoot', () => {
  it.each([
    ['the nearest msvc.yaml', ['/home/a/shop/msvc.yaml', '/home/a/shop/.git'], '/home/a/shop', 'msvc.yaml'],
    [
      'an msvc.yaml inside a larger repository',
      ['/home/a/shop/msvc.yaml', '/home/a/.git'],
      '/home/a/shop',
      'msvc.yaml',
    ],
    ['the top of a git work tree', ['/home/a/shop/.git'], '/home/a/shop', 'git'],
    ['the work tree, not a workspace around it', ['/home/a/shop/.git', '/home/a/msvc.yaml'], '/home/a/shop', 'git'],
    ['the file system root', ['/msvc.yaml'], '/', 'msvc.yaml'],
    ['where one stands', [], '/home/a/shop/services/x', 'folder'],
  ])('is %s', (_, files, root, by) => {
    expect(from(...files)).toEqual({ root, by })
  })
})
