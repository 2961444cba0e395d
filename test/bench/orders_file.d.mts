export const orders: number;
export const customers: number;
export function ordersFile(): Promise<string>;
