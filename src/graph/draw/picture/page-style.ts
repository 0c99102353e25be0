/** The page round the picture. */
export const pageStyle = `
*{box-sizing:border-box}
body{margin:0;height:100vh;display:flex;flex-direction:column;background:var(--paper);color:var(--ink);font:14px/1.45 system-ui,-apple-system,"Segoe UI",sans-serif}
header{padding:10px 16px;border-bottom:1px solid var(--edge)}
h1{display:inline;font-size:18px;margin:0 12px 0 0}h2{font-size:16px;margin:0 28px 8px 0;overflow-wrap:anywhere}h3{font-size:13px;margin:14px 0 4px;color:var(--soft)}
header p{margin:4px 0;color:var(--soft)}.count{display:inline}
.tools{display:flex;flex-wrap:wrap;gap:8px 16px;align-items:center;margin-top:8px}
fieldset{border:0;padding:0;margin:0;display:flex;flex-wrap:wrap;gap:10px}legend{float:left;margin-right:10px}
input,select,button{font:inherit;color:inherit;background:var(--box);border:1px solid var(--edge);border-radius:6px;padding:3px 8px}
input[type=checkbox]{accent-color:var(--http)}
:focus-visible{outline:3px solid var(--http);outline-offset:2px}
.kind.http{color:var(--http)}.kind.grpc{color:var(--grpc)}.kind.event,.kind.broker{color:var(--event)}.kind.database,.kind.cache{color:var(--store)}.kind.code{color:var(--code)}
.legend{font-size:12.5px}.dashed{border-bottom:2px dashed var(--soft)}.bad,header p.bad{color:var(--bad)}span.bad{border-bottom:3px solid var(--bad)}
span.added{border-bottom:3px solid #009e73}span.removed{border-bottom:3px dotted #d55e00}
kbd{border:1px solid var(--edge);border-radius:4px;padding:0 4px;background:var(--box)}
.link{border:0;background:none;padding:0;color:inherit;text-decoration:underline;cursor:pointer;text-align:left;overflow-wrap:anywhere}
main{flex:1;display:flex;min-height:0}
#place{flex:1;overflow:auto;min-width:0}
#panel{width:min(400px,45vw);overflow:auto;padding:14px 16px;border-left:1px solid var(--edge)}
#panel .close{float:right}#panel dl{display:grid;grid-template-columns:auto 1fr;gap:2px 12px;margin:0}#panel dt{color:var(--soft)}#panel dd{margin:0;overflow-wrap:anywhere}
#panel ul{margin:0;padding-left:16px}.proofs,.place{font-size:12px;color:var(--soft);overflow-wrap:anywhere}
svg.map{display:block}
.node{cursor:pointer}.node:focus{outline:none}.node:focus-visible rect,.node.selected rect{stroke:var(--http);stroke-width:3}
.far{opacity:.16}.gone{display:none}
@media print{body{display:block;height:auto}.tools,.legend,#panel{display:none}#place{overflow:visible}svg.map{width:100%;height:auto}}
`
