import { zoneNamed } from "@fairflow/calendar";
import { zones } from "@fairflow/calendar/zones";
import { checkTemplate } from "../src/check-template.ts";
import { compileTemplate } from "../src/compile-template.ts";
import { coreMergeFields } from "../src/merge-field.ts";
import type { MessageTemplate } from "../src/message-template.ts";
import { renderTemplate } from "../src/render-template.ts";
import { sampleValues } from "../src/sample-values.ts";
import type { MadeUpTemplate } from "./random-template.ts";

const utc = zoneNamed(zones, "UTC");
if (utc === undefined) throw new Error("The zone table has no UTC");
const OCCASION = {
  languages: ["en"],
  now: new Date("2026-06-10T10:00:00Z"),
  zone: utc,
  currency: "ZAR",
};

/** What came of a template: everything that it said, on each of the ways on which it can be said. */
export interface Tried {
  readonly said: readonly string[];
  readonly rendered: number;
}

/** Runs one part of what is done with a template, and may look at how long it takes. */
export type Measure = <Result>(run: () => Result) => Result;

/** Checks a text as an SMS, as an e-mail with a design and as a letter of blocks, and renders it as each. */
export function tryTemplate({ text, name }: MadeUpTemplate, measure: Measure): Tried {
  const values = { ...sampleValues(), "debtor.full_name": name, "debtor.first_name": name };
  const tried = WAYS.map((template) => {
    const own = template(text);
    measure(() => checkTemplate(own, coreMergeFields));
    return measure(() =>
      renderTemplate(
        compileTemplate(own, own.channel === "email" ? { en: text } : {}),
        values,
        OCCASION,
      ),
    );
  });
  return {
    said: tried.flatMap((each) =>
      each.ok ? [each.body, each.html ?? "", JSON.stringify(each.letter ?? "")] : [each.problem],
    ),
    rendered: tried.filter(({ ok }) => ok).length,
  };
}

const WAYS: readonly ((text: string) => MessageTemplate)[] = [
  (body) => templateOf("sms", { body }),
  (body) => templateOf("email", { subject: "Account", body: body.slice(0, 20_000) }),
  (text) =>
    templateOf("letter", {
      subject: "Account",
      body: "Dear you",
      design: { kind: "blocks", blocks: [{ kind: "text", text }] },
    }),
];

function templateOf(
  channel: MessageTemplate["channel"],
  text: MessageTemplate["languages"][string],
): MessageTemplate {
  return { id: "t", name: "T", channel, languages: { en: text }, fallback: [] };
}
