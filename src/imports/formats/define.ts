import type {Problem} from '../../lib/problem';

/** A table found in a file that is not plain text, or a file found in an archive. */
export interface Unpacked {
  readonly file: File;
  /** It was written here: UTF-8, LF, the separator and quote of `tableFile`, whatever its cells look like. */
  readonly table: boolean;
  /** Names of the hidden sheets of its workbook, which are left out. */
  readonly hidden?: readonly string[];
  /** Why it is no table; then the file has its name and nothing else. */
  readonly refused?: Problem;
}

/** What a reader of a format is given. */
export interface Unpacking {
  /** To be awaited often: lets others in, and throws when nobody waits for the file any more. */
  readonly pause: () => Promise<void>;
  /** Says how much of the file is done, 0–1. */
  readonly report: (share: number) => void;
  /** Bytes that may still be unpacked, of all archives in each other together. */
  readonly room: {left: number};
}

/** What is in a file of a format. Throws a Problem where the file cannot be read. */
export type Unpack = (file: File, unpacking: Unpacking) => Promise<readonly Unpacked[]>;

/** A way of keeping tables, or other files, in a file. */
export interface Format {
  readonly id: string;
  /** Whether a file that begins with these bytes and bears this name is of this format. */
  recognises(head: Uint8Array, name: string): boolean;
  /** Its reader, which is loaded only when such a file comes. */
  reader(): Promise<{readonly unpack: Unpack}>;
}
