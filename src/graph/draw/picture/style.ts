/**
 * Colours by Okabe and Ito (2008), which colour-blind people tell apart; what is wrong has a thicker line besides, and
 * what is not declared a dashed one. On paper everything is dark on white.
 */
export const pictureStyle = `
:root{--paper:#fff;--ink:#1b1f24;--soft:#5b6570;--box:#f4f6f8;--edge:#8a949e;--frame:#eef1f4;--http:#0072b2;--grpc:#007a5a;--event:#b06f00;--store:#8f4a7b;--code:#7a6a00;--bad:#c43c00}
@media (prefers-color-scheme:dark){:root{--paper:#14181d;--ink:#e8ecf0;--soft:#9aa5b1;--box:#222931;--edge:#66727f;--frame:#1a2027;--http:#56b4e9;--grpc:#35c79b;--event:#e69f00;--store:#d893bd;--code:#e8d94a;--bad:#ff7f4d}}
@media print{:root{--paper:#fff;--ink:#000;--soft:#333;--box:#fff;--edge:#555;--frame:#fff}}
text{font:13px system-ui,-apple-system,"Segoe UI",sans-serif;fill:var(--ink);text-anchor:middle}
.frame rect{fill:var(--frame);stroke:var(--edge);stroke-dasharray:2 3}
.frame text{text-anchor:start;fill:var(--soft);font-weight:600}
.node rect{fill:var(--box);stroke:var(--edge);stroke-width:1.2}
.node.database rect,.node.cache rect,.node.objectstore rect{stroke:var(--store)}
.node.broker rect{stroke:var(--event)}
.edge{fill:none;stroke:var(--edge);stroke-width:1.4}
.head{fill:context-stroke}
.edge.http{stroke:var(--http)}.edge.grpc{stroke:var(--grpc)}.edge.event,.edge.broker{stroke:var(--event)}
.edge.database,.edge.cache{stroke:var(--store)}.edge.code,.edge.build{stroke:var(--code)}
.edge.undeclared{stroke-dasharray:6 4}
/* After --compare: the colours of what was added and of what is gone. */
.edge.added,.node.added rect{stroke:#009e73;stroke-width:3}.edge.removed,.node.removed rect{stroke:#d55e00;stroke-width:3;stroke-dasharray:2 4}
.edge.forbidden{stroke:var(--bad);stroke-width:3}.head.forbidden{fill:var(--bad)}
`

/** A picture with the colours of light paper in it: not every program knows variables of CSS. */
export function withPlainColours(svg: string): string {
  const values = new Map(
    [
      ...pictureStyle
        .split('\n', 2)
        .join('')
        .matchAll(/--(\w+):(#\w+)/g),
    ].map(([, name, colour]) => [name, colour]),
  )
  return svg.replace(/var\(--(\w+)\)/g, (whole, name: string) => values.get(name) ?? whole)
}
