/** How the report looks: on a screen, in the dark, and on paper. */
export const STYLE = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { margin: 0; }
main { max-width: 70rem; margin: 0 auto; padding: 1rem; }
h1, h3, td, th, li, p { overflow-wrap: anywhere; }
td, th { min-width: 6rem; }
.verdict { padding: 0.75rem 1rem; border-left: 0.4rem solid; font-weight: 600; }
.good { border-color: #18794e; }
.bad { border-color: #ce2c31; }
.open { border-color: #ad5700; }
.leak { border: 1px solid #8888; padding: 0 1rem; margin: 1rem 0; break-inside: avoid; }
pre { overflow-x: auto; padding: 0.5rem; background: #8882; white-space: pre-wrap; }
.right { border-left: 0.3rem solid #18794e; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
caption { text-align: left; padding: 0.3rem 0; }
td, th { border-bottom: 1px solid #8886; padding: 0.3rem 0.6rem; text-align: left; vertical-align: top; font-weight: normal; }
thead th { font-weight: 600; }
`;
