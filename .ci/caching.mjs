/** How long browsers may keep what. Names in `assets` carry a hash of their content, the others are those of every release. */
export const fresh = 'no-cache';
export const fixed = 'public, max-age=31536000, immutable';
/** The files by which a newer release is found. */
export const changing = ['index.html', 'sw.js', 'files.json', 'site.webmanifest'];
