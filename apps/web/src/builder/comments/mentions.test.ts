import { expect, test } from "vitest";
import { colleaguesLike, mentionedIn, mentionParts, typedMention } from "./mentions.ts";

const ANNA = { id: "1", name: "Anna" };
const ANNA_BERG = { id: "2", name: "Anna Berg" };
const THANDI = { id: "3", name: "Thandi Mokoena (CX)" };
const ALL = [ANNA, ANNA_BERG, THANDI];

test.for([
  ["@", { at: 0, words: "" }],
  ["Ask @tha", { at: 4, words: "tha" }],
  ["Ask @Anna B", { at: 4, words: "Anna B" }],
  ["Ask (@Anna", { at: 5, words: "Anna" }],
  ["Ask @Anna Berg about it", undefined],
  ["write to me@example", undefined],
  ["nobody", undefined],
] as const)("in %j a name is being typed: %j", ([text, expected]) => {
  expect(typedMention(text, text.length)).toEqual(expected);
});

test("looks no further than the caret", () => {
  expect(typedMention("@An and @Tha", 3)).toEqual({ at: 0, words: "An" });
});

test.for([
  ["", ALL],
  ["ann", [ANNA, ANNA_BERG]],
  ["mok", [THANDI]],
  ["berg", [ANNA_BERG]],
  ["x", []],
] as const)("%j finds those of whom a name begins so", ([words, expected]) => {
  expect(colleaguesLike(ALL, words)).toEqual(expected);
});

test("a longer name goes before one that it begins with", () => {
  expect(mentionedIn("@Anna Berg, look", ALL)).toEqual([ANNA_BERG]);
  expect(mentionedIn("@Anna, and @Thandi Mokoena (CX)!", ALL)).toEqual([ANNA, THANDI]);
  expect(mentionedIn("Anna, look", ALL)).toEqual([]);
});

test("a text is the sum of its parts", () => {
  expect(mentionParts("Ask @Anna.", ["Anna"])).toEqual([
    { text: "Ask ", isMention: false },
    { text: "@Anna", isMention: true },
    { text: ".", isMention: false },
  ]);
  expect(mentionParts("Ask @Anna.", [])).toEqual([{ text: "Ask @Anna.", isMention: false }]);
});
