import { html } from "hono/html";
import type { HtmlEscapedString } from "hono/utils/html";

export type Markup = HtmlEscapedString | Promise<HtmlEscapedString>;

/** A whole page for debtors: no script, no request beside itself, readable on an old phone. */
export function pageFrame({
  title,
  body,
}: {
  readonly title: string;
  readonly body: Markup;
}): Markup {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${title}</title>
        <style>
          body {
            font:
              1.1rem/1.5 system-ui,
              sans-serif;
            margin: 0 auto;
            max-width: 30rem;
            padding: 1.25rem;
            color: #1c2430;
            background: #fff;
          }
          h1 {
            font-size: 1.4rem;
            line-height: 1.25;
          }
          label {
            display: block;
            margin: 1rem 0 0.25rem;
            font-weight: 600;
          }
          input {
            font: inherit;
            width: 100%;
            box-sizing: border-box;
            padding: 0.6rem;
            border: 1px solid #5b6675;
            border-radius: 0.4rem;
          }
          input[type="radio"] {
            width: auto;
          }
          button {
            font: inherit;
            font-weight: 600;
            width: 100%;
            margin-top: 1rem;
            padding: 0.75rem;
            border: 0;
            border-radius: 0.4rem;
            color: #fff;
            background: #0b5a4a;
          }
          button.plain {
            color: #0b5a4a;
            background: #e6f1ee;
          }
          button:focus-visible,
          input:focus-visible {
            outline: 3px solid #1d5fd1;
            outline-offset: 2px;
          }
          dl {
            display: grid;
            grid-template-columns: auto 1fr;
            gap: 0.25rem 1rem;
          }
          dt {
            color: #4a5563;
          }
          dd {
            margin: 0;
            text-align: right;
          }
          .amount {
            font-size: 1.8rem;
            font-weight: 700;
          }
          .note {
            color: #4a5563;
            font-size: 0.95rem;
          }
          .fault {
            color: #9b1c1c;
            font-weight: 600;
          }
        </style>
      </head>
      <body>
        ${body}
      </body>
    </html>`;
}
