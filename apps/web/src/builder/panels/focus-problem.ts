import type { Issue } from "@fairflow/interpreter";

const INPUTS = "input, select, textarea";
const FIELDS = `${INPUTS}, button`;

/** Gives the focus to the field beside which a problem stands; to the first of the form where it stands beside none. */
export function focusProblem(inspector: HTMLElement, { message, exit }: Issue): void {
  const form = inspector.querySelector<HTMLElement>('[role="tabpanel"]:not([hidden])') ?? inspector;
  const faulty = [...form.querySelectorAll<HTMLElement>('[aria-invalid="true"], [data-problem]')];
  const place =
    exit === undefined
      ? faulty.find((each) => wordsBeside(each).some((words) => message.endsWith(words)))
      : faulty.find((each) => message.includes(`“${labelOf(each)}”`));
  const field = fieldIn(place ?? faulty[0]) ?? fieldIn(form);
  field?.focus({ preventScroll: true });
  field?.scrollIntoView({ block: "center" });
}

function fieldIn(place: HTMLElement | undefined): HTMLElement | undefined {
  if (place === undefined || place.matches(FIELDS)) return place;
  const field =
    place.querySelector<HTMLElement>(INPUTS) ?? place.querySelector<HTMLElement>(FIELDS);
  return field ?? undefined;
}

/** The list of problems may put the name of the place before these. */
function wordsBeside(place: HTMLElement): readonly string[] {
  const ids = (place.getAttribute("aria-describedby") ?? "").split(" ");
  const texts = ids.map((id) => (id === "" ? "" : document.getElementById(id)?.textContent));
  return [place.dataset["problem"], ...texts].flatMap((words) =>
    words === undefined || words === "" ? [] : [words],
  );
}

function labelOf(place: HTMLElement): string {
  return place instanceof HTMLSelectElement ? (place.labels[0]?.textContent ?? "") : "";
}
