import * as fc from "fast-check";
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
  "(0)82 123 4567",
  "(082) 123-4567",
  "0027 (0) 82 123 4567",
  "00 27 82 123 4567",
  "27(0)821234567",
  "+27 082 123 4567",
  "(27) 82 123 4567",
  "082.123.4567",
  "082/123/4567",
  "821234567",
  "+27–82–123–4567",
  "\u202A+27 82 123 4567\u202C",
  "\uFEFF082\u00A0123\u00A04567",
  "tel:+27821234567",
  "whatsapp:+27821234567",
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

test.for([
  ["GB", "+442079460018", ["020 7946 0018", "+44 (0)20 7946 0018", "0044 20 7946 0018"]],
  [
    "US",
    "+14155552671",
    ["(415) 555-2671", "1-415-555-2671", "415.555.2671", "011 1 415 555 2671"],
  ],
  ["AU", "+61412345678", ["0412 345 678", "+61 (0)412 345 678", "0011 61 412 345 678"]],
] as const)("in %s every spelling of %s is one", ([country, number, spellings]) => {
  expect(spellings.map((text) => normalPhone(text, country)?.number)).toEqual(
    spellings.map(() => number),
  );
});

test("however its digits are set apart, a number is one", () => {
  const gap = fc.constantFrom("", " ", "-", ".", "\u00A0", " - ");
  const prefix = fc.constantFrom("0", "+27", "0027", "+27 (0)", "27");
  fc.assert(
    fc.property(prefix, fc.array(gap, { minLength: 8, maxLength: 8 }), (start, gaps) => {
      const digits = Array.from("821234567").map((digit, index) => `${digit}${gaps[index] ?? ""}`);
      expect(normalPhone(`${start}${digits.join("")}`, "ZA")?.number).toBe("+27821234567");
    }),
  );
});

test.for([
  " Thandi.M@Example.CO.ZA ",
  "thandi.m@example.co.za.",
  "mailto:Thandi.M@example.co.za",
  "thandi.m@example.co\u200B.za",
  "ｔｈａｎｄｉ.m@example.co.za",
])("%j is one e-mail address", (text) => {
  expect(normalEmail(text)).toBe("thandi.m@example.co.za");
});

test("an e-mail address in two Unicode forms, or with its domain in ASCII, is one", () => {
  const forms = [
    "Jürgen@Bücher.example",
    "Ju\u0308rgen@bu\u0308cher.example",
    "jürgen@xn--bcher-kva.example",
  ];
  expect(new Set(forms.map(normalEmail))).toEqual(new Set(["jürgen@xn--bcher-kva.example"]));
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
