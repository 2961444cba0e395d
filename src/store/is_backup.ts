import {beginsWith} from '../lib/archive';

/** The file of a backup that says what is in it. It stands first, so that the first bytes tell what it is. */
export const MANIFEST = 'stammkunde.json';

export const isBackup = (file: Blob): Promise<boolean> => beginsWith(file, MANIFEST);
