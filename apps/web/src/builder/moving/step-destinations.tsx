import type { MovePreview } from "@fairflow/contract";
import { clsx } from "clsx";
import { formatCount } from "../../server/format.ts";
import { StepIcon } from "../step-icon.tsx";
import { DestinationField, type Destination } from "./destination-field.tsx";

export interface StepDestinationsProps {
  readonly preview: MovePreview;
  readonly from: number;
  /** The step whose people are listed. */
  readonly shown: string | undefined;
  readonly onShow: (node: string | undefined) => void;
  readonly onChange: (node: string, destination: Destination) => void;
}

type PeopledStep = MovePreview["steps"][number];

/** What becomes of those at each step: those that somebody stands at first, and those without a decision before all. */
export function StepDestinations(props: StepDestinationsProps) {
  const { preview } = props;
  const peopled = preview.steps
    .filter((step) => countOf(step) > 0)
    .toSorted(
      (a, b) => Number(isOpen(preview, b)) - Number(isOpen(preview, a)) || countOf(b) - countOf(a),
    );
  const gone = preview.steps.filter((step) => countOf(step) === 0 && isChanged(preview, step));
  return (
    <section aria-labelledby="steps-heading" className="flex min-w-0 flex-col gap-2">
      <h2 id="steps-heading" className="text-base font-semibold">
        Where they stand, and where they go
      </h2>
      <ul className="flex flex-col gap-2">
        {peopled.map((step) => (
          <StepRow key={step.node} {...props} step={step} />
        ))}
      </ul>
      {gone.length > 0 && (
        <details className="rounded-card border border-line bg-surface">
          <summary className="cursor-pointer px-3 py-2 text-sm text-ink-2">
            {`${gone.length} more ${gone.length === 1 ? "step is" : "steps are"} gone, with nobody there`}
          </summary>
          <p className="px-3 pb-1 text-sm text-ink-2">
            Say here which step took the place of a message that was removed: whoever was sent the
            one is then not sent the other.
          </p>
          <ul className="flex flex-col gap-2 p-2">
            {gone.map((step) => (
              <StepRow key={step.node} {...props} step={step} />
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

function StepRow({
  preview,
  from,
  shown,
  onShow,
  onChange,
  step,
}: StepDestinationsProps & { readonly step: PeopledStep }) {
  const count = countOf(step);
  const needsDecision = count > 0 && isOpen(preview, step);
  return (
    <li
      className={clsx(
        "flex flex-col gap-2 rounded-card border bg-surface p-3",
        needsDecision ? "border-warn" : "border-line",
      )}
    >
      <div className="flex items-center gap-2">
        <StepIcon type={step.type} className="size-4 shrink-0 text-ink-3" />
        <span className="min-w-0 flex-1 truncate text-base font-medium">{step.name}</span>
        {count > 0 && (
          <button
            type="button"
            aria-pressed={shown === step.node}
            aria-label={`${formatCount(count)} people at ${step.name}`}
            onClick={() => onShow(shown === step.node ? undefined : step.node)}
            className={clsx(
              "rounded-control px-2 py-1 text-sm tabular-nums",
              shown === step.node ? "bg-accent-soft text-accent" : "text-accent hover:bg-sunken",
            )}
          >
            {formatCount(count)}
          </button>
        )}
      </div>
      <DestinationField
        step={step}
        targets={preview.targets}
        from={from}
        destination={Object.entries(preview.map).find(([node]) => node === step.node)?.[1]}
        problem={
          preview.problems.find(({ node }) => node === step.node)?.message ??
          (needsDecision ? "This step is gone: decide where they go" : undefined)
        }
        onChange={(destination) => onChange(step.node, destination)}
      />
    </li>
  );
}

function countOf({ people }: PeopledStep): number {
  return Object.values(people).reduce((sum, count) => sum + count, 0);
}

function isOpen({ map }: MovePreview, { node }: PeopledStep): boolean {
  return !Object.hasOwn(map, node);
}

/** Steps that go on as themselves need no attention while nobody is there. */
function isChanged({ map }: MovePreview, { node }: PeopledStep): boolean {
  const entry = Object.entries(map).find(([id]) => id === node)?.[1];
  return entry === undefined || entry.kind !== "move" || !isItself(entry.to, node);
}

function isItself(target: string, node: string): boolean {
  return target === node;
}
