export const fresh: string;
export const fixed: string;
export const changing: readonly string[];
