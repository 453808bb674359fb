import { expect, test } from "vitest";
import { nameWords, normalEmail, normalNumber, normalPhone, normalPostal } from "./normal-form.ts";

test.for([
  "082 123 4567",
  "+27 82 123 4567",
  "0027821234567",
  "+27 (0)82 123-4567",
  "27821234567",
  "０８２ １２３ ４５６７",
  "٠٨٢١٢٣٤٥٦٧",
])("%s is one South African mobile number", (text) => {
  expect(normalPhone(text, "ZA")).toEqual({ number: "+27821234567", lineType: "mobile" });
});

test.for([
  ["0821234", "ZA"],
  ["082 123 4567 8", "ZA"],
  ["call 082 123 4567 now", "ZA"],
  ["082 123 4567", "XX"],
  ["", "ZA"],
] as const)("%s in %s is no number", ([text, country]) => {
  expect(normalPhone(text, country)).toBeUndefined();
});

test.for([
  ["011 555 0100", "ZA", "+27115550100", "landline"],
  ["+1 415 555 2671", "ZA", "+14155552671", "mobile"],
  ["020 7946 0018", "GB", "+442079460018", "landline"],
] as const)("%s from %s is %s on a %s", ([text, country, number, lineType]) => {
  expect(normalPhone(text, country)).toEqual({ number, lineType });
});

test("an e-mail address is one whatever its case", () => {
  expect(normalEmail(" Thandi.M@Example.CO.ZA ")).toBe("thandi.m@example.co.za");
});

test.for(["thandi", "a@b", "a@b.c\r\nBcc: x@y.z", "a b@c.de", "a@b.cd, e@f.gh"])(
  "%j is no e-mail address",
  (text) => {
    expect(normalEmail(text)).toBeUndefined();
  },
);

test("a postal address is one however its lines are broken", () => {
  expect(normalPostal("12 Long St.\nCape Town,  8001")).toBe("12 LONG ST CAPE TOWN 8001");
  expect(normalPostal("12 long st, Cape Town 8001")).toBe("12 LONG ST CAPE TOWN 8001");
});

test("an identity number is one with or without separators", () => {
  expect(normalNumber("800101 5009 08 7")).toBe("8001015009087");
  expect(normalNumber("-")).toBeUndefined();
});

test("a name is found by each of its words", () => {
  expect(nameWords("Müller-Dlamini, Anné  ANNE")).toEqual(["muller", "dlamini", "anne"]);
});
