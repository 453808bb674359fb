import { endpoints, templateEndpoints } from "@fairflow/contract";
import { emptyFlow } from "@fairflow/flow";
import { coreMergeFields, type Block, type MessageTemplate } from "@fairflow/template";
import { expect, test } from "vitest";
import { samplePerson } from "../debtors/sample-person.ts";
import { answerOf, emailOf, errorOf, testApp } from "../test-app.ts";

const app = await testApp();
const { as, anonymous, database } = app;
const person = await samplePerson(app);

const PIXEL = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);
const PAY: Block = {
  kind: "pay",
  title: "How to pay",
  labels: {
    bank: "Bank",
    holder: "Holder",
    number: "Number",
    branch: "Branch",
    reference: "Reference",
    till: "Till",
    link: "Online",
  },
};

function email(id: string, blocks: readonly Block[], change: Partial<MessageTemplate> = {}) {
  return {
    id,
    name: `Mail ${id}`,
    channel: "email",
    languages: {
      en: {
        subject: "Account {{ account.reference }}",
        body: "",
        design: { kind: "blocks", blocks },
      },
    },
    fallback: [],
    ...change,
  };
}

async function save(template: Readonly<Record<string, unknown>>, basedOn?: number) {
  const query = basedOn === undefined ? "" : `?basedOn=${basedOn}`;
  return as.editor("PUT", `/api/templates/${String(template["id"])}${query}`, { body: template });
}

async function preview(body: object, role: "specialist" | "manager" = "specialist") {
  return answerOf(
    templateEndpoints.previewTemplate,
    await as[role]("POST", "/api/templates/preview", { body }),
  );
}

test("an SMS has as many parts in its preview as it is paid for: its links are as long as those that are sent", async () => {
  const template = {
    id: "long-links",
    name: "Long links",
    channel: "sms",
    languages: { en: { body: "{{ payment_link }} {{ opt_out_link }}" } },
    fallback: [],
  };
  const token = app.deps.keys().linkToken(person.debtorId, "pay");
  const sent = `http://localhost:4000/p/${token} http://localhost:4000/u/${token}`;

  const shown = [
    await preview({ template, language: "en" }),
    await preview({ template, language: "en", debtorId: person.debtorId }),
  ];

  expect(shown.map(({ sms }) => sms?.units)).toEqual([sent.length, sent.length]);
});

test("a design is compiled once when it is saved, and its text follows it", async () => {
  const blocks: readonly Block[] = [
    { kind: "heading", text: "Dear {{ debtor.first_name }}" },
    { kind: "button", label: "Pay", link: "payment_link" },
  ];

  const saved = await answerOf(templateEndpoints.saveTemplate, await save(email("first", blocks)));

  expect(saved.languages["en"]?.body).toBe(
    "Dear {{ debtor.first_name }}\n\nPay: {{ payment_link }}",
  );
  const [version] = await database.sql<{ html: Record<string, string>; languages: object }[]>`
    select html, languages from template_version where template_id = 'first'`;
  expect(version?.html["en"]).toContain('href="{{ payment_link }}"');
  const again = await save(email("first", blocks));
  expect(again.status).toBe(200);
  const [{ count } = { count: 0 }] = await database.sql<{ count: number }[]>`
    select count(*)::int from template_version where template_id = 'first'`;
  expect(count).toBe(1);
});

test("a design that could run, load or lead elsewhere is not saved", async () => {
  const template = email("bad", []);
  const source =
    '<mjml><mj-body><mj-section><mj-column><mj-button href="https://evil.example">x</mj-button></mj-column></mj-section></mj-body></mjml>';
  const answer = await save({
    ...template,
    languages: { en: { subject: "x", body: "", design: { kind: "mjml", source } } },
  });

  expect(answer.status).toBe(422);
  expect((await errorOf(answer)).message).toContain("A link leads to");
});

test("who changed a version that is no longer the newest is told, and nothing is lost", async () => {
  await save(email("race", [{ kind: "text", text: "One" }]), 0);
  const mine = await save(email("race", [{ kind: "text", text: "Two" }]), 1);
  const theirs = await save(email("race", [{ kind: "text", text: "Three" }]), 1);

  expect([mine.status, theirs.status]).toEqual([200, 412]);
  const { versions, uses } = await answerOf(
    templateEndpoints.template,
    await as.manager("GET", "/api/templates/race"),
  );
  expect(versions.map(({ number, languages }) => [number, languages["en"]?.body])).toEqual([
    [2, "Two"],
    [1, "One"],
  ]);
  expect(versions[0]?.madeBy).toBe("The editor");
  expect(uses).toEqual([]);
});

