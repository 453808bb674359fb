import { z } from "zod";
import { seededRandom, type SeededRandom } from "../oracle/seeded-random.ts";

/** A pack in which one thing is wrong. */
export interface MutatedPack {
  readonly what: string;
  readonly pack: unknown;
}

type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
type JsonObject = { [key: string]: Json };

/** One value of a pack: where it stands, and how to put another there or take it out. */
interface Place {
  /** The keys that lead to it, with `*` for every index and every free name, such as `rules.holds.*.basis`. */
  readonly path: string;
  readonly value: Json;
  readonly put: (value: Json | undefined) => void;
}

interface Mutation {
  readonly what: string;
  readonly at: (place: Place) => boolean;
  readonly change: (place: Place, random: SeededRandom) => void;
}

/** Objects whose keys are names that the pack chooses; what is inside fee items is free as well. */
const FREE_NAMES = /^(sources|calendar\.bySubdivision)$/;
const FREE_VALUES = /^rules\.fees\.\*\.items\.\*/;

const REQUIRED =
  /^(schemaVersion|id|version|status|jurisdiction(\.country)?|effective(\.from)?|reviewedAt|reviewBy|timezone(\.(resolutionOrder|onConflict|onUnknown))?|calendar(\.(base|weekend|add|remove))?|calendar\.(add|remove)\.\*\.(date|name)|sources(\.\*\.(cite|confidence))?|rules|rules\.\w+\.\*\.(id|title|severity|authority|profile|override|basis|effective\.from)|rules\.contactWindows\.\*\.(week(\.\w+)?|holiday|measure)|rules\.frequencyCaps\.\*\.(count(\.(channels|outcomes|direction))?|limit|window(\.(kind|length))?|scope)|rules\.coolDowns\.\*\.(trigger(\.(outcomes|channels|direction))?|duration(\.(value|unit))?|scope)|rules\.holds\.\*\.(state|scope|allowsPurposes|end(\.kind|\.duration\.(value|unit))?)|rules\.consent\.\*\.requires|rules\.optOuts\.\*\.(keywords|match|scope|honourWithin)|rules\.notices\.\*\.(noticeId|deliveryChannels|contains)|rules\.stepGates\.\*\.(step|requires|requires\.\*\.(kind|noticeId|duration|state))|rules\.timeBars\.\*\.(period|effect)|rules\.answers\.\*\.(to|answerWithin|(answerWithin|acknowledgeWithin)\.(value|unit))|rules\.retention\.\*\.what|rules\.security\.\*\.controls|rules\.fees\.\*\.items)$/;
const WORD =
  /(^status|\.(onConflict|onUnknown|confidence|severity|authority|profile|override|scope|direction|effectOnExceed|measure|match|kind|unit|dayOneIs|opens|countFrom|redirectTo|effect|holiday|weekStart|resolutionOrder\.\*|weekend\.\*|channels\.\*|purposes\.\*|actors\.\*|outcomes\.\*|allowsPurposes\.\*|deliveryChannels\.\*|exclude\.\*))$/;
const DATE = /(^reviewedAt|^reviewBy|\.date|effective\.(from|to))$/;
const COUNT = /\.(value|limit|length|marginMinutes)$/;
const TIME = /^rules\.contactWindows\.\*\.(week\.\w+|holiday)\.\*\.\*$/;
const INTERVAL = /^rules\.contactWindows\.\*\.(week\.\w+|holiday)\.\*$/;

const isText = ({ value }: Place) => typeof value === "string";
const putOneOf =
  (...values: readonly Json[]) =>
  (place: Place, random: SeededRandom) => {
    place.put(random.pick(values));
  };

