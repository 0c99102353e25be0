/** The page round the picture. */
export const pageStyle = `
*{box-sizing:border-box}[hidden]{display:none!important}
html{height:100%}
body{margin:0;height:100vh;height:100dvh;display:flex;flex-direction:column;background:var(--paper);color:var(--ink);font:14px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
header{display:flex;flex-wrap:wrap;gap:6px 18px;align-items:center;padding:9px 18px;border-bottom:1px solid var(--rim);background:var(--box)}
h1{font-size:18px;line-height:1.3;margin:0;overflow-wrap:anywhere}h2{font-size:15px;margin:18px 0 6px}h3{font-size:13px;margin:14px 0 3px;color:var(--soft);font-weight:600}
.counts{margin:0;color:var(--soft)}
.search{position:relative;margin-left:auto}.search input{width:min(300px,60vw);padding-right:30px}.search kbd{position:absolute;right:8px;top:6px}
#status{color:var(--soft)}#status:empty{display:none}
input,select,button{font:inherit;color:inherit;background:var(--box);border:1px solid var(--edge);border-radius:7px;padding:4px 10px}
button{cursor:pointer}button:hover{border-color:var(--ink)}
input[type=checkbox]{accent-color:var(--http);margin:0}
:focus-visible{outline:3px solid var(--http);outline-offset:2px}
kbd{font:11px/1.5 system-ui,sans-serif;border:1px solid var(--edge);border-radius:4px;padding:0 5px;background:var(--paper);color:var(--soft)}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.link{border:0;background:none;padding:0;border-radius:2px;text-align:left;overflow-wrap:anywhere;text-decoration:underline;text-decoration-color:var(--edge);text-underline-offset:3px}.link:hover{text-decoration-color:currentColor}
main{flex:1;display:flex;min-height:0}
#place{position:relative;flex:1;min-width:0;overflow:hidden;background:var(--paper)}
svg.map{display:block;position:absolute;inset:0;width:100%;height:100%;cursor:grab;touch-action:none;outline:none;user-select:none;-webkit-user-select:none}svg.map.is-dragged{cursor:grabbing}
#legend,.zoom,#overview{position:absolute;background:var(--box)}.zoom,#overview{border:1px solid var(--rim);border-radius:10px;box-shadow:0 1px 4px #0002}
#legend{left:0;right:0;bottom:0;padding:6px 18px;font-size:12.5px;border-top:1px solid var(--rim);display:flex;flex-wrap:wrap;gap:2px 22px;align-items:center;color:var(--soft)}#legend p{margin:0}
#kinds{border:0;padding:0;margin:0;color:var(--ink);display:flex;flex-wrap:wrap;gap:3px 14px}#kinds label{display:flex;align-items:center;gap:5px}
.dashed{display:inline-block;border-bottom:2px dashed var(--soft)}.thick{display:inline-block;border-bottom:4px solid var(--bad)}.thick.known{border-bottom-width:2px}
.added{border-bottom:3px solid var(--grpc)}.removed{border-bottom:3px dotted var(--bad)}
.zoom{right:14px;bottom:calc(14px + var(--legend,40px));display:flex;flex-direction:column;overflow:hidden}.zoom button{border:0;border-radius:0;padding:6px 11px;min-width:44px}.zoom button+button{border-top:1px solid var(--rim)}.zoom :focus-visible{outline-offset:-3px}
#overview{right:14px;top:14px;cursor:pointer;touch-action:none}#overview rect{fill:var(--rim)}#overview .seen{fill:none;stroke:var(--http);stroke-width:2;vector-effect:non-scaling-stroke}
#panel{width:min(370px,40vw);overflow:auto;padding:2px 18px 24px;border-left:1px solid var(--rim);background:var(--box)}
#about h2{font-size:17px;margin-right:34px;overflow-wrap:anywhere}#about .close{float:right;margin-top:14px;padding:0 10px;font-size:18px}
#panel dl{display:grid;grid-template-columns:auto 1fr;gap:2px 14px;margin:0}#panel dt{color:var(--soft)}#panel dd{margin:0;overflow-wrap:anywhere}
#panel ul{margin:0;padding-left:16px}#panel ul.plain,#services{padding:0!important;list-style:none}#services li{padding:2px 0;content-visibility:auto;contain-intrinsic-size:auto 25px}#about li{margin-bottom:4px}
.note,.proofs,.place{font-size:12.5px;color:var(--soft);overflow-wrap:anywhere}.errors,.severity.error{font-size:12px;color:var(--bad);font-weight:600}.errors.known{font-weight:400}.severity.warning{font-size:12px;color:var(--soft);font-weight:600}
.row{border:1px solid var(--rim);border-left:4px solid var(--edge);border-radius:8px;padding:8px 12px;margin:8px 0}.row h3{margin:0}.row p{margin:2px 0 8px}.wrong{border-left-color:var(--bad)}.wrong h3{color:var(--bad)}.row>button{padding:2px 10px;font-size:12.5px}button[aria-pressed=true]{background:var(--ink);color:var(--box)}
.nothing{position:absolute;inset:40% 0 auto;margin:0;text-align:center;color:var(--soft)}
.paper{display:none}
.node,.frame{cursor:pointer}.node:focus,.frame:focus{outline:none}.node>.shape,.frame>rect{transition:stroke-width .1s}
.node:hover>.shape,.frame:hover>rect{stroke:var(--ink)}
.node:focus-visible>.shape,.node.selected>.shape,.frame:focus-visible>rect{stroke:var(--http);stroke-width:3.5}
.edge{pointer-events:none}
.faded{opacity:.13}.edge.faded{opacity:.07}.gone,.off{display:none}.edge.lit{stroke-width:2.6}.edge.lit.forbidden{stroke-width:3.6}
/* Lines between frames lie over much else: they are quiet until one asks for them. */
.edge.between:not(.lit,.forbidden){opacity:.45}.edge.between.faded{opacity:.05!important}
.trunk{display:none;fill:none;stroke:var(--edge);stroke-width:calc(var(--w)*1px);vector-effect:non-scaling-stroke;opacity:.7;pointer-events:none}.trunk.lit{stroke:var(--http);opacity:1}.trunk.faded{opacity:.15}.trunk.minor:not(.lit){opacity:0}
/* From afar, a group is one box with its name, and all lines to another group are one. */
.is-far .node:not(.alone),.is-far .edge,.is-far .inner{display:none}.is-far .node.alone text{display:none}.is-far .trunk{display:inline}.is-far .frame>rect{fill:var(--box);stroke:var(--edge);vector-effect:non-scaling-stroke}
#labels{display:none;pointer-events:none}.is-far #labels{display:inline}#labels .name{font-weight:600}#labels .about{font-size:11.5px;fill:var(--soft)}#labels text{paint-order:stroke;stroke:var(--box);stroke-width:3px}#labels .wrong{fill:var(--bad);font-weight:600}
@media (max-width:760px){main{flex-direction:column}#place{flex:none;height:56%}#panel{width:auto;flex:1;border-left:0;border-top:1px solid var(--rim)}.search{margin-left:0;flex:1}.search input{width:100%}#legend{padding:4px 12px;gap:2px 12px}.zoom{right:8px;bottom:calc(8px + var(--legend,40px))}.keys{display:none}header{padding:8px 12px}}
@media (prefers-reduced-motion:reduce){*{transition:none!important}}
@page{size:landscape;margin:12mm}
@media print{html,body{height:auto;display:block}header{border:0;padding:0 0 8px}.search,header label,.zoom,#overview,.keys,#about,.row>button,#status{display:none!important}main{display:block}#place{overflow:visible;position:static;height:auto}svg.map{position:static;height:auto;width:100%;max-height:165mm}#legend{position:static;border:0;padding:4px 0}#kinds input{display:none}#panel{width:auto;border:0;padding:0;overflow:visible;break-before:page}#system{display:block!important}#services{columns:3;column-gap:24px;font-size:11px;line-height:1.35}#services li{break-inside:avoid;display:block!important}#services li{content-visibility:visible}.paper{display:block;color:var(--soft)}.link{text-decoration:none;font-weight:600}.faded,.edge.faded{opacity:1}}
`
