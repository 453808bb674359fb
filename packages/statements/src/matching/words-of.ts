const MAX_WORDS = 200;
const MAX_NUMBER_WORDS = 3;
const MIN_NUMBER_CHARACTERS = 5;

/** The words of a text in capitals; beyond 200 nobody wrote them. */
function wordsOf(text: string): readonly string[] {
  return text
    .slice(0, 10_000)
    .normalize("NFKC")
    .toUpperCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "")
    .slice(0, MAX_WORDS);
}

/** A name whatever order, case, accents and signs it is written with; `undefined` for one of a few letters. */
export function nameKey(name: string): string | undefined {
  const words = wordsOf(name.normalize("NFD").replaceAll(/\p{M}/gu, ""));
  const key = words.toSorted().join(" ");
  return key.length < MIN_NUMBER_CHARACTERS ? undefined : key;
}

/** A number as clients write it, without its spaces and signs; `undefined` for one too short to be anybody's alone. */
export function numberKey(number: string): string | undefined {
  const key = wordsOf(number).join("");
  return key.length >= MIN_NUMBER_CHARACTERS && /\d.*\d.*\d/.test(key) ? key : undefined;
}

/** All that a client's number may be in a text: each word, and up to three that stand side by side. */
export function numbersIn(text: string): ReadonlySet<string> {
  const words = wordsOf(text);
  const found = new Set<string>();
  for (const index of words.keys()) {
    for (let count = 1; count <= MAX_NUMBER_WORDS && index + count <= words.length; count++) {
      const key = words.slice(index, index + count).join("");
      if (key.length >= MIN_NUMBER_CHARACTERS) found.add(key);
    }
  }
  return found;
}
