import type { Sql } from "@fairflow/db";
import type { MessageChannel } from "@fairflow/interpreter";
import { compileTemplate, type CompiledTemplate } from "@fairflow/template";
import { messageTemplate } from "../load-versions.ts";
import type { ClaimedAttempt } from "./claim-attempts.ts";

interface TemplateRow {
  readonly id: string;
  readonly name: string;
  readonly channel: MessageChannel;
  readonly purpose: string | null;
  readonly number: number;
  readonly languages: Parameters<typeof compileTemplate>[0]["languages"];
  readonly fallback: string[];
  /** What its designs compiled to, by language. */
  readonly html: Readonly<Record<string, string>>;
  readonly is_current: boolean;
}

/** The templates that claimed attempts say, by `templateKey`. */
export async function readTemplates(
  sql: Sql,
  claimed: readonly ClaimedAttempt[],
): Promise<ReadonlyMap<string, CompiledTemplate>> {
  const ids = [...new Set(claimed.flatMap(({ attempt }) => attempt.template_id ?? []))];
  const rows = await sql<TemplateRow[]>`
    select template.id, name, channel, purpose, number, languages, fallback, html, number = current_version as is_current
    from template join template_version on template_id = template.id
    where template.id = any(${ids}::text[])`;
  const compiled = new Map<string, CompiledTemplate>();
  for (const row of rows) {
    const template = compileTemplate(messageTemplate(row), row.html);
    compiled.set(`${row.id} ${row.number}`, template);
    if (row.is_current) compiled.set(`${row.id} `, template);
  }
  return compiled;
}

/** Of an attempt that names no version: the one that is current. */
export function templateKey({ attempt }: ClaimedAttempt): string {
  return `${attempt.template_id ?? ""} ${attempt.template_version ?? ""}`;
}

/** Whether a text of it carries the link by which its reader chooses what to get. */
export function namesLink(template: CompiledTemplate | undefined): boolean {
  return [...(template?.languages.values() ?? [])].some(
    ({ body }) => body.kind === "text" && body.names.has("opt_out_link"),
  );
}
