import { BellRing } from "lucide-react";
import { defineEditor, type FormProps } from "../editor/define-editor.tsx";
import { DurationInput } from "../editor/duration-input.tsx";
import { EventInput } from "../editor/event-input.tsx";
import { ItemList } from "../editor/item-list.tsx";
import { newExitId } from "../editor/new-exit-id.ts";
import { waitFor, type WaitForConfig } from "./definition.ts";
import help from "./help.md?raw";

export const waitForEditor = defineEditor(waitFor, {
  Icon: BellRing,
  summary: "Until something happens",
  words: ["event", "reply", "answer", "paid", "timeout"],
  help,
  Form,
});

function Form({ slot }: FormProps<WaitForConfig>) {
  return (
    <>
      <ItemList
        what="event"
        slot={slot.at("events")}
        max={20}
        isOrdered={false}
        addLabel="Add an event"
        newItem={() => ({ id: newExitId("event"), event: "replied" as const })}
      >
        {(item) => <EventInput label="What happens" place={item.at("event")} />}
      </ItemList>
      <DurationInput
        label="Wait no longer than"
        slot={slot.at("deadline")}
        kinds={["days", "business-days", "hours", "none"]}
      />
    </>
  );
}
