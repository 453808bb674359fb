import { isLocalDate } from "@fairflow/calendar";
import { foldCase } from "@fairflow/criteria";
/** Why a change does not fit the field that it names, in plain words. */
export function changeProblems(change, fields) {
  const field = fields.get(change.field);
  if (field === undefined) return [`There is no field "${change.field}"`];
  if (change.kind !== "set") {
    return field.type === "tags" ? [] : [`"${field.label}" does not hold tags`];
  }
  if (change.value === null || fits(change.value, field)) return [];
  return [`"${field.label}" cannot be set to ${JSON.stringify(change.value)}`];
}
function fits(value, field) {
  switch (field.type) {
    case "number":
      return typeof value === "number";
    case "money":
      return Number.isSafeInteger(value);
    case "date":
      return typeof value === "string" && isLocalDate(value);
    case "text":
      return typeof value === "string";
    case "choice":
      return typeof value === "string" && isChoice(value, field);
    case "boolean":
      return typeof value === "boolean";
    case "tags":
      return false;
  }
}
function isChoice(value, { choices }) {
  return (
    choices === undefined || choices.some((choice) => foldCase(choice.value) === foldCase(value))
  );
}
