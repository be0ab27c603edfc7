/** The panel's own style sheet: constructed, so that no policy for styles forbids it, and in lengths that no page changes. */
export const STYLE = `
:host {
	all: initial !important;
	color-scheme: light dark !important;
}
.panel, .outline {
	--paper: #fff; --raised: #f4f6f8; --line: #dfe3e8; --ink: #1b2127; --soft: #56616c; --edge: #75808b;
	--good: #17683a; --busy: #855000; --calm: #56616c; --bad: #b3201a; --accent: #0b5cad; --on-accent: #fff;
}
@media (prefers-color-scheme: dark) {
	.panel, .outline {
		--paper: #15191e; --raised: #1e242b; --line: #2f3740; --ink: #e4e9ee; --soft: #a0acb8; --edge: #7d8995;
		--good: #7fd6a2; --busy: #f0b866; --calm: #a0acb8; --bad: #ff9c94; --accent: #8cc0f5; --on-accent: #0c1a28;
	}
}
* { box-sizing: border-box; }
[hidden] { display: none !important; }
.panel {
	position: fixed; inset: auto; z-index: 2147483647; margin: 0; padding: 0; overflow: hidden;
	display: flex; flex-direction: column; width: min(416px, 100vw - 16px); max-height: min(640px, 100vh - 16px);
	border: 1px solid var(--line); border-radius: 10px; background: var(--paper); color: var(--ink);
	box-shadow: 0 1px 2px #0002, 0 12px 40px #0004; font: 12.5px/1.45 system-ui, "Segoe UI", Roboto, sans-serif;
}
.panel[data-corner~=bottom] { bottom: 8px; }
.panel[data-corner~=top] { top: 8px; }
.panel[data-corner~=right] { right: 8px; }
.panel[data-corner~=left] { left: 8px; }
.panel.folded { width: auto; max-width: calc(100vw - 16px); }
.folded .body { display: none; }
h2, h3, p, ol, ul { margin: 0; padding: 0; font: inherit; list-style: none; }
button { font: inherit; color: inherit; background: none; border: 0; margin: 0; padding: 0; cursor: pointer; text-align: start; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 1px; }
.sr { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; white-space: nowrap; }
.top { display: flex; align-items: center; gap: 2px; padding: 4px 6px 4px 12px; }
h2 { font-weight: 650; }
.sum { flex: 1; margin: 0 4px 0 8px; min-width: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; color: var(--soft); }
.sum b { font-weight: 600; color: var(--bad); }
.icon { display: grid; place-items: center; width: 28px; height: 28px; border-radius: 6px; color: var(--soft); }
.icon:hover { background: var(--raised); color: var(--ink); }
svg { width: 16px; height: 16px; fill: none; stroke: currentColor; stroke-width: 1.5; stroke-linecap: round; stroke-linejoin: round; }
.body { overflow: auto; scrollbar-width: thin; overscroll-behavior: contain; min-height: 0; }
.part { border-top: 1px solid var(--line); }
.part header {
	position: sticky; top: 0; z-index: 1; display: flex; gap: 8px; align-items: baseline; padding: 6px 12px 4px;
	background: var(--paper);
}
h3 { font-weight: 600; }
.part header p { flex: 1; color: var(--soft); }
.names { display: flex; flex-wrap: wrap; gap: 6px; padding: 2px 12px 10px; }
.switch {
	display: flex; align-items: center; gap: 6px; min-height: 26px; padding: 0 10px 0 8px;
	border: 1px solid var(--edge); border-radius: 13px;
}
.switch::before { content: ""; width: 8px; height: 8px; border: 1.5px solid var(--edge); border-radius: 50%; }
.switch[aria-checked=true] { border-color: var(--accent); background: var(--accent); color: var(--on-accent); }
.switch[aria-checked=true]::before { border-color: currentColor; background: currentColor; }
.switch small { font-size: 11px; color: var(--soft); }
.switch[aria-checked=true] small { color: inherit; }
.switch[aria-disabled=true] { border-style: dashed; cursor: default; }
.reset { min-height: 24px; color: var(--accent); text-decoration: underline; text-underline-offset: 2px; }
.tag { position: relative; padding: 6px 12px 7px 27px; border-top: 1px solid var(--line); }
.tag:first-child, .message:first-child { border-top: 0; }
.tag::before { content: ""; position: absolute; left: 12px; top: 11px; width: 7px; height: 7px; border-radius: 50%; border: 1.5px solid var(--tone); }
.good::before, .bad::before { background: var(--tone); }
.bad::before { border-radius: 1px; rotate: 45deg; }
.good { --tone: var(--good); } .busy { --tone: var(--busy); } .calm { --tone: var(--calm); } .bad { --tone: var(--bad); }
.tag:hover { background: var(--raised); }
.row { display: flex; gap: 2px 8px; align-items: baseline; }
.wrap { flex-wrap: wrap; margin-top: 2px; }
.show { flex: 0 1 auto; min-width: 40%; max-width: max-content; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; font-weight: 550; }
.show::after { content: ""; position: absolute; inset: 0; }
.show:focus-visible { outline: 0; }
.show:focus-visible::after { outline: 2px solid var(--accent); outline-offset: -3px; border-radius: 6px; }
.status { flex: none; font-weight: 600; color: var(--tone); }
.kind, .timing, .message { color: var(--soft); }
.kind { flex: 1 1 0; min-width: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.status, .timing { margin-inline-start: auto; }
.timing { text-align: end; font-variant-numeric: tabular-nums; }
.reason, .cookies { overflow-wrap: anywhere; }
.cookies { color: var(--soft); }
.good .reason { color: var(--soft); }
.bad .reason { color: var(--bad); }
.condition { display: flex; flex-wrap: wrap; align-items: baseline; gap: 3px 5px; color: var(--soft); }
.term { padding: 0 6px; border: 1px solid var(--line); border-radius: 4px; background: var(--raised); overflow-wrap: anywhere; }
.term::before { content: "○ "; }
.term.on { color: var(--good); }
.term.on::before { content: "✓ "; }
code { font: 11.5px/1.45 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; overflow-wrap: anywhere; }
.message { display: grid; grid-template-columns: 56px 68px 1fr; gap: 8px; padding: 1px 12px; }
.message b { font-weight: 550; color: var(--ink); }
.message span { overflow-wrap: anywhere; }
.message time { text-align: end; font-variant-numeric: tabular-nums; }
.message.error b { color: var(--bad); }
.messages { padding-bottom: 8px; }
.empty { padding: 0 12px 10px; color: var(--soft); }
.outline {
	position: fixed; z-index: 2147483646; left: 0; top: 0; pointer-events: none;
	border: 2px solid var(--accent); border-radius: 4px; box-shadow: 0 0 0 2px var(--paper);
}
@media (forced-colors: active) {
	.switch[aria-checked=true], .tag::before, .switch::before { forced-color-adjust: none; }
}
@media (max-width: 480px) { .panel { max-height: 62vh; } }
`;
