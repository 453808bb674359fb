import { CheckField } from "@fairflow/ui";
import { Split } from "lucide-react";
import { defineEditor, type FormProps } from "../editor/define-editor.tsx";
import { ItemList } from "../editor/item-list.tsx";
import { newExitId } from "../editor/new-exit-id.ts";
import { NumberInput } from "../editor/number-input.tsx";
import { entriesOf, itemsOf } from "../editor/slot.ts";
import { TextInput } from "../editor/text-input.tsx";
import { split, type SplitConfig } from "./definition.ts";
import help from "./help.md?raw";

export const splitEditor = defineEditor(split, {
  Icon: Split,
  summary: "Try two ways at random",
  words: ["a/b", "experiment", "random", "percent"],
  help,
  Form,
});

function Form({ slot }: FormProps<SplitConfig>) {
  const shares = slot.at("shares");
  const sum = itemsOf(shares.value)
    .map((share) => entriesOf(share)["percent"])
    .reduce<number>((total, percent) => total + (typeof percent === "number" ? percent : 0), 0);
  return (
    <>
      <ItemList
        what="share"
        slot={shares}
        max={20}
        isOrdered={false}
        newItem={() => ({ id: newExitId("share"), label: "", percent: 0 })}
      >
        {(item) => (
          <div className="flex flex-col gap-2">
            <div className="flex items-start gap-2">
              <TextInput label="Name" place={item.at("label")} className="flex-1" />
              <NumberInput label="Share" suffix="%" place={item.at("percent")} className="w-24" />
            </div>
            <CheckField
              label="Hold-out"
              hint="Nobody of it is sent anything, to show what happens by itself"
              checked={item.at("holdOut").value === true}
              onChange={(checked) => item.at("holdOut").set(checked)}
            />
          </div>
        )}
      </ItemList>
      <p className={sum === 100 ? "text-sm text-ink-2" : "text-sm font-medium text-bad"}>
        {`Together ${sum} %`}
        {sum === 100 ? "" : ": it must be 100 %"}
      </p>
    </>
  );
}
