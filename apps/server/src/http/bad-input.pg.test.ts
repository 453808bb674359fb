import { endpoints } from "@fairflow/contract";
import { emptyFlow, MAX_DOCUMENT_BYTES, MAX_NODES } from "@fairflow/flow";
import { expect, test } from "vitest";
import { answerOf, errorOf, testApp } from "../test-app.ts";

const { as, anonymous } = await testApp();
const created = await as.editor("POST", "/api/flows", { body: { name: "Target" } });
const { id } = await answerOf(endpoints.createFlow, created);

const node = (own: object) => ({ id: "n1", type: "end", name: "", config: {}, ...own });
const flowWith = (own: object) => JSON.stringify({ flow: { ...emptyFlow("Target"), ...own } });

test.for<[string, string, RegExp]>([
  ["an unknown key", flowWith({ colour: "red" }), /flow\.colour: .*colour/],
  [
    "an unknown key deep inside",
    flowWith({ nodes: [node({ size: 1 })] }),
    /flow\.nodes\[0\]\.size/,
  ],
  [
    "__proto__",
    flowWith({}).replace('"notes"', '"__proto__":{"admin":true},"notes"'),
    /flow\.__proto__/,
  ],
  [
    "__proto__ in a config",
    `{"flow":${JSON.stringify({ ...emptyFlow("T"), nodes: [node({})] }).replace('"config":{}', '"config":{"__proto__":1}')}}`,
    /nodes\[0\]\.config\.__proto__/,
  ],
  ["duplicate ids", flowWith({ nodes: [node({}), node({})] }), /nodes\[1\]\.id: "n1" is already/],
  [
    "2,001 nodes",
    flowWith({ nodes: Array.from({ length: MAX_NODES + 1 }, (_, n) => node({ id: `n${n}` })) }),
    /at most 2000 steps/,
  ],
  [
    "a number that is none",
    flowWith({ layout: { n1: { x: 0, y: 0 } } }).replace('"x":0', '"x":NaN'),
    /not JSON/,
  ],
  [
    "a number beyond all",
    flowWith({ layout: { n1: { x: 0, y: 0 } } }).replace('"x":0', '"x":1e999'),
    /finite|number/i,
  ],
  [
    "nesting without end",
    flowWith({}).replace('"notes":[]', `"notes":${"[".repeat(5_000)}${"]".repeat(5_000)}`),
    /Nested deeper/,
  ],
  [
    "a NUL in a name",
    flowWith({ nodes: [node({ name: "a\u0000b" })] }),
    /nodes\[0\]\.name: .*cannot be stored/,
  ],
  [
    "half a surrogate pair",
    flowWith({ nodes: [node({ name: "a\ud800" })] }),
    /nodes\[0\]\.name: .*cannot be stored/,
  ],
  ["an empty body", "", /not JSON/],
  ["a list", "[]", /object/],
])("refuses %s with the place, and saves nothing", async ([, body, words]) => {
  const response = await save(body);

  const { message } = await errorOf(response);
  const draft = await answerOf(endpoints.flow, await as.editor("GET", `/api/flows/${id}`));
  expect(response.status).toBeGreaterThanOrEqual(400);
  expect(response.status).toBeLessThan(500);
  expect(message).toMatch(words);
  expect(draft.revision).toBe(1);
});

test("a type called constructor is an issue of the draft, not a fault", async () => {
  const other = await as.editor("POST", "/api/flows", { body: { name: "Constructor" } });
  const flow = await answerOf(endpoints.createFlow, other);
  await as.editor("PUT", `/api/flows/${flow.id}/draft`, {
    headers: { "if-match": '"1"' },
    body: { flow: { ...emptyFlow("Constructor"), nodes: [node({ type: "constructor" })] } },
  });

  const response = await as.editor("POST", `/api/flows/${flow.id}/submissions`, {
    body: { revision: 2, note: "to see" },
  });

  expect(response.status).toBe(422);
  expect(JSON.stringify((await errorOf(response)).details)).toContain("constructor");
});

