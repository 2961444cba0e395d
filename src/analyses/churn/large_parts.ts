/** Parts of the shop with a threshold of their own: those with so many repeaters (STATISTICS §3.1), so many of them. */
export const largeParts = {repeaters: 200, most: 12} as const;
