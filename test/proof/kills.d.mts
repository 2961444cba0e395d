export interface KillTable {
  kills: number;
  acknowledged: number;
  lost: number;
  datasetsLost: number;
  unopened: number;
}
export function killed(kills: number, address: string): Promise<KillTable>;
