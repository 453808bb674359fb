import { parseExportText } from "@fairflow/interpreter";
import { FileUp } from "lucide-react";
import { useRef, useState } from "react";
import { Choice } from "./choice.tsx";
import type { Example } from "./example-card.tsx";

export interface FileChoiceProps {
  readonly chosen: Example | undefined;
  readonly onChoose: (read: Example) => void;
}

/** No example has this name: those are folders. */
const FROM_FILE = "a file";

/** A flow that was downloaded here or elsewhere, with its segments and templates. */
export function FileChoice({ chosen, onChoose }: FileChoiceProps) {
  const picker = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState<string>();
  const isChosen = chosen?.id === FROM_FILE;

  const read = async (file: File | undefined) => {
    if (file === undefined) return;
    const parsed = parseExportText(await file.text());
    if (!parsed.ok) {
      const [first] = parsed.problems;
      const place = first === undefined || first.path === "" ? "" : `${first.path}: `;
      setProblem(`This file holds no flow. ${place}${first?.message ?? ""}`);
      return;
    }
    setProblem(undefined);
    onChoose({
      id: FROM_FILE,
      name: parsed.value.flow.name,
      description: "",
      law: "",
      export: parsed.value,
      scenarios: [],
    });
  };

  return (
    <>
      <Choice
        isChosen={isChosen}
        onChoose={() => picker.current?.click()}
        className="flex items-center gap-3 p-3"
      >
        <FileUp aria-hidden className="size-5 shrink-0 text-accent" />
        <span className="min-w-0">
          <span className="block truncate text-base font-semibold">
            {isChosen ? `From a file: ${chosen.name}` : "From a file"}
          </span>
          <span
            className={
              problem === undefined ? "block text-sm text-ink-2" : "block text-sm text-bad"
            }
          >
            {problem ?? "One that was downloaded, here or elsewhere."}
          </span>
        </span>
      </Choice>
      <input
        ref={picker}
        type="file"
        aria-label="The file of the flow"
        accept="application/json,.json"
        hidden
        onChange={({ target }) => {
          void read(target.files?.[0]);
          // The same file can be chosen again once it was mended.
          target.value = "";
        }}
      />
    </>
  );
}