test("the list tells which steps send a template and what the law asks for", async () => {
  await save({
    id: "listed",
    name: "Listed",
    channel: "sms",
    purpose: "collection",
    languages: { en: { body: "You owe {{ account.arrears | money }}." } },
    fallback: [],
  });
  const created = await answerOf(
    endpoints.createFlow,
    await as.editor("POST", "/api/flows", { body: { name: "Sender" } }),
  );
  const node = {
    id: "n1",
    type: "sms",
    name: "Remind",
    config: { template: "listed", purpose: "collection" },
  };
  await as.editor("PUT", `/api/flows/${created.id}/draft`, {
    body: { flow: { ...emptyFlow("Sender"), nodes: [node] } },
    headers: { "if-match": '"1"' },
  });

  const listed = await answerOf(
    templateEndpoints.templates,
    await as.manager("GET", "/api/templates"),
  );

  const own = listed.find(({ template }) => template.id === "listed");
  expect(own).toMatchObject({ version: 1, changedBy: "The editor" });
  const { issues } = await preview({ template: own?.template, language: "en" });
  expect(issues.map(({ message }) => message).join(" ")).toContain("how to opt out");
});

test("a preview says a debtor's own values, masked for roles that do not work with people", async () => {
  await as.admin("PUT", `/api/pay-terms/${await portfolioId()}`, {
    body: {
      registration: "NCRDC0000",
      payTo: { bank: "Example Bank", accountNumber: "62000000000" },
    },
  });
  const template = email("shown", [
    { kind: "text", text: "Dear {{ debtor.full_name }}, {{ account.reference }}" },
    PAY,
    { kind: "legal", text: "{{ brand.name }}, {{ brand.registration }}" },
  ]);
  const asked = { template, language: "en", debtorId: person.debtorId };

  const seen = await preview(asked);
  const masked = await preview(asked, "manager");

  expect(seen.problem).toBeNull();
  expect(seen.text).toContain("Dear Thandi Mokoena, INV- 2040".replace("- ", "-"));
  expect(seen.text).toContain("Bank: Example Bank\nNumber: 62000000000\nReference: RF");
  expect(seen.text).toContain("NCRDC0000");
  expect(seen.html).toContain("Thandi Mokoena");
  expect(masked.masked).toBe(true);
  expect(`${masked.text} ${masked.html} ${JSON.stringify(masked.fields)}`).not.toMatch(
    /Thandi|Mokoena|INV-2040/,
  );
});

test("an SMS is counted in parts in each language", async () => {
  const template = {
    id: "sms",
    name: "Sms",
    channel: "sms",
    languages: { en: { body: "x".repeat(161) }, af: { body: "ŷ".repeat(71) } },
    fallback: ["en"],
  };

  const english = await preview({ template, language: "en" });
  const afrikaans = await preview({ template, language: "af" });

  expect(english.sms).toEqual({ encoding: "gsm7", parts: 2, units: 161, cost: null });
  expect(afrikaans.sms).toEqual({ encoding: "ucs2", parts: 2, units: 71, cost: null });
});

test("tells of how many accounts a field is missing", async () => {
  const template = {
    id: "gaps",
    name: "Gaps",
    channel: "sms",
    languages: { en: { body: "{{ pay.till_number }} {{ account.reference }} {{ payment_link }}" } },
    fallback: [],
  };

  const answer = await as.manager("POST", "/api/templates/gaps", { body: { template } });

  expect(await answerOf(templateEndpoints.templateGaps, answer)).toEqual({
    of: 1,
    gaps: [{ field: "pay.till_number", label: "Till number", missing: 1 }],
    later: ["Pay now link"],
  });
});

test("every field can be asked for, and a text without any", async () => {
  const bodies = [...coreMergeFields.map(({ id }) => `{{ ${id} }}`), "Hello"];

  const statuses = await Promise.all(
    bodies.map(async (body) => {
      const template = {
        id: "any",
        name: "Any",
        channel: "letter",
        languages: { en: { body } },
        fallback: [],
      };
      return (await as.manager("POST", "/api/templates/gaps", { body: { template } })).status;
    }),
  );

  expect(statuses).toEqual(bodies.map(() => 200));
});

