import { Persons } from "../../../server/accounts/persons.ts";

/** With a key of their own, the same in all of a test. */
export const persons = new Persons(new Uint8Array(32));
