import type { TemplateSummary } from "@fairflow/contract";
import { Badge, languageName, ListRow, ListTable } from "@fairflow/ui";
import { Link } from "@tanstack/react-router";
import { useZone } from "../frame/use-zone.ts";
import { formatInstant } from "../server/format.ts";
import { CHANNEL_NAMES, PURPOSE_NAMES } from "./template-words.ts";

export interface TemplatesTableProps {
  readonly templates: readonly TemplateSummary[];
}

const CELL = "px-4 py-3 align-top";

export function TemplatesTable({ templates }: TemplatesTableProps) {
  const zone = useZone();
  if (templates.length === 0) {
    return <p className="px-1 text-base text-ink-2">No template fits. Look for another word.</p>;
  }
  return (
    <ListTable
      columns={[
        { name: "Template" },
        { name: "Channel" },
        { name: "Languages" },
        { name: "Steps that send it", isNumber: true },
        { name: "To mend" },
        { name: "Last change" },
      ]}
    >
      {templates.map(({ template, version, changedAtMs, changedBy, steps, flows, faults }) => (
        <ListRow key={template.id}>
          <td className={CELL}>
            <Link
              to="/templates/$id"
              params={{ id: template.id }}
              className="text-base font-semibold text-ink underline-offset-2 hover:underline"
            >
              {template.name}
            </Link>
            <p className="text-sm text-ink-2">
              {template.purpose === undefined
                ? "No purpose yet"
                : (PURPOSE_NAMES[template.purpose] ?? template.purpose)}
            </p>
          </td>
          <td className={CELL}>
            <Badge tone="neutral">{CHANNEL_NAMES[template.channel]}</Badge>
          </td>
          <td className={`${CELL} text-sm text-ink-2`}>
            {Object.keys(template.languages).map(languageName).join(", ")}
          </td>
          <td className={`${CELL} text-right tabular-nums`}>
            {steps === 0 ? (
              <span className="text-sm text-ink-3">None</span>
            ) : (
              <>
                {steps}
                <span className="block text-xs text-ink-3">
                  {flows === 1 ? "in 1 flow" : `in ${flows} flows`}
                </span>
              </>
            )}
          </td>
          <td className={CELL}>
            {faults === 0 ? (
              <span className="text-sm text-ink-3">Nothing</span>
            ) : (
              <Badge tone="warn">{faults === 1 ? "1 point" : `${faults} points`}</Badge>
            )}
          </td>
          <td className={`${CELL} text-sm text-ink-2`}>
            {formatInstant(changedAtMs, zone)}
            <span className="block text-xs text-ink-3">{`v${version} by ${changedBy}`}</span>
          </td>
        </ListRow>
      ))}
    </ListTable>
  );
}
