import {Problem, problemOf, type ProblemCode, type ProblemFacts} from './problem';

/** A value or a Problem as plain data, for crossing threads: an Error would arrive without its code and facts. */
export type Outcome<T> =
  | {readonly ok: true; readonly value: T}
  | {readonly ok: false; readonly code: ProblemCode; readonly facts: ProblemFacts};

export async function outcomeOf<T>(work: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return {ok: true, value: await work()};
  } catch (error) {
    const {code, facts} = problemOf(error);
    return {ok: false, code, facts};
  }
}

export function valueOf<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value;
  throw new Problem(outcome.code, outcome.facts);
}
