/** What payers and banks do to references. Of the first three nothing is lost. */
const DAMAGES: readonly ((reference: string, random: () => number) => string)[] = [
  (reference) =>
    reference
      .toLowerCase()
      .replaceAll(/(.{4})/g, "$1 ")
      .trim(),
  (reference) => reference.replaceAll("0", "O"),
  (reference) => `Inv ${reference.slice(0, 6)}-${reference.slice(6)} thanks`,
  (reference, random) => changed(reference, random),
  (reference, random) => swapped(reference, random),
  (reference, random) => without(reference, random),
  (reference, random) => changed(changed(reference, random), random),
  (reference) => reference.slice(0, Math.ceil(reference.length / 2)),
  (reference) => reference.slice(2),
  () => "ACCOUNT PAYMENT",
  () => "",
];

/** A reference as somebody may write it who does not take care. */
export function damagedReference(reference: string, random: () => number): string {
  return DAMAGES[Math.floor(random() * DAMAGES.length)]?.(reference, random) ?? reference;
}

function changed(text: string, random: () => number): string {
  const at = Math.floor(random() * text.length);
  return text.slice(0, at) + String(Math.floor(random() * 10)) + text.slice(at + 1);
}

function swapped(text: string, random: () => number): string {
  const at = Math.floor(random() * (text.length - 1));
  return text.slice(0, at) + text.charAt(at + 1) + text.charAt(at) + text.slice(at + 2);
}

function without(text: string, random: () => number): string {
  const at = Math.floor(random() * text.length);
  return text.slice(0, at) + text.slice(at + 1);
}
