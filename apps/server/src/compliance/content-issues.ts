import type { LocalDate } from "@fairflow/calendar";
import type { RulePack } from "@fairflow/compliance";
import { compileTemplate, type MessageTemplate } from "@fairflow/template";
import type { Contact } from "./flow-contacts.ts";
import type { Checking, FlowIssue } from "./flow-issue.ts";
import { ruleBinds } from "./rule-binds.ts";
import { viewOf } from "./rule-view.ts";

type ContentRule = NonNullable<RulePack["rules"]["content"]>[number];

/** What a rule asks a message to name, where a merge field names it. A registration number has none: it stands in the text. */
const FIELDS: ReadonlyMap<string, { readonly field: string; readonly words: string }> = new Map([
  ["creditor_name", { field: "client.name", words: "the creditor" }],
  ["collector_name", { field: "brand.name", words: "the collector" }],
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
  if (texts.every(({ names }) => names.every((name) => !OF_THE_DEBT.test(name)))) return [];
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
        const without = texts.filter(({ names }) => !names.includes(asked.field));
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

/** The merge fields that each language of a template names; texts that cannot be read are told of by the builder. */
function textsOf(
  template: MessageTemplate,
): readonly { readonly language: string; readonly names: readonly string[] }[] {
  return [...compileTemplate(template).languages].flatMap(([language, { subject, body }]) => {
    if (body.kind === "broken") return [];
    const ofSubject = subject?.kind === "text" ? [...subject.names] : [];
    return [{ language, names: [...ofSubject, ...body.names] }];
  });
}

function isInForce({ effective }: ContentRule, today: LocalDate): boolean {
  if (effective === undefined) return true;
  return effective.from <= today && (effective.to == null || today < effective.to);
}
