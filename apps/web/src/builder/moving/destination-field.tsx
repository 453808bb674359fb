import type { MovePreview } from "@fairflow/contract";
import { NodeId } from "@fairflow/flow";
import { SelectField, TextField } from "@fairflow/ui";

export type Destination = MovePreview["map"][NodeId];

export interface DestinationFieldProps {
  readonly step: { readonly node: string; readonly name: string };
  readonly targets: MovePreview["targets"];
  /** The version that they are in. */
  readonly from: number;
  readonly destination: Destination | undefined;
  readonly problem: string | undefined;
  readonly onChange: (destination: Destination) => void;
}

const TO = "to:";
const FIRST_TEAM = "Operations";

/** What becomes of those at one step: another step, no change, out of the flow, or to a person. */
export function DestinationField({
  step,
  targets,
  from,
  destination,
  problem,
  onChange,
}: DestinationFieldProps) {
  const choose = (value: string) => {
    if (value.startsWith(TO)) {
      onChange({ kind: "move", to: NodeId.parse(value.slice(TO.length)) });
    } else if (value === "hand-over") {
      onChange({ kind: "hand-over", team: FIRST_TEAM });
    } else if (value === "stay" || value === "leave") {
      onChange({ kind: value });
    }
  };
  return (
    <div className="flex flex-wrap gap-2">
      <SelectField
        label={`Where those at ${step.name} go`}
        labelHidden
        className="min-w-52 flex-1"
        value={valueOf(destination)}
        placeholder="Choose what becomes of them"
        problem={problem}
        options={[
          {
            label: "Go on at",
            options: targets.map(({ node, name }) => ({
              value: `${TO}${node}`,
              label: node === step.node ? `${name} (the same step)` : name,
            })),
          },
          {
            label: "Or",
            options: [
              { value: "stay", label: `Stay in version ${from}` },
              { value: "leave", label: "Leave the flow" },
              { value: "hand-over", label: "Hand to a person" },
            ],
          },
        ]}
        onChange={choose}
      />
      {destination?.kind === "hand-over" && (
        <TextField
          label="Team"
          labelHidden
          className="w-40"
          maxLength={80}
          value={destination.team}
          onChange={(event) => onChange({ kind: "hand-over", team: event.target.value })}
        />
      )}
    </div>
  );
}

function valueOf(destination: Destination | undefined): string {
  if (destination === undefined) return "";
  return destination.kind === "move" ? `${TO}${destination.to}` : destination.kind;
}
