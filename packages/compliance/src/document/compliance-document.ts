import type { RulePack } from "../rule-pack.ts";
import { longDate } from "../words/date-words.ts";
import { datesWords, rulesInWords, type RuleInWords } from "../words/rule-in-words.ts";
import { CONFIDENCE_WORDS } from "../words/vocabulary-words.ts";
import { CONTESTED_POINTS } from "./contested-points.ts";

/** Where the rules of a kind are kept by the gate. The others are for people to read. */
export const FILES_OF_KINDS = {
  contactWindows: "contact-window.ts",
  frequencyCaps: "frequency-cap.ts",
  coolDowns: "cool-down.ts",
  holds: "hold.ts",
  consent: "consent.ts",
  optOuts: "hold.ts",
  notices: "notice-rules.ts",
  stepGates: "step-gate.ts",
  content: undefined,
  timeBars: "time-bar.ts",
  answers: "answer-days.ts",
  retention: undefined,
  security: undefined,
  fees: "charges/check-charges.ts",
} as const satisfies Record<RuleInWords["kind"], string | undefined>;

/** The whole of `docs/compliance.md`: every rule of every pack with its source and what the product does. */
export function complianceDocument(packs: readonly RulePack[]): string {
  return `${[
    ...introduction(packs),
    ...contestedSection(packs),
    ...packs.flatMap((pack) => packSection(pack)),
  ].join("\n")}\n`;
}

function introduction(packs: readonly RulePack[]): readonly string[] {
  return [
    "# Compliance",
    "",
    "<!-- Written by `node packages/compliance/scripts/generate-compliance-docs.ts` from the rule packs: change those. -->",
    "",
    "> **These rule packs are drafts and no legal advice.** Counsel has not read them. Nothing here may be relied on before",
    "> somebody with the authority to do so has checked the sources of a pack and activated it in the installation, under",
    "> their own name.",
    "",
    "What the product does for each rule, told from the figures that the gate itself goes by, with the source of the rule and",
    "how sure that source is. Where the data comes from: [compliance-data.md](compliance-data.md).",
    "",
    "## How to read it",
    "",
    "- **A rule that blocks** keeps an attempt back: until an instant that it names, or until something happens. A rule that",
    "  warns keeps nothing back. All packs that are given to the gate have to allow; they only ever add to each other.",
    "- **Required** rules are always on. **Recommended** ones are on until an admin switches them off with a reason, where the",
    "  rule says that this is possible.",
    "- Hours are those of the debtor's clock. They begin at the first minute that is named and end before the last. Days of a",
    "  count are local dates, so that they are right in nights when clocks change. What is planned or in doubt counts.",
    "- **How sure** a source is:",
    ...Object.entries(CONFIDENCE_WORDS).map(([grade, words]) => `  - **${grade}** ${words}.`),
    "",
    "## Packs",
    "",
    "| Pack | Version | In force | Reviewed | Stale after | Rules |",
    "|---|---|---|---|---|---|",
    ...packs.map(
      (pack) =>
        `| [${cell(titleOf(pack))}](#${pack.id}) | ${pack.version}, ${pack.status} | ${datesWords(pack.effective)} | ${longDate(pack.reviewedAt)} | ${longDate(pack.reviewBy)} | ${rulesInWords(pack).length} |`,
    ),
    "",
  ];
}

/** Where the law can be read in more than one way. */
function contestedSection(packs: readonly RulePack[]): readonly string[] {
  const rules = new Map(
    packs.flatMap((pack) => rulesInWords(pack)).map((rule) => [rule.ruleId, rule]),
  );
  const covered = new Set(CONTESTED_POINTS.flatMap((point) => point.rules));
  const others = [...rules.values()].filter(
    ({ ruleId, contested }) => contested !== undefined && !covered.has(ruleId),
  );
  return [
    "## Contested points",
    "",
    "Where the law can be read in more than one way, and what the packs chose.",
    "",
    "| | Point | Positions | The packs' choice | Rules |",
    "|---|---|---|---|---|",
    ...CONTESTED_POINTS.map(
      ({ id, point, positions, choice, rules: ids }) =>
        `| ${id} | ${cell(point)} | ${cell(positions)} | ${cell(choice)} | ${ids.map((rule) => `[${rule}](#${anchor(rule)})`).join(", ")} |`,
    ),
    ...others.map(
      ({ ruleId, title, contested }) =>
        `| | ${cell(title)} | ${cell(contested ?? "")} | As the rule says | [${ruleId}](#${anchor(ruleId)}) |`,
    ),
    "",
  ];
}

function packSection(pack: RulePack): readonly string[] {
  const rules = rulesInWords(pack);
  const kinds = Object.entries(Object.groupBy(rules, ({ kind }) => kind));
  return [
    `<a id="${pack.id}"></a>`,
    "",
    `## ${titleOf(pack)}`,
    "",
    `\`${pack.id}\` version ${pack.version}, status **${pack.status}**; ${lowerFirst(datesWords(pack.effective))}; reviewed on ${longDate(pack.reviewedAt)}, stale after ${longDate(pack.reviewBy)}. File: \`packages/compliance/packs/${pack.id}.json\`.`,
    "",
    ...(pack.disclaimer === undefined ? [] : [`> ${pack.disclaimer}`, ""]),
    "| What | Rules |",
    "|---|---|",
    ...kinds.map(
      ([, ofKind]) =>
        `| ${ofKind[0]?.kindWords ?? ""} | ${ofKind.map(({ ruleId, title }) => `[${cell(title)}](#${anchor(ruleId)})`).join("<br>")} |`,
    ),
    "",
    ...kinds.flatMap(([, ofKind]) => [
      `### ${ofKind[0]?.kindWords ?? ""}`,
      "",
      ...ofKind.flatMap((rule) => ruleSection(rule)),
    ]),
  ];
}

function ruleSection(rule: RuleInWords): readonly string[] {
  const file = FILES_OF_KINDS[rule.kind];
  return [
    `<a id="${anchor(rule.ruleId)}"></a>`,
    "",
    `#### ${rule.title}`,
    "",
    rule.sentence,
    "",
    `- Rule \`${rule.ruleId}\`; ${lowerFirst(rule.dates)}; ${file === undefined ? "kept by people" : `kept by \`packages/compliance/src/${file}\``}`,
    `- ${rule.profile}. It ${rule.severity}. ${rule.override}. It stands in ${rule.authority}`,
    `- ${rule.applies}`,
    ...rule.citations.map(
      ({ cite, url, confidence, note }) =>
        `- Source (**${confidence}**): ${cite}${note === undefined ? "" : `. ${note}`}${url === undefined ? "" : `. <${url}>`}`,
    ),
    ...(rule.contested === undefined ? [] : [`- **Contested:** ${rule.contested}`]),
    ...(rule.notes === undefined ? [] : [`- Note: ${rule.notes}`]),
    "",
  ];
}

function titleOf({ title, id }: RulePack): string {
  return title ?? id;
}

function anchor(ruleId: string): string {
  return `rule-${ruleId.replaceAll(/[^a-z0-9]/g, "-")}`;
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|");
}

function lowerFirst(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1);
}
