import { html, raw } from "hono/html";
import type { HtmlEscapedString } from "hono/utils/html";
import { z } from "zod";

type Markup = HtmlEscapedString | Promise<HtmlEscapedString>;

const Schema = z.looseObject({});
const Operation = z.object({
  operationId: z.string(),
  summary: z.string(),
  "x-scope": z.string().optional(),
  parameters: z.array(
    z.object({
      name: z.string(),
      in: z.string(),
      required: z.boolean(),
      description: z.string().optional(),
      schema: Schema,
    }),
  ),
  requestBody: z.object({ content: z.record(z.string(), z.object({ schema: Schema })) }).optional(),
  responses: z.record(
    z.string(),
    z.object({ content: z.record(z.string(), z.object({ schema: Schema })) }),
  ),
});
type Operation = z.infer<typeof Operation>;

const Document = z.object({
  info: z.object({ title: z.string(), version: z.string(), description: z.string() }),
  servers: z.array(z.object({ url: z.string() })),
  paths: z.record(z.string(), z.record(z.string(), Operation)),
  components: z.object({ schemas: z.record(z.string(), Schema) }),
});

const STYLE = `
:root{color-scheme:light dark;--ink:#17202b;--dim:#465363;--paper:#f7f8fa;--card:#fff;--line:#d5dae1;--well:#eef1f5;--act:#0f5c8c}
@media(prefers-color-scheme:dark){:root{--ink:#e8edf2;--dim:#b4c0cc;--paper:#0e141b;--card:#161e27;--line:#2b3743;--well:#0a0f15;--act:#6cb8e6}}
*{box-sizing:border-box}
body{margin:0;font:14px/20px system-ui,sans-serif;color:var(--ink);background:var(--paper)}
.all{display:grid;grid-template-columns:minmax(0,15rem) minmax(0,1fr);gap:2rem;max-width:72rem;margin:0 auto;padding:2rem 1.5rem}
nav{position:sticky;top:1.5rem;align-self:start;max-height:calc(100vh - 3rem);overflow:auto;font-size:13px}
nav ul{list-style:none;margin:0 0 1rem;padding:0}
nav a{display:block;padding:2px 0;color:var(--dim);text-decoration:none;overflow-wrap:anywhere}
nav a:hover{color:var(--act);text-decoration:underline}
h1{font-size:24px;line-height:32px;margin:0 0 .5rem}
h2{font-size:16px;margin:2rem 0 .5rem}
nav h2{font-size:12px;line-height:16px;margin:1rem 0 .25rem;color:var(--dim);font-weight:600}
h3{font-size:14px;margin:0;display:flex;gap:.6rem;align-items:baseline;flex-wrap:wrap}
article{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:1rem 1.25rem;margin:0 0 1rem;scroll-margin-top:1.5rem}
code,pre{font:13px/19px ui-monospace,monospace;overflow-wrap:anywhere}
pre{background:var(--well);border-radius:6px;padding:.75rem 1rem;overflow:auto;margin:.5rem 0 0}
.verb{font:600 12px/16px ui-monospace,monospace;color:var(--act)}
.dim{color:var(--dim)}
table{border-collapse:collapse;width:100%;margin:.5rem 0 0}
th{text-align:left;font-weight:600;color:var(--dim);font-size:12px;padding:.25rem .75rem .25rem 0}
td{border-top:1px solid var(--line);padding:.35rem .75rem .35rem 0;vertical-align:top}
details{margin-top:.75rem}
summary{cursor:pointer;color:var(--act)}
a{color:var(--act)}
:focus-visible{outline:2px solid var(--act);outline-offset:2px}
@media(max-width:48rem){.all{grid-template-columns:1fr}nav{position:static;max-height:none}}
`.replaceAll("\n", "");

