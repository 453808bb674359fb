import type { Transaction } from "./connect.ts";
import type { StoredTemplate } from "./library.ts";

export interface ListedTemplate extends StoredTemplate {
  readonly changedAt: Date;
  readonly changedBy: string;
}

export interface StoredTemplateVersion extends Pick<StoredTemplate, "languages" | "fallback"> {
  readonly number: number;
  /** What the designs compiled to when it was saved. */
  readonly html: Readonly<Record<string, string>>;
  readonly madeAt: Date;
  readonly madeBy: string;
}

/** Every template that is not archived, by name. */
export async function listTemplates(tx: Transaction): Promise<readonly ListedTemplate[]> {
  return tx.sql<ListedTemplate[]>`
    select t.id, t.name, t.channel, t.purpose, v.number as version, v.languages, v.fallback,
      v.created_at as "changedAt", v.created_by as "changedBy"
    from template t join template_version v on v.template_id = t.id and v.number = t.current_version
    where t.archived_at is null order by lower(t.name), t.id`;
}

/** Every version that a template ever had, the newest first; none where there is no such template. */
export async function templateVersions(
  tx: Transaction,
  id: string,
): Promise<readonly StoredTemplateVersion[]> {
  return tx.sql<StoredTemplateVersion[]>`
    select v.number, v.languages, v.html, v.fallback, v.created_at as "madeAt", v.created_by as "madeBy"
    from template t join template_version v on v.template_id = t.id
    where t.id = ${id} and t.archived_at is null order by v.number desc`;
}
