import { Readable } from "node:stream";
import { ImportState } from "@fairflow/contract";
import { recordAudit } from "@fairflow/db";
import { emptyFlow } from "@fairflow/flow";
import { openTable } from "@fairflow/intake";
import { FORMULAS } from "@fairflow/intake/formula-cells";
import { describe, expect, test } from "vitest";
import { importSample } from "../imports/import-sample.ts";
import { sampleMapping } from "../imports/sample-mapping.ts";
import { testApp } from "../test-app.ts";

const app = await testApp();
const { as, anonymous, database } = app;
const system = await app.withKey("polluter", ["accounts", "contacts", "events"]);

/** Runs of spaces are read as one. */
const STORED = FORMULAS.map((formula) => formula.replaceAll(/\s+/g, " "));
const IS_FORMULA = /^[\s\0\u{feff}]*[=+\-@＝＋－＠]/u;

describe("formulas that came in with a file", () => {
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const row = (formula: string, index: number, amount: string) => {
    // All of one length, so that they sort as they stand in the file.
    const invoice = `I-${index + 10}`;
    return [`C-${index}`, quoted(formula), invoice, amount, "2026-01-10", quoted(formula)].join();
  };
  const file = (amount: string) =>
    [
      "Customer,Name,Invoice,Amount,Due,Product",
      ...FORMULAS.map((formula, index) => row(formula, index, amount)),
    ].join("\n");

  test("are kept as they were written, and are text in every file that leaves", async () => {
    await importSample(app, file("100.00"), { "account.product": "Product" });
    await recordAudit(
      database,
      FORMULAS.map((reason) => ({
        actor: { kind: "system" as const },
        action: "test.formula",
        subject: { kind: "test", id: reason },
        reason,
      })),
    );
    const stored = await database.sql<{ product: string }[]>`
      select product from account order by reference`;
    const asked = "currency=ZAR&from=2026-01-01&to=2026-01-31&by=product";

    const files = await Promise.all(
      [
        `/api/reports/collecting/file?${asked}&format=csv`,
        "/api/audit/export",
        "/api/dashboard/export?format=csv",
        "/api/dashboard/export?format=csv&figure=collected",
      ].map(async (path) => cellsOf(await as.admin("GET", path))),
    );

    expect(stored.map(({ product }) => product)).toEqual(STORED);
    expect(files.flatMap((cells) => cells.filter((cell) => IS_FORMULA.test(cell)))).toEqual([]);
    for (const [index, formula] of FORMULAS.entries()) {
      expect(files[0]).toContain(`'${STORED[index]}`);
      expect(files[1]).toContain(`'${formula}`);
    }
  });

  test("are text in the list of rows to mend, which reads back as it was", async () => {
    const upload = await as.editor("POST", "/api/imports", {
      headers: { "content-type": "text/csv" },
      body: file("much"),
    });
    const { id } = ImportState.parse(await upload.json());
    const mapping = sampleMapping({ "account.product": "Product" });
    await as.editor("POST", `/api/imports/${id}/preview`, { body: { mapping } });

    const list = await as.editor("GET", `/api/imports/${id}/problems.csv`);
    const cells = await cellsOf(list.clone());
    await importSample(app, (await list.text()).replaceAll("much", "200.00"), {
      "account.product": "Product",
    });

    expect(cells.filter((cell) => IS_FORMULA.test(cell))).toEqual([]);
    const mended = await database.sql<{ product: string }[]>`
      select product from account where balance = 20000 order by reference`;
    expect(mended.map(({ product }) => product)).toEqual(STORED);
  });
});

/** PayloadsAllTheThings, "Prototype Pollution". */
const POLLUTIONS = [
  '{"__proto__":{"evilProperty":"evilPayload"}}',
  '{"__proto__":{"argv0":"node","shell":"node","NODE_OPTIONS":"--inspect=payload\\".oastify.com"}}',
  '{"constructor":{"prototype":{"foo":"bar","json spaces":10}}}',
  '{"__proto__":{"json spaces":" "}}',
  '{"__proto__":{"exposedHeaders":["foo"]}}',
  '{"__proto__":{"status":510}}',
  '{"__proto__":{"parameterLimit":1}}',
] as const;

