/** Choosing the form of a sentence by a number, as each language does. */

/**
 * Return a function that chooses a form and puts the number into it.
 *
 * @param {string} language
 * @returns {(count: number, one: string, many: string) => string} `{count}` stands for the number.
 */
export function pluralsOf(language) {
  const rules = new Intl.PluralRules(language);
  const numbers = new Intl.NumberFormat(language);
  return (count, one, many) => {
    const form = rules.select(count) === "one" ? one : many;
    return form.replace("{count}", numbers.format(count));
  };
}