test("takes a body of 1 MB and no byte more", async () => {
  const body = (bytes: number) => {
    const empty = flowWith({
      notes: [{ id: "n", text: "", color: "blue", position: { x: 0, y: 0 } }],
    });
    return `${empty}${" ".repeat(bytes - Buffer.byteLength(empty))}`;
  };

  const [fits, over] = [
    await save(body(MAX_DOCUMENT_BYTES), 7),
    await save(body(MAX_DOCUMENT_BYTES + 1)),
  ];

  expect([fits.status, over.status]).toEqual([412, 413]);
});

test.for([
  ["GET", "/api/flows/not-an-id"],
  ["GET", `/api/flows/${"0".repeat(36)}`],
  ["GET", "/api/flows/01a204ff-69d0-792c-af73-ac85280b668f/versions/99999999999"],
  ["GET", "/api/flows/01a204ff-69d0-792c-af73-ac85280b668f/versions/1e9"],
  ["GET", "/api/flows/01a204ff-69d0-792c-af73-ac85280b668f/versions/NaN/counts"],
  ["GET", "/api/flows/01a204ff-69d0-792c-af73-ac85280b668f/versions/1/nodes/%00/people"],
  ["GET", "/api/debtors?search=%00"],
  ["GET", `/api/debtors?search=${"x".repeat(201)}`],
  ["GET", "/api/debtors?search=a&search=b"],
  ["GET", "/api/debtors?cursor=';drop table debtor;--"],
  ["GET", "/api/debtors?__proto__=x"],
  ["GET", "/api/stream?topics=debtor:x"],
  ["GET", "/api/stream?topics="],
  ["GET", "/api/invitations/%F0%9F"],
  ["GET", "/p/%00"],
  ["GET", "/p/%F0%9F"],
  ["GET", "/bank/x?checkout=.."],
  ["GET", "/..%2f..%2fetc/passwd"],
  ["POST", "/p/aaaaaaaaaaaaaaaaaaaaaa"],
  ["POST", "/api/auth/sign-in/email"],
  ["POST", "/api/auth/sign-out"],
])("%s %s is never a fault of the server", async ([method = "", path = ""]) => {
  const response = await as.specialist(method, path);

  expect(response.status).toBeLessThan(500);
});

test.for([
  { criteria: { kind: "rule", field: "account.balance", operator: "more_than", value: 1e308 } },
  {
    criteria: {
      kind: "rule",
      field: "account.product",
      operator: "is",
      value: "'; drop table account; --",
    },
  },
  { criteria: { kind: "rule", field: "account.due_date", operator: "on", value: "2026-02-30" } },
  { criteria: { kind: "rule", field: "account.product", operator: "is", value: "\u0000" } },
  { criteria: { kind: "rule", field: "custom.nothing", operator: "is_empty" } },
  { criteria: nested(9) },
  {
    criteria: {
      kind: "any",
      of: Array.from({ length: 201 }, () => ({
        kind: "rule",
        field: "account.product",
        operator: "is_empty",
      })),
    },
  },
])("a condition that is too much or nonsense is answered plainly: %j", async (body) => {
  const response = await as.editor("POST", "/api/segments/count", { body });

  expect(response.status).toBeLessThan(500);
});

test.for([
  { id: "t1", name: "No words", channel: "sms", languages: {}, fallback: [] },
  {
    id: "t1",
    name: "Odd",
    channel: "sms",
    purpose: "flattery",
    languages: { en: { body: "x" } },
    fallback: [],
  },
  {
    id: "t1",
    name: "Proto",
    channel: "sms",
    languages: { en: { body: "x", size: 1 } },
    fallback: [],
  },
])("refuses a template that cannot be kept: $name", async (body) => {
  const response = await as.editor("PUT", "/api/templates/t1", { body });

  expect(response.status).toBe(422);
});

test("an address that is none is answered as JSON too", async () => {
  const { status, headers } = await anonymous("GET", "/api/nothing");

  expect(status).toBe(404);
  expect(headers.get("content-type")).toContain("application/json");
});

function save(body: string, revision = 1): Promise<Response> {
  return as.editor("PUT", `/api/flows/${id}/draft`, {
    headers: { "if-match": `"${revision}"`, "content-type": "application/json" },
    body,
  });
}

function nested(depth: number): object {
  return depth === 0
    ? { kind: "rule", field: "account.product", operator: "is_empty" }
    : { kind: "not", of: nested(depth - 1) };
}
