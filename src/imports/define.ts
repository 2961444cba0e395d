import type {Text} from '../text/language';
import type {Target} from './fields';
import type {HeaderSet} from './headers';

/** One shop system's export (or one general layout): how to know it and where its fields are. */
export interface Profile {
  readonly id: string;
  readonly name: Text;
  readonly target: Target;
  /** Whether a file with these headers is one of this kind. Never by the order of columns. */
  recognises(headers: HeaderSet): boolean;
  /** The column of each field, by header. */
  columns(headers: HeaderSet): Readonly<Record<string, string>>;
}

export function defineProfile<const P extends Profile>(profile: P): P {
  return profile;
}
