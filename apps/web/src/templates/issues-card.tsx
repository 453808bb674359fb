import type { TemplateIssue } from "@fairflow/contract";
import { CircleAlert, CircleCheck, Scale } from "lucide-react";
import { languageName } from "@fairflow/ui";

export interface IssuesCardProps {
  /** Undefined until they are known. */
  readonly issues: readonly TemplateIssue[] | undefined;
  readonly isAsking: boolean;
}

/** What keeps a template from being sent, and what the law asks for. */
export function IssuesCard({ issues, isAsking }: IssuesCardProps) {
  return (
    <section
      aria-label="To mend"
      aria-busy={isAsking}
      className="rounded-card border border-line bg-surface px-4 py-3"
    >
      <h2 className="text-base font-semibold">To mend</h2>
      {issues === undefined && <p className="text-sm text-ink-3">It is being looked at.</p>}
      {issues?.length === 0 && (
        <p className="mt-1 flex items-center gap-2 text-sm text-ink-2">
          <CircleCheck aria-hidden className="size-4 text-ok" />
          Nothing. It names what the law asks for and can be sent.
        </p>
      )}
      {issues !== undefined && issues.length > 0 && (
        <ul className="mt-1.5 flex flex-col gap-1.5">
          {issues.map(({ language, message, kind }) => (
            <li key={`${language} ${message}`} className="flex items-start gap-2 text-sm">
              {kind === "fault" ? (
                <CircleAlert aria-label="Fault" className="mt-0.5 size-4 shrink-0 text-bad" />
              ) : (
                <Scale aria-label="Law" className="mt-0.5 size-4 shrink-0 text-warn" />
              )}
              <span className="wrap-anywhere">
                {language === null ? "" : `${languageName(language)}: `}
                {message}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