test("a test goes to the address that one signs in with, marked, and on the audit trail", async () => {
  const template = email("tested", [{ kind: "text", text: "Dear {{ debtor.first_name }}" }]);

  const sent = await answerOf(
    templateEndpoints.sendTestMessage,
    await as.editor("POST", "/api/templates/test", { body: { template, language: "en" } }),
  );

  expect(sent).toEqual({
    to: emailOf("editor"),
    provider: "sandbox",
    result: "accepted",
    why: null,
  });
  const keyring = app.deps.keys();
  const rows = await database.sql<
    { attempt_id: string; recipient: Uint8Array; subject: Uint8Array; html: Uint8Array }[]
  >`select attempt_id, recipient, subject, html from sandbox_message
    where attempt_id::text = (select after->>'attempt' from audit where action = 'template.test')`;
  const texts = rows.flatMap(({ attempt_id: row, ...columns }) =>
    Object.entries(columns).map(([column, sealed]) =>
      keyring.decryptText({ table: "sandbox_message", column, row }, sealed),
    ),
  );
  expect(texts).toEqual([
    emailOf("editor"),
    "[Test] Account INV-20418",
    expect.stringMatching(/This is a test of the template “Mail tested”[\s\S]*Dear Thandi/),
  ]);
});

test("an SMS is tested at one's own number, and never at that of somebody on file", async () => {
  const template = {
    id: "tested-sms",
    name: "Tested",
    channel: "sms",
    languages: { en: { body: "Dear {{ debtor.first_name }}" } },
    fallback: [],
  };
  const ask = (number?: string) =>
    as.admin("POST", "/api/templates/test", { body: { template, language: "en", number } });
  const keyring = app.deps.keys();
  const [onFile] = await database.sql<{ id: string; value: Uint8Array }[]>`
    select id, value from address where kind = 'phone' and hmac is not null limit 1`;
  const theirs = keyring.decryptText(
    { table: "address", column: "value", row: onFile?.id ?? "" },
    onFile?.value ?? Buffer.of(),
  );

  const sent = await answerOf(templateEndpoints.sendTestMessage, await ask("+27 60 000 0199"));
  const refused = await Promise.all(
    [undefined, "12345", theirs].map(async (number) => (await ask(number)).status),
  );

  expect(sent).toMatchObject({ to: "+27600000199", provider: "sandbox", result: "accepted" });
  expect(refused).toEqual([422, 422, 422]);
  const rows = await database.sql<{ attempt_id: string; body: Uint8Array }[]>`
    select attempt_id, body from sandbox_message where channel = 'sms'`;
  expect(
    rows.map(({ attempt_id: row, body }) =>
      keyring.decryptText({ table: "sandbox_message", column: "body", row }, body),
    ),
  ).toEqual(["[Test] Dear Thandi"]);
});

test("while nobody is reached no number has to be shown to be one's own, but none on file is taken", async () => {
  const ask = (number: string) =>
    as.editor("POST", "/api/templates/test-number", { body: { number } });
  const proof = { ticket: "made.up.ticket", code: "123456" };

  expect(await answerOf(templateEndpoints.askTestNumber, await ask("+27600000199"))).toEqual({
    ticket: null,
  });
  expect((await ask("12345")).status).toBe(422);
  const guesses: number[] = [];
  for (let count = 0; count < 6; count += 1) {
    guesses.push(
      (await as.editor("POST", "/api/templates/test-number/proof", { body: proof })).status,
    );
  }
  expect(guesses).toEqual([422, 422, 422, 422, 422, 429]);
});

test("while all sending is paused no test leaves either", async () => {
  const template = email("paused", [{ kind: "text", text: "Hello" }]);
  await database.sql`update sending_switch set is_on = false`;

  const paused = await as.editor("POST", "/api/templates/test", {
    body: { template, language: "en" },
  });

  await database.sql`update sending_switch set is_on = true`;
  expect(paused.status).toBe(503);
});

test("tests are counted for each person, and letters are none", async () => {
  const template = email("often", [{ kind: "text", text: "Hello" }]);
  const letter = { ...template, channel: "letter", languages: { en: { body: "Hello" } } };
  const refused = await as.admin("POST", "/api/templates/test", {
    body: { template: letter, language: "en" },
  });

  const answers: number[] = [];
  for (let count = 0; count < 20; count += 1) {
    const body = { template, language: "en" };
    answers.push((await as.admin("POST", "/api/templates/test", { body })).status);
  }

  expect(refused.status).toBe(422);
  // Four more were asked for above, and one that was a letter.
  expect(answers.filter((status) => status === 200).length).toBe(15);
  expect(answers.at(-1)).toBe(429);
});

