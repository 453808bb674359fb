import { useEditorLibrary } from "./editor-library.ts";
import { ChoiceInput } from "./choice-input.tsx";
import { textOf, type Place } from "./place.ts";

export interface LegalStepInputProps {
  readonly place: Place;
}

const NONE = "";

/** Marks a step of a flow as one that the law lets through only when its gate opens. */
export function LegalStepInput({ place }: LegalStepInputProps) {
  const { library } = useEditorLibrary();
  const marked = textOf(place);
  const known = [...library.steps.values()].map(({ id, title }) => ({ value: id, label: title }));
  const missing =
    marked === NONE || library.steps.has(marked)
      ? []
      : [{ value: marked, label: `${marked} (missing)` }];
  return (
    <ChoiceInput
      label="Legal step"
      hint="What is marked waits until the law allows that step, as after a notice, or is not done"
      place={{ ...place, value: marked }}
      options={[{ value: NONE, label: "None" }, ...known, ...missing]}
      onChoose={(step) => place.set(step === NONE ? null : step)}
    />
  );
}
