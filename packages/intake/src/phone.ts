import { isSupportedCountry, parsePhoneNumberFromString } from "libphonenumber-js/max";

/**
 * The number in E.164; `undefined` for what is no number that could be called from the country.
 *
 * @param country two letters of ISO 3166; without it only numbers that begin with + can be read
 */
export function phoneNumber(text: string, country: string | undefined): string | undefined {
  const region = country !== undefined && isSupportedCountry(country) ? country : undefined;
  const number = parsePhoneNumberFromString(text, {
    extract: false,
    ...(region === undefined ? {} : { defaultCountry: region }),
  });
  if (number === undefined || !number.isValid() || number.ext !== undefined) return undefined;
  // South African numbers have nine digits after +27. The library's table lets mobile ones have as few as five, so that
  // it passes 0821234.
  if (number.countryCallingCode === "27" && number.nationalNumber.length !== 9) return undefined;
  return number.number;
}