test("an image is kept once, is what its own bytes say, and is there for everybody", async () => {
  const upload = (bytes: Buffer) =>
    as.editor("POST", "/api/template-images", { body: { data: bytes.toString("base64") } });

  const kept = await answerOf(templateEndpoints.uploadTemplateImage, await upload(PIXEL));
  const again = await answerOf(templateEndpoints.uploadTemplateImage, await upload(PIXEL));
  const script = await upload(Buffer.from("<svg onload='alert(1)'/>"));

  expect(again).toEqual(kept);
  expect(kept).toMatchObject({ widthPx: 1, heightPx: 1 });
  expect(script.status).toBe(422);
  const shown = await anonymous("GET", `/images/${kept.id}`);
  expect([shown.headers.get("content-type"), Buffer.from(await shown.arrayBuffer())]).toEqual([
    "image/png",
    PIXEL,
  ]);
  const used = email("pictured", [
    { kind: "image", image: kept.id, alt: "Logo", widthPercent: 20 },
    { kind: "text", text: "Hi" },
  ]);
  expect((await save(used)).status).toBe(200);
  expect((await preview({ template: used, language: "en" })).html).toContain(`/images/${kept.id}`);
  const unknown = email("unknown", [
    { kind: "image", image: "0".repeat(64), alt: "", widthPercent: 20 },
  ]);
  expect((await save(unknown)).status).toBe(422);
});

test("a letter is printed as the print house would get it", async () => {
  const template = {
    id: "letter",
    name: "Letter",
    channel: "letter",
    languages: {
      en: {
        subject: "Your account {{ account.reference }}",
        body: "",
        design: {
          kind: "blocks",
          blocks: [{ kind: "text", text: "Dear {{ debtor.full_name }}" }, PAY],
        },
      },
    },
    fallback: [],
  };

  const printed = await answerOf(
    templateEndpoints.printTemplate,
    await as.manager("POST", "/api/templates/print", { body: { template, language: "en" } }),
  );

  expect(printed).toMatchObject({ pages: 1, problem: null });
  expect(Buffer.from(printed.pdf ?? "", "base64").toString("latin1", 0, 5)).toBe("%PDF-");

  // What is set of the house's letters, such as its window and its foot, is printed from then on.
  const footer = ["Registered debt collector", "Bank", "How to reach us", "Open at nine"];
  const setting = {
    collects: false,
    closesAtMinute: null,
    zone: "Africa/Johannesburg",
    handsOver: "desk",
    name: "Acme",
    returnLine: "Acme, PO Box 1, 2000 Johannesburg",
    footer,
    window: "A",
  };
  expect((await as.admin("PUT", "/api/letters/setting", { body: setting })).status).toBe(200);
  const asSet = await answerOf(
    templateEndpoints.printTemplate,
    await as.manager("POST", "/api/templates/print", { body: { template, language: "en" } }),
  );
  expect(asSet.problem).toBeNull();
  expect(asSet.pdf).not.toBe(printed.pdf);
});

test("the sandbox shows a mail as it was designed", async () => {
  const [attempt] = await database.sql<{ id: string }[]>`
    select id from attempt where debtor_id = ${person.debtorId} and body is not null limit 1`;
  const row = attempt?.id ?? "";
  const seal = (column: string, text: string) =>
    app.deps.keys().encrypt({ table: "sandbox_message", column, row }, text);
  await database.sql`
    insert into sandbox_message (attempt_id, channel, recipient, body, html, taken_at)
    values (${row}, 'email', ${seal("recipient", "t")}, ${seal("body", "Hello")}, ${seal("html", "<b>Hello</b>")}, now())
    on conflict (attempt_id) do update set html = excluded.html`;

  const messages = await answerOf(
    endpoints.sandboxMessages,
    await as.specialist("GET", `/api/sandbox/people/${person.debtorId}/messages`),
  );

  expect(messages.map(({ id, html }) => [id, html])).toContainEqual([row, "<b>Hello</b>"]);
  expect(messages.filter(({ id }) => id !== row).every(({ html }) => html === null)).toBe(true);
});

async function portfolioId(): Promise<string> {
  const [portfolio] = await database.sql<{ id: string }[]>`select id from portfolio`;
  if (portfolio === undefined) throw new Error("There is no portfolio");
  return portfolio.id;
}