/** The reference as a page of its own: rendered from the document, without a script and without any request. */
export function apiReference(document: unknown): Markup {
  const { info, servers, paths, components } = Document.parse(document);
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
  const groups = Map.groupBy(operations, ({ operation }) => operation["x-scope"] ?? "other");
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${info.title} API</title>
        <style>
          ${raw(STYLE)}
        </style>
      </head>
      <body>
        <div class="all">
          <nav aria-label="Endpoints">
            ${[...groups].map(
              ([scope, own]) =>
                html`<h2>${scope}</h2>
                  <ul>
                    ${own.map(
                      ({ path, method, operation }) =>
                        html`<li>
                          <a href="#${operation.operationId}">${method.toUpperCase()} ${path}</a>
                        </li>`,
                    )}
                  </ul>`,
            )}
            <h2>Rows</h2>
            <ul>
              ${Object.keys(components.schemas).map(
                (name) => html`<li><a href="#${name}">${name}</a></li>`,
              )}
            </ul>
          </nav>
          <main>
            <h1>${info.title} API</h1>
            <p>${info.description}</p>
            <p class="dim">
              Version ${info.version}, at <code>${servers[0]?.url}</code>. The same as a document:
              <a href="/v1/openapi.json">openapi.json</a>.
            </p>
            ${[...groups].map(
              ([scope, own]) =>
                html`<h2>${scope === "other" ? "Without a key" : `Scope ${scope}`}</h2>
                  ${own.map((each) => operationMarkup(each))}`,
            )}
            <h2>Rows and answers by name</h2>
            ${Object.entries(components.schemas).map(
              ([name, schema]) =>
                html`<article id="${name}">
                  <h3><code>${name}</code></h3>
                  ${fieldsMarkup(schema)} ${schemaMarkup("As JSON Schema", schema)}
                </article>`,
            )}
          </main>
        </div>
      </body>
    </html>`;
}

function operationMarkup({
  path,
  method,
  operation,
}: {
  readonly path: string;
  readonly method: string;
  readonly operation: Operation;
}): Markup {
  const { operationId, summary, parameters, requestBody, responses } = operation;
  const [[, body] = []] = Object.entries(requestBody?.content ?? {});
  const [[, answer] = []] = Object.entries(responses["200"]?.content ?? {});
  return html`<article id="${operationId}">
    <h3><span class="verb">${method.toUpperCase()}</span><code>${path}</code></h3>
    <p>${summary}.</p>
    ${
      parameters.length === 0
        ? ""
        : html`<table>
            <thead>
              <tr>
                <th scope="col">Parameter</th>
                <th scope="col">In</th>
                <th scope="col">What it is</th>
              </tr>
            </thead>
            <tbody>
              ${parameters.map(
                (parameter) =>
                  html`<tr>
                    <td>
                      <code>${parameter.name}</code>${parameter.required ? "" : " (may be absent)"}
                    </td>
                    <td>${parameter.in}</td>
                    <td>${parameter.description ?? typeWords(parameter.schema)}</td>
                  </tr>`,
              )}
            </tbody>
          </table>`
    }
    ${body === undefined ? "" : html`${fieldsMarkup(body.schema)} ${schemaMarkup("Body", body.schema)}`}
    ${answer === undefined ? "" : schemaMarkup("Answer", answer.schema)}
  </article>`;
}

const Fields = z.object({
  properties: z.record(z.string(), Schema),
  required: z.array(z.string()).default([]),
});

function fieldsMarkup(schema: unknown): Markup | string {
  const parsed = Fields.safeParse(schema);
  if (!parsed.success) return "";
  const { properties, required } = parsed.data;
  return html`<table>
    <thead>
      <tr>
        <th scope="col">Field</th>
        <th scope="col">What it is</th>
      </tr>
    </thead>
    <tbody>
      ${Object.entries(properties).map(
        ([name, of]) =>
          html`<tr>
            <td><code>${name}</code>${required.includes(name) ? "" : " (may be absent)"}</td>
            <td>${typeWords(of)}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}

function schemaMarkup(title: string, schema: unknown): Markup {
  return html`<details>
    <summary>${title}</summary>
    <pre>${JSON.stringify(schema, null, 2)}</pre>
  </details>`;
}

const Typed = z.looseObject({
  type: z.string().optional(),
  format: z.string().optional(),
  enum: z.array(z.unknown()).optional(),
  items: Schema.optional(),
  anyOf: z.array(Schema).optional(),
  default: z.unknown().optional(),
  $ref: z.string().optional(),
});

/** A schema in a few words. */
function typeWords(schema: unknown): string {
  const { type, format, enum: options, items, anyOf, $ref, default: preset } = Typed.parse(schema);
  const usual = preset === undefined ? "" : `, ${JSON.stringify(preset)} where absent`;
  if ($ref !== undefined) return ($ref.split("/").at(-1) ?? "") + usual;
  if (options !== undefined) return `one of ${options.map(String).join(", ")}${usual}`;
  if (anyOf !== undefined) return anyOf.map(typeWords).join(" or ") + usual;
  if (items !== undefined) return `list of ${typeWords(items)}${usual}`;
  return `${format ?? type ?? "any value"}${usual}`;
}
