import { MessageTemplate } from "@fairflow/template";
import { expect, test } from "vitest";
import { sampleRendering } from "./sample-rendering.ts";

function template(body: string): MessageTemplate {
  return MessageTemplate.parse({
    id: "t",
    name: "T",
    channel: "sms",
    languages: { en: { body }, zu: { body: "Sawubona {{ debtor.first_name }}" } },
    fallback: ["en"],
  });
}

const branch = { id: "custom.branch", label: "Branch", type: "text", sample: "Durban" } as const;

test("says the template in the language asked for, with a sample of each value", () => {
  const body =
    "{{ debtor.first_name }}, {{ account.arrears | money }} at {{ custom.branch }}, {{ accounts.count }} accounts";

  const english = sampleRendering(template(body), "en", [branch]);
  const zulu = sampleRendering(template(body), "zu", []);

  expect(english).toMatchObject({
    ok: true,
    body: "Thandi, R 1 204.50 at Durban, 2 accounts",
    smsParts: { parts: 1 },
  });
  expect(zulu).toMatchObject({ ok: true, language: "zu", body: "Sawubona Thandi" });
});

test("says what is wrong with a text that cannot be rendered", () => {
  expect(sampleRendering(template("{{ debtor.nothing }}"), "en", [])).toEqual({
    ok: false,
    problem: expect.stringContaining("debtor.nothing"),
    missing: "debtor.nothing",
  });
});