describe("what would reach the prototype of everything", () => {
  const flow = JSON.stringify(emptyFlow("Target"));
  const criteria = '{"kind":"rule","field":"account.product","operator":"is_empty"}';
  const account =
    '{"account":"A-1","currency":"ZAR","balanceMinor":1,"dueDate":"2026-01-31","debtor":{"reference":"D"}}';

  test.for(POLLUTIONS)(
    "%s is refused wherever a body is read, and changes nothing",
    async (json) => {
      const before = await control();
      const into = (text: string) => `${text.slice(0, -1)},${json.slice(1)}`;
      const sent: readonly (readonly [typeof as.admin, string, string, string])[] = [
        [as.editor, "POST", "/api/flows", json],
        [as.editor, "POST", "/api/flows", into('{"name":"Polluted"}')],
        [
          as.editor,
          "PUT",
          "/api/flows/01a204ff-69d0-792c-af73-ac85280b668f/draft",
          `{"flow":${into(flow)}}`,
        ],
        [as.editor, "POST", "/api/segments/count", into(`{"criteria":${criteria}}`)],
        [as.editor, "POST", "/api/segments/count", `{"criteria":${into(criteria)}}`],
        [as.editor, "PUT", "/api/templates/polluted", json],
        [as.editor, "PUT", "/api/mappings/Polluted", `{"mapping":${json}}`],
        [as.admin, "POST", "/api/webhooks", json],
        [as.admin, "POST", "/api/trouble/act", json],
        [as.manager, "POST", "/api/report-schedules", json],
        [system, "POST", "/v1/accounts", json],
        [system, "POST", "/v1/contacts", json],
        [system, "POST", "/v1/events", json],
        [anonymous, "POST", "/hooks/sandbox", json],
        [anonymous, "POST", "/api/auth/sign-in/email", json],
      ];

      const statuses = await Promise.all(
        sent.map(async ([ask, method, path, body]) => {
          const headers = { "content-type": "application/json", "if-match": '"1"' };
          return (await ask(method, path, { headers, body })).status;
        }),
      );
      // Rows of a bulk request are judged each for itself.
      const rows = await system("POST", "/v1/accounts", {
        body: `{"accounts":[${into(account)}]}`,
      });

      expect(statuses.filter((status) => status < 400 || status >= 500)).toEqual([]);
      expect(rows.status === 400 || (await rows.text()).includes('"refused"')).toBe(true);
      expectUntouched();
      expect(await control()).toEqual(before);
    },
  );

  test.for(["__proto__[xxx]=1", "a[constructor][prototype]=1", "__proto__=1", "constructor=1"])(
    "?%s names nothing",
    async (query) => {
      const before = await control();

      for (const path of ["/api/debtors", "/api/dashboard", "/api/webhook-deliveries", "/p/x"]) {
        const { status } = await as.admin("GET", `${path}?${query}`);
        expect(status).toBeLessThan(500);
      }

      expectUntouched();
      expect(Reflect.get({}, "xxx")).toBeUndefined();
      expect(await control()).toEqual(before);
    },
  );

  test("columns of a file are names and nothing else", async () => {
    const names = ["__proto__", "constructor", "prototype", "hasOwnProperty", "__proto__[x]"];
    const csv = [
      ["Customer", "Name", "Invoice", "Amount", "Due", ...names].join(","),
      ["P-1", "Pat Sample", "P-I-1", "5.00", "2026-01-10", ...names.map(() => "evil")].join(","),
    ].join("\n");

    await importSample(app, csv);

    const [stored] = await database.sql<{ custom: unknown }[]>`
      select custom from account where reference = 'P-I-1'`;
    expect(stored).toEqual({ custom: {} });
    expectUntouched();
  });

  function expectUntouched(): void {
    const plain = {};
    const names = ["evilProperty", "argv0", "shell", "NODE_OPTIONS", "foo", "json spaces"];
    const others = ["exposedHeaders", "status", "parameterLimit"];
    for (const name of [...names, ...others]) expect(Reflect.get(plain, name)).toBeUndefined();
  }

  /** One answer in all its parts but what differs from request to request. */
  async function control() {
    const answer = await as.admin("GET", "/api/session");
    expect(answer.status).toBe(200);
    const { "x-request-id": _, date: __, ...headers } = Object.fromEntries(answer.headers);
    return { status: answer.status, headers, body: await answer.text() };
  }
});

async function cellsOf(response: Response): Promise<readonly string[]> {
  expect(response.status).toBe(200);
  const bytes = Buffer.from(await response.arrayBuffer());
  const form = { delimiter: ",", encoding: "utf-8", quote: '"', headerRow: 1 } as const;
  const { columns, rows } = await openTable(Readable.from([bytes]), form);
  const cells = [...columns];
  for await (const row of rows) cells.push(...row.cells);
  return cells;
}