const MUTATIONS: readonly Mutation[] = [
  {
    what: "lacks",
    at: ({ path }) => REQUIRED.test(path),
    change: ({ put }) => {
      put(undefined);
    },
  },
  {
    what: "has a key too many in",
    at: ({ path, value }) => isObject(value) && !FREE_NAMES.test(path) && !FREE_VALUES.test(path),
    change: ({ value, put }) => {
      if (isObject(value)) put({ ...value, surprise: 1 });
    },
  },
  {
    what: "has a word that nobody knows at",
    at: (place) => isText(place) && WORD.test(place.path),
    change: putOneOf("perhaps", "", "BLOCK", " block"),
  },
  {
    what: "has another type at",
    at: ({ path, value }) => value !== null && !FREE_VALUES.test(path),
    change: ({ value, put }, random) => {
      put(typeof value === "string" ? random.pick<Json>([7, true, {}]) : random.pick(["7", "x"]));
    },
  },
  { what: "has no object at", at: ({ value }) => isObject(value), change: putOneOf([], null, 1) },
  {
    what: "has a count that is none at",
    at: ({ path, value }) => typeof value === "number" && COUNT.test(path),
    change: putOneOf(-1, 1.5, "3", null),
  },
  {
    what: "has a day that is none at",
    at: (place) => isText(place) && DATE.test(place.path),
    change: putOneOf("2026-02-30", "2027-02-29", "2026-13-01", "22/11/2026", "2026-1-1", "soon"),
  },
  {
    what: "has a time that no clock shows at",
    at: ({ path }) => TIME.test(path),
    change: putOneOf("25:00", "08:60", "8:00", "24:01", "0800", ""),
  },
  {
    what: "has an interval without two ends at",
    at: ({ path }) => INTERVAL.test(path),
    change: putOneOf([], ["08:00"], ["08:00", "12:00", "14:00"]),
  },
  {
    what: "has a rule with the id",
    at: ({ path }) => /^rules\.\w+\.\*\.id$/.test(path),
    change: putOneOf("Za.Hours", "za hours", "", "za/hours", "za.\u00FCber"),
  },
  {
    what: "cites nothing at",
    at: ({ path }) => /^rules\.\w+\.\*\.basis$/.test(path),
    change: putOneOf([]),
  },
  {
    what: "has a name or version that is none at",
    at: ({ path }) => /^(id|version|jurisdiction\.country|timezone\.minTzdata)$/.test(path),
    change: putOneOf("South Africa", "1.0", "zaf!", "2026B", ""),
  },
];

/** So many packs with one fault each, no two alike: every kind of fault in turn, in every part of every pack. */
export function mutatedPacks(
  packs: readonly unknown[],
  wanted: { readonly count: number; readonly seed: number },
): readonly MutatedPack[] {
  const random = seededRandom(wanted.seed);
  const made = new Map<string, MutatedPack>();
  for (let turn = 0; made.size < wanted.count; turn += 1) {
    const root = readJson(random.pick(packs));
    const mutation = MUTATIONS[turn % MUTATIONS.length];
    if (mutation === undefined || !isObject(root)) throw new Error("There is nothing to mutate");
    const places = placesOf(root).filter((place) => mutation.at(place));
    if (places.length === 0) continue;
    // First the kind of place, then one of them: a pack has many holds and one time zone.
    const path = random.pick([...new Set(places.map((place) => place.path))]);
    const place = random.pick(places.filter((one) => one.path === path));
    mutation.change(place, random);
    const what = `${JSON.stringify(root["id"])} ${mutation.what} ${place.path}`;
    made.set(JSON.stringify(root), { what, pack: root });
  }
  return [...made.values()];
}

function placesOf(root: JsonObject): readonly Place[] {
  const places: Place[] = [];
  const visit = (holder: JsonObject, path: string): void => {
    for (const [key, value] of Object.entries(holder)) {
      const step = FREE_NAMES.test(path) ? "*" : key;
      const place: Place = {
        path: path === "" ? step : `${path}.${step}`,
        value,
        put: (other) => {
          if (other === undefined) delete holder[key];
          else holder[key] = other;
        },
      };
      places.push(place);
      enter(place);
    }
  };
  const enter = ({ value, path }: Place): void => {
    if (isObject(value)) visit(value, path);
    if (!Array.isArray(value)) return;
    for (const [index, item] of value.entries()) {
      const place: Place = {
        path: `${path}.*`,
        value: item,
        put: (other) => {
          if (other === undefined) value.splice(index, 1);
          else value[index] = other;
        },
      };
      places.push(place);
      enter(place);
    }
  };
  visit(root, "");
  return places;
}

const AnyJson: z.ZodType<Json> = z.json();

/** A copy that may be changed. */
function readJson(value: unknown): Json {
  return AnyJson.parse(JSON.parse(JSON.stringify(value)));
}

function isObject(value: Json): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
