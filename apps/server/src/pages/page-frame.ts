import { html, raw } from "hono/html";
import type { HtmlEscapedString } from "hono/utils/html";

export type Markup = HtmlEscapedString | Promise<HtmlEscapedString>;

/** Written once, without the spaces that only people read. Targets are 48 px high; dark where the phone is. */
const STYLE = `
:root{color-scheme:light dark;--ink:#1c2430;--dim:#4a5563;--paper:#fff;--line:#5b6675;--act:#0b5a4a;--on:#fff;--soft:#e6f1ee;--bad:#9b1c1c;--ring:#1d5fd1}
@media(prefers-color-scheme:dark){:root{--ink:#e8edf2;--dim:#b4c0cc;--paper:#0e141b;--line:#7b8794;--act:#63c7ad;--on:#0a0f15;--soft:#16332c;--bad:#ff8f86;--ring:#6cb8e6}}
*{box-sizing:border-box}
body{font:1.1rem/1.5 system-ui,sans-serif;margin:0 auto;max-width:30rem;padding:1.25rem;color:var(--ink);background:var(--paper);overflow-wrap:anywhere}
h1{font-size:1.4rem;line-height:1.25}
h2{font-size:1.1rem;margin:2rem 0 .5rem}
label,legend{display:block;margin:1rem 0 .25rem;font-weight:600}
fieldset{border:0;margin:1rem 0 0;padding:0;min-width:0}
legend{margin:0 0 .25rem;padding:0}
input,select,textarea{font:inherit;width:100%;padding:.6rem;border:1px solid var(--line);border-radius:.4rem;color:inherit;background:transparent;min-height:3rem}
select{background:var(--paper)}
input[type=radio],input[type=checkbox]{width:1.25rem;height:1.25rem;min-height:0;margin:0;flex:none;accent-color:var(--act)}
.pick{display:flex;gap:.75rem;align-items:center;min-height:3rem;margin:0;font-weight:400}
.pick b{margin-left:auto;white-space:nowrap}
button,a.button{display:block;font:inherit;font-weight:600;width:100%;margin-top:1rem;padding:.75rem;border:0;border-radius:.4rem;text-align:center;text-decoration:none;color:var(--on);background:var(--act);cursor:pointer}
button.plain,a.plain{color:var(--act);background:var(--soft)}
a{color:var(--act)}
:focus-visible{outline:3px solid var(--ring);outline-offset:2px}
dl{display:grid;grid-template-columns:auto 1fr;gap:.25rem 1rem}
dt{color:var(--dim)}
dd{margin:0;text-align:right}
ul.more{list-style:none;margin:0;padding:0}
ul.more a{display:block;padding:.75rem 0;border-top:1px solid var(--soft)}
.amount{font-size:1.8rem;font-weight:700;margin:.5rem 0}
.note{color:var(--dim);font-size:.95rem}
.fault{color:var(--bad);font-weight:600}
.said{background:var(--soft);border-radius:.4rem;padding:.75rem}
nav{font-size:.95rem;margin-top:2rem}
nav a{margin-right:1rem;display:inline-block;padding:.25rem 0}
`.replaceAll("\n", "");

/** A whole page for debtors: no script, no request beside itself, readable on an old phone. */
export function pageFrame({
  title,
  body,
  language = "en",
}: {
  readonly title: string;
  readonly body: Markup;
  /** BCP 47. */
  readonly language?: string;
}): Markup {
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${title}</title>
        <style>
          ${raw(STYLE)}
        </style>
      </head>
      <body>
        <main>${body}</main>
      </body>
    </html>`;
}
