import type { LedgerReport } from "@fairflow/simulation";

/** A simulation's report as text for a terminal. */
export function reportText(report: LedgerReport): string {
  const { messages, messagesBeforeMergingByChannel: before } = report;
  const sections = [
    [
      `${report.accounts} accounts of ${report.debtors} debtors; ${report.enrolled} entered the flow and took ${report.steps} steps.`,
    ],
    ["Steps", ...table(["step", "type", "entered", "present", "left by"], nodeRows(report))],
    ["Ended", ...counts(report.ended)],
    [
      "Messages",
      ...table(
        ["channel", "sent", "before merging per person"],
        [
          ["sms", String(messages.sms), String(before.sms)],
          ["email", String(messages.email), String(before.email)],
          ["letter", String(messages.letter), String(before.letter)],
        ],
      ),
    ],
    ["Deferred, by rule", ...counts(report.deferred)],
    ...(report.assumptions.length === 0 ? [] : [["Assumed", ...report.assumptions.map(indented)]]),
    ["Forbidden, by rule", ...counts(report.forbidden)],
    ["Sent with a warning, by rule", ...counts(report.warned)],
    [
      `Contacts avoided because people had paid: ${report.contactsAvoidedByPayment}`,
      `Contacts after payment: ${report.contactsAfterPayment}`,
      `Contacts in dispute: ${report.contactsInDispute}`,
      report.busiestDay === null
        ? "No message was sent."
        : `Busiest day: ${report.busiestDay.date} with ${report.busiestDay.messages} messages`,
    ],
  ];
  return `${sections.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

function indented(line: string): string {
  return `  ${line}`;
}

function nodeRows(report: LedgerReport): readonly (readonly string[])[] {
  return Object.entries(report.nodes).map(([id, node]) => [
    node.name === "" ? id : node.name,
    node.type,
    String(node.entered),
    String(node.present),
    Object.entries(node.exits)
      .map(([exit, count]) => `${exit} ${count}`)
      .join(", "),
  ]);
}

function counts(values: Readonly<Record<string, number>>): readonly string[] {
  const entries = Object.entries(values);
  return entries.length === 0 ? ["  none"] : entries.map(([name, count]) => `  ${name}  ${count}`);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => (row[column] ?? "").length)),
  );
  const line = (cells: readonly string[]) =>
    `  ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ")}`.trimEnd();
  return [line(head), ...rows.map(line)];
}
