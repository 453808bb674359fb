import { dateOfEpochDay, epochDayAt } from "@fairflow/calendar";
import type { AttemptRequest, Library } from "@fairflow/interpreter";
import {
  compileTemplate,
  coreMergeFields,
  renderTemplate,
  type CompiledTemplate,
  type MergeValues,
} from "@fairflow/template";
import type { TestMessage } from "./moment.ts";
import { owedOn } from "./owed.ts";
import { paidOf, type TestLife } from "./test-life.ts";
import type { TestAccount } from "./test-person.ts";

const SAMPLE_LINK = String(coreMergeFields.find(({ id }) => id === "payment_link")?.sample ?? "");

export type ComposedTest =
  | { readonly ok: true; readonly message: TestMessage }
  /** Names the template and the fact, never a value. */
  | { readonly ok: false; readonly problem: string };

/** Renders messages as the engine would, each template compiled once. */
export type Composer = (
  life: TestLife,
  of: {
    readonly request: AttemptRequest;
    readonly accounts: readonly TestAccount[];
    readonly nowMs: number;
  },
) => ComposedTest;

export function composer(library: Library): Composer {
  const compiled = new Map<string, CompiledTemplate>();
  const templateOf = (id: string) => {
    const known = compiled.get(id);
    if (known !== undefined) return known;
    const template = library.templates.get(id);
    if (template === undefined) return undefined;
    const made = compileTemplate(template);
    compiled.set(id, made);
    return made;
  };
  return (life, { request, accounts, nowMs }) => {
    const [first] = accounts;
    const template = templateOf(request.template);
    if (first === undefined || template === undefined) {
      return { ok: false, problem: `The template ${request.template} is gone.` };
    }
    const { zone, languages } = life.person;
    const rendering = renderTemplate(template, valuesOf(life, accounts, first, nowMs), {
      languages: [...languages, ...first.spoken.languages],
      now: new Date(nowMs),
      zone,
      currency: first.currency,
    });
    if (!rendering.ok) return rendering;
    return {
      ok: true,
      message: {
        channel: request.channel,
        template: request.template,
        language: rendering.language,
        subject: rendering.subject ?? null,
        body: rendering.body,
        smsParts: rendering.smsParts?.parts ?? null,
      },
    };
  };
}

function valuesOf(
  life: TestLife,
  accounts: readonly TestAccount[],
  first: TestAccount,
  nowMs: number,
): MergeValues {
  const { person } = life;
  const day = epochDayAt(person.zone, nowMs);
  const said = (account: TestAccount) => {
    const owed = owedOn(account.owed, paidOf(life, account), day);
    const { isWithheld } = account.spoken;
    return {
      reference: account.spoken.reference,
      arrears: isWithheld ? null : owed.arrearsMinor,
      balance: isWithheld ? null : owed.balanceMinor,
      due_date: owed.dueDay === null ? null : dateOfEpochDay(owed.dueDay),
    };
  };
  const own = said(first);
  return {
    "debtor.first_name": person.names.first ?? person.names.full,
    "debtor.full_name": person.names.full,
    "account.reference": own.reference,
    "account.arrears": own.arrears,
    "account.balance": own.balance,
    "account.due_date": own.due_date,
    accounts: accounts.map((account) => said(account)),
    "client.name": first.spoken.client,
    "portfolio.name": first.spoken.portfolio,
    "brand.name": first.spoken.brand,
    payment_link: person.linkUrl ?? (life.hasLink ? SAMPLE_LINK : null),
  };
}
