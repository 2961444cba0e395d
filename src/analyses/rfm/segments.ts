import type {Text} from '../../text/language';

/** The named segments of R5, best first. Which scores belong to which stands in model/views/rfm_segment.sql. */
export const segments = {
  champions: {en: 'Champions', de: 'Champions'},
  loyal: {en: 'Loyal', de: 'Treue'},
  potential: {en: 'Potential loyalists', de: 'Künftige Treue'},
  new: {en: 'New', de: 'Neue'},
  promising: {en: 'Promising', de: 'Vielversprechende'},
  attention: {en: 'Needs attention', de: 'Brauchen Zuwendung'},
  sleep: {en: 'About to sleep', de: 'Schläfrige'},
  risk: {en: 'At risk', de: 'Gefährdete'},
  cannot_lose: {en: "Can't lose", de: 'Unverzichtbare'},
  hibernating: {en: 'Hibernating', de: 'Ruhende'},
  lost: {en: 'Lost', de: 'Verlorene'},
} as const satisfies Readonly<Record<string, Text>>;

export type Segment = keyof typeof segments;
