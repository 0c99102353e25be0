/**
 * Colours after Okabe and Ito (2008), which colour-blind people tell apart; besides, each kind has an arrow head of its
 * own, what is wrong a thick line, and what is not declared a dashed one. On paper everything is dark on white.
 */
export const pictureStyle = `
:root{--paper:#fcfcfb;--ink:#1d2329;--soft:#57616c;--box:#fff;--edge:#9aa4ae;--rim:#c3cad2;--frame:#f1f3f5;--http:#0068a8;--grpc:#00704f;--event:#a05f00;--store:#8a3f74;--code:#6d5e00;--bad:#c23a00;--badtext:#fff}
@media (prefers-color-scheme:dark){:root{--paper:#14181d;--ink:#e9edf1;--soft:#a3aeb9;--box:#222931;--edge:#6d7985;--rim:#46515c;--frame:#1a2027;--http:#5db8ea;--grpc:#3ccb9f;--event:#e8a63a;--store:#dc9cc3;--code:#e0d25a;--bad:#ff8152;--badtext:#14181d}}
@media print{:root{--paper:#fff;--ink:#000;--soft:#333;--box:#fff;--edge:#555;--rim:#777;--frame:#fafafa;--http:#0068a8;--grpc:#00704f;--event:#a05f00;--store:#8a3f74;--code:#6d5e00;--bad:#c23a00;--badtext:#fff}}
text{text-rendering:geometricPrecision;font:13px system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;fill:var(--ink);text-anchor:middle}
.frame>rect{fill:var(--frame);stroke:var(--rim)}
.frame .name{text-anchor:start;font-size:14px;font-weight:600}.frame .about{text-anchor:start;font-size:12px;fill:var(--soft)}
.node>.shape{fill:var(--box);stroke:var(--edge);stroke-width:1.2}
.node .name{font-weight:600}.node .about,.row text{font-size:11.5px;fill:var(--soft)}
.row text{text-anchor:start}.row .rule{stroke:var(--rim)}.row .sign{fill:none;stroke:var(--store);stroke-width:1.3}.row .shape{fill:transparent;stroke:none}
.node.database>.shape,.node.cache>.shape,.node.objectstore>.shape{stroke:var(--store)}.node.broker>.shape{stroke:var(--event)}.node.external>.shape{stroke-dasharray:2 3}
.row.database>.shape,.row.cache>.shape,.row.objectstore>.shape,.row.broker>.shape{stroke:none}
.count circle{fill:var(--bad)}.count text{fill:var(--badtext);font-size:11px;font-weight:700}
.count.known circle{fill:var(--box);stroke:var(--bad);stroke-width:1.5}.count.known text{fill:var(--bad)}
.edge{fill:none;stroke:var(--edge);stroke-width:1.5}
.edge.http{stroke:var(--http)}.edge.grpc{stroke:var(--grpc)}.edge.event,.edge.broker{stroke:var(--event)}
.edge.database,.edge.cache{stroke:var(--store)}.edge.code,.edge.build{stroke:var(--code)}
.edge.undeclared{stroke-dasharray:7 4}
/* After --compare: what was added, and what is gone. */
.edge.added,.node.added>.shape{stroke:var(--grpc);stroke-width:3}.edge.removed,.node.removed>.shape{stroke:var(--bad);stroke-width:3;stroke-dasharray:2 4}
.edge.forbidden{stroke:var(--bad);stroke-width:3.2}.edge.forbidden.known{stroke-width:2}
.head{fill:var(--http);stroke:none}.head.grpc{fill:var(--grpc)}.head.event,.head.broker{fill:var(--event);stroke:var(--event)}.head.database,.head.cache{fill:var(--store);stroke:var(--store)}.head.code,.head.build{fill:var(--code);stroke:var(--code)}
.head:not(.flat){fill:context-stroke;stroke:context-stroke}
.head *{stroke:none}.head .open{fill:var(--paper);stroke:inherit;stroke-width:1.7}.head path.open{fill:none}
`

/** A picture with the colours of light paper in it: not every program knows variables of CSS. */
export function withPlainColours(svg: string): string {
  const [, light = ''] = pictureStyle.split('\n')
  const values = new Map([...light.matchAll(/--(\w+):(#\w+)/g)].map(([, name, colour]) => [name, colour]))
  return svg
    .replace('fill:context-stroke;stroke:context-stroke', '')
    .replace(/var\(--(\w+)\)/g, (whole, name: string) => values.get(name) ?? whole)
}
