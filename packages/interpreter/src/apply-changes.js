/** The facts as they are once `changes` are made; the given facts stay as they were. */
export function applyChanges(values, changes) {
  const changed = { ...values };
  for (const change of changes) changed[change.field] = valueAfter(changed[change.field], change);
  return changed;
}
function valueAfter(current, change) {
  switch (change.kind) {
    case "set":
      return change.value;
    case "add-tag":
      return [...new Set([...tagsOf(current), change.tag])];
    case "remove-tag":
      return tagsOf(current).filter((tag) => tag !== change.tag);
  }
}
function tagsOf(value) {
  return value !== null && typeof value === "object" ? value : [];
}
