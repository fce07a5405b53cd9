/**
 * What shows something by itself. Format characters do not, but for the signs of numbers and verses that some
 * scripts have; nor do a few that Unicode has as letters or symbols: the blanks of Braille, of musical notes and of
 * hieroglyphs.
 */
const visible =
  /[[^\s\p{M}\p{C}\p{Default_Ignorable_Code_Point}\u2800\u{1d159}\u{13441}\u{13442}][[\p{Cn}\p{Co}]--[\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]]\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\u{110bd}\u{110cd}]/v;

/** Whether it shows anything: blanks, marks without a letter and what is invisible do not. */
export function showsSomething(text: string): boolean {
  return visible.test(text);
}
