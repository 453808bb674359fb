import type { MoveKind, MovePreview } from "@fairflow/contract";
import { Badge, Button } from "@fairflow/ui";
import { Link } from "@tanstack/react-router";
import { clsx } from "clsx";
import { useZone } from "../../frame/use-zone.ts";
import { KINDS, sayNext, sayShift, WHY } from "./move-words.ts";

export interface PreviewPeopleProps {
  readonly preview: MovePreview;
  /** Whether it is of a map that has been changed since. */
  readonly isStale: boolean;
  readonly shown: { readonly kind?: MoveKind; readonly at?: string };
  readonly onFirst: (() => void) | undefined;
  readonly onNext: (() => void) | undefined;
}

/** Each person's next action and its date, as it is and as it would be. */
export function PreviewPeople({ preview, isStale, shown, onFirst, onNext }: PreviewPeopleProps) {
  const zone = useZone();
  const before = namesOf(preview.steps);
  const after = namesOf(preview.targets);
  const of =
    shown.kind !== undefined
      ? `who ${KINDS[shown.kind].many}`
      : shown.at !== undefined
        ? `at “${before(shown.at)}”`
        : "";
  return (
    <section aria-labelledby="people-heading" className="flex min-w-0 flex-col gap-2">
      <h2
        id="people-heading"
        className="text-base font-semibold"
      >{`What it means for those ${of === "" ? "inside" : of}`}</h2>
      <ul
        aria-busy={isStale}
        className={clsx(
          "divide-y divide-line rounded-card border border-line bg-surface",
          isStale && "opacity-60",
        )}
      >
        {preview.people.length === 0 && <li className="p-4 text-base text-ink-2">Nobody.</li>}
        {preview.people.map((person) => (
          <li key={person.runId} className="flex flex-col gap-1 px-3 py-2.5">
            <div className="flex flex-wrap items-center gap-2">
              <Link
                to="/debtors/$id"
                params={{ id: person.debtorId }}
                className="font-medium text-accent underline-offset-2 hover:underline"
              >
                {person.label === "" ? "Somebody" : person.label}
              </Link>
              {person.reference !== null && (
                <span className="text-sm text-ink-3">{person.reference}</span>
              )}
              <span className="ml-auto">
                <Badge tone={KINDS[person.kind].tone}>{ONE[person.kind]}</Badge>
              </span>
            </div>
            <dl className="grid grid-cols-[4rem_minmax(0,1fr)] gap-x-2 text-sm">
              <dt className="text-ink-3">Now</dt>
              <dd>{sayNext(person.before, before, zone)}</dd>
              <dt className="text-ink-3">Then</dt>
              <dd>
                {thenWords(person, { before, after, zone })}
                {sayShift(person.before, person.after) !== undefined && (
                  <b className="ml-1.5 font-medium text-accent">
                    {sayShift(person.before, person.after)}
                  </b>
                )}
              </dd>
            </dl>
          </li>
        ))}
      </ul>
      {(onFirst !== undefined || onNext !== undefined) && (
        <div className="flex gap-2">
          <Button
            disabledReason={onFirst === undefined ? "These are the first" : undefined}
            onClick={onFirst}
          >
            Back to the first
          </Button>
          <Button
            disabledReason={onNext === undefined ? "These are the last" : undefined}
            onClick={onNext}
          >
            The next 20
          </Button>
        </div>
      )}
    </section>
  );
}

/** What comes for somebody, or why nothing changes. */
function thenWords(
  person: MovePreview["people"][number],
  of: {
    readonly before: (node: string) => string;
    readonly after: (node: string) => string;
    readonly zone: string | undefined;
  },
): string {
  if (person.after === null) {
    return person.why === null ? KINDS[person.kind].meaning : WHY[person.why];
  }
  const words = sayNext(person.after, of.after, of.zone);
  return words === sayNext(person.before, of.before, of.zone)
    ? "The same, in the other version"
    : words;
}

const ONE: Readonly<Record<MoveKind, string>> = {
  undecided: "Needs a decision",
  moves: "Goes on",
  begins: "Begins a step",
  stays: "Stays",
  leaves: "Leaves",
  "hand-over": "To a person",
  cannot: "Cannot be moved now",
};

function namesOf(steps: readonly { readonly node: string; readonly name: string }[]) {
  const names = new Map(steps.map(({ node, name }) => [node, name]));
  return (node: string) => names.get(node) ?? node;
}
