import type {Stage} from './stages';

/** Days of silence from which on a customer is past each limit. */
export interface StageDays {
  readonly first: number;
  readonly repeat: number;
  readonly inactive: number;
  readonly reactivated: number;
}

export interface Silence {
  readonly days: number;
  /** Whether the customer has bought once only. */
  readonly firstPurchase: boolean;
  /** Whether the last purchase ended a silence longer than the limit of the inactive. */
  readonly afterSilence: boolean;
}

/** The stage of somebody who has bought: exactly one for each silence. */
export function stageAt({days, firstPurchase, afterSilence}: Silence, limits: StageDays): Stage {
  if (days >= (firstPurchase ? limits.first : limits.repeat))
    return days >= limits.inactive ? 'inactive' : 'defecting';
  if (firstPurchase) return 'first_time';
  return afterSilence && days < limits.reactivated ? 'reactivated' : 'active';
}
