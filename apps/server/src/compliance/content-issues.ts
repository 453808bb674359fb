import type { LocalDate } from "@fairflow/calendar";
import type { RulePack } from "@fairflow/compliance";
import { compileTemplate, type MessageTemplate } from "@fairflow/template";
import type { Contact } from "./flow-contacts.ts";
import type { Checking, FlowIssue } from "./flow-issue.ts";
import { ruleBinds } from "./rule-binds.ts";
import { viewOf } from "./rule-view.ts";

type ContentRule = NonNullable<RulePack["rules"]["content"]>[number];

interface AskedFor {
  readonly field: string;
  readonly words: string;
  /** How it may be said without the field. */
  readonly orSaid?: RegExp;
}

/** What a rule asks a message to name, where a merge field names it. */
const FIELDS: ReadonlyMap<string, AskedFor> = new Map<string, AskedFor>([
  ["creditor_name", { field: "client.name", words: "the creditor" }],
  ["collector_name", { field: "brand.name", words: "the collector" }],
  [
    "cfdc_registration_number",
    {
      field: "brand.registration",
      words: "the registration with the Council for Debt Collectors",
      orSaid: /\bCFDC\b|\bregistration\b|\bregistered\b/i,
    },
  ],
]);

/** Of what a text speaks that tells of a debt. */
const OF_THE_DEBT = /^(?:accounts?|client|portfolio|brand|payment_link)\b/;

/** What the message of a step plainly leaves out that a rule asks for. It is a warning: the gate reads no texts. */
export function contentIssues(
  { packs, portfolios, switchedOff, today }: Checking,
  contact: Contact,
  template: MessageTemplate,
): readonly FlowIssue[] {
  const texts = textsOf(template);
  // A text that tells nothing of a debt may go to addresses of which nobody knows yet whose they are.
  if (!tellsOfTheDebt(template)) return [];
  const used = new Set(portfolios.flatMap(({ packIds }) => packIds));
  return [...used].flatMap((id) => {
    const inLaw = packs.get(id);
    return (inLaw?.pack.rules.content ?? []).flatMap((rule): FlowIssue[] => {
      if (inLaw === undefined || switchedOff.has(`${id} ${rule.id}`)) return [];
      if (!isInForce(rule, today)) return [];
      // Nobody knows of a template which kinds of debt it will speak of.
      if (rule.appliesTo?.debtTypes !== undefined) return [];
      const bound = portfolios.filter(
        (portfolio) => portfolio.packIds.includes(id) && ruleBinds(rule, portfolio, contact),
      );
      if (bound.length === 0) return [];
      return (rule.mustInclude ?? []).flatMap((term): FlowIssue[] => {
        const asked = FIELDS.get(term);
        if (asked === undefined) return [];
        const without = texts.filter(
          ({ names, said }) => !names.includes(asked.field) && asked.orSaid?.test(said) !== true,
        );
        if (without.length === 0) return [];
        const where =
          without.length === texts.length
            ? ""
            : ` in ${without.map(({ language }) => language).join(", ")}`;
        return [
          {
            kind: "content-lacking",
            node: contact.node,
            words: `The template “${template.name}” does not name ${asked.words}${where}: it lacks the field ${asked.field}.`,
            rule: viewOf([inLaw.pack], rule.id),
            portfolios: bound.map(({ name }) => name),
            from: null,
          },
        ];
      });
    });
  });
}

/** Whether any of its languages names something of the debt. */
export function tellsOfTheDebt(template: MessageTemplate): boolean {
  return textsOf(template).some(({ names }) => names.some((name) => OF_THE_DEBT.test(name)));
}

/** The merge fields that each language of a template names; texts that cannot be read are told of by the builder. */
function textsOf(template: MessageTemplate): readonly {
  readonly language: string;
  readonly names: readonly string[];
  /** As it is written. */
  readonly said: string;
}[] {
  return [...compileTemplate(template).languages].flatMap(([language, { subject, body }]) => {
    if (body.kind === "broken") return [];
    const ofSubject = subject?.kind === "text" ? [...subject.names] : [];
    const said = template.languages[language]?.body ?? "";
    return [{ language, names: [...ofSubject, ...body.names], said }];
  });
}

function isInForce({ effective }: ContentRule, today: LocalDate): boolean {
  if (effective === undefined) return true;
  return effective.from <= today && (effective.to == null || today < effective.to);
}
