import type { Keyring, Transaction } from "@fairflow/db";
import {
  compileTemplate,
  renderTemplate,
  type CompiledTemplate,
  type MergeValues,
} from "@fairflow/template";
import { CURRENCY, LANGUAGES, type DemoPlace } from "../demo-place.ts";
import type { DemoFlows } from "../flows/demo-flows.ts";
import { CLIENT_NAME, PORTFOLIO_NAME } from "../history/history-world.ts";
import type { AttemptRow, Said } from "../history/run-rows.ts";
import type { DemoPerson } from "../people/person.ts";
import { bytes, insertRows } from "./insert-rows.ts";
import { SANDBOX_MESSAGE } from "./table-columns.ts";

/** Only the latest messages keep what they said: enough to open any phone that was written to of late. */
const KEPT = 400;

/** A message that left, with whom it went to. */
export interface SentMessage {
  readonly attempt: AttemptRow;
  readonly person: DemoPerson;
}

export interface MessageWriting {
  readonly flows: DemoFlows;
  readonly place: DemoPlace;
  readonly publicUrl: string;
  readonly sent: readonly SentMessage[];
}

/** Stores what the latest messages said, on the attempts and on the sandbox's phones, encrypted. */
export async function writeMessages(
  { sql }: Transaction,
  keyring: Keyring,
  of: MessageWriting,
): Promise<void> {
  const templates = new Map(of.flows.templates.map((each) => [each.id, compileTemplate(each)]));
  const latest = of.sent
    .filter(({ attempt }) => attempt.said !== null)
    .toSorted((a, b) => (a.attempt.created_at < b.attempt.created_at ? 1 : -1))
    .slice(0, KEPT);
  const rows = latest.map((message) => sealed(keyring, of, { message, templates }));
  await sql`
    update attempt set subject = said.subject, body = said.body
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb)
      as said (shard smallint, attempt_id uuid, subject bytea, body bytea)
    where attempt.shard = said.shard and attempt.id = said.attempt_id`;
  await insertRows(
    sql,
    SANDBOX_MESSAGE,
    rows.map((row) => ({ ...row, subject: row.sandbox_subject, body: row.sandbox_body })),
  );
}

function sealed(
  keyring: Keyring,
  { place, publicUrl }: MessageWriting,
  {
    message: { attempt, person },
    templates,
  }: {
    readonly message: SentMessage;
    readonly templates: ReadonlyMap<string, CompiledTemplate>;
  },
) {
  const template = templates.get(attempt.template_id ?? "");
  if (template === undefined || attempt.said === null) {
    throw new RangeError(`Attempt ${attempt.id} says nothing`);
  }
  const { linkId } = attempt.said;
  const link = linkId === null ? null : `${publicUrl}/p/${keyring.linkToken(linkId, "pay")}`;
  const rendering = renderTemplate(template, valuesOf(person, attempt.said, link), {
    languages: [person.language, ...LANGUAGES],
    now: new Date(attempt.created_at),
    zone: place.zone,
    currency: CURRENCY,
  });
  if (!rendering.ok) throw new RangeError(rendering.problem);
  const { subject, body } = rendering;
  const seal = (table: string, column: string, text: string | undefined) =>
    text === undefined ? null : bytes(keyring.encrypt({ table, column, row: attempt.id }, text));
  return {
    shard: attempt.shard,
    attempt_id: attempt.id,
    channel: attempt.channel,
    taken_at: attempt.accepted_at,
    is_void: false,
    subject: seal("attempt", "subject", subject),
    body: seal("attempt", "body", body),
    recipient: seal("sandbox_message", "recipient", recipientOf(person, attempt.channel)),
    sandbox_subject: seal("sandbox_message", "subject", subject),
    sandbox_body: seal("sandbox_message", "body", body),
  };
}

function valuesOf(person: DemoPerson, { accounts }: Said, link: string | null): MergeValues {
  const [first] = accounts;
  const fullName = `${person.firstName} ${person.lastName}`.trim();
  return {
    "debtor.first_name": person.firstName === "" ? fullName : person.firstName,
    "debtor.full_name": fullName,
    "account.reference": first?.reference ?? null,
    "account.arrears": first?.arrears ?? null,
    "account.balance": first?.balance ?? null,
    "account.due_date": first?.due_date ?? null,
    accounts,
    "client.name": CLIENT_NAME,
    "portfolio.name": PORTFOLIO_NAME,
    "brand.name": "Kopano",
    payment_link: link,
  };
}

function recipientOf({ phone, email, postal }: DemoPerson, channel: string): string {
  switch (channel) {
    case "sms":
      return phone ?? "";
    case "email":
      return email ?? "";
    default:
      return postal;
  }
}
